import { Inject, Injectable } from '@nestjs/common';
import { mailroomId } from '../../../domain/ids.js';
import { record } from '../../../records/audit.js';
import { addExpert, changeExpert, findExpert, type ListedExpert, listExperts, panelMembers } from '../../../records/experts.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type Expert, type ExpertBackground, type ExpertPage, type ExpertQuery, type NewExpert, type Panel, type PanelInvitation, PanelInvited } from '../contract/experts.js';
import type { Repeatable } from '../http/keyed.js';
import { placeAfter, placeFrom, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { Stages } from '../platform/stages.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

/** Experts and the panels they sit on. */
@Injectable()
export class ExpertsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly accounts: AccountsService,
    private readonly commands: Commands,
    private readonly stages: Stages,
    private readonly temporal: Temporal,
  ) {}

  async list(scope: Scope, query: ExpertQuery): Promise<ExpertPage> {
    const { rows, total } = await withScope(this.pool, scope, (tx) => listExperts(tx, { ...query, after: placeFrom(query) }));
    return toPage(rows, query.limit, total, expertView, placeAfter(query.sort));
  }

  /** With an account of its own: an expert signs in, or in a rehearsal comes by token. */
  async create(scope: Scope, accountId: string, request: Repeatable, entry: NewExpert): Promise<Expert> {
    const created = await this.once.run(scope, accountId, request, async (tx) => {
      const { account } = await this.accounts.open(tx, scope.realm, { email: entry.email, name: entry.name, locale: 'zh', roles: ['expert'], machine: false }, accountId);
      const expert = await addExpert(tx, { ...entry, realm: scope.realm, accountId: account.id });
      if (expert === 'codeTaken') throw refused('CODE_TAKEN', { field: 'code' });
      await record(tx, { stream: `expert/${expert.id}`, realm: scope.realm, actor: accountId, action: 'expert.create', body: { code: expert.code, disciplineGroup: expert.discipline_group, maxLoad: expert.max_load } });
      return expertView(expert);
    });
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return created;
  }

  get(scope: Scope, id: string): Promise<Expert> {
    return withScope(this.pool, scope, async (tx) => expertView(found(await findExpert(tx, id))));
  }

  change(scope: Scope, accountId: string, id: string, version: number, entry: ExpertBackground): Promise<Expert> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findExpert(tx, id));
      const changed = await changeExpert(tx, id, version, entry);
      if (changed === undefined) throw refused('CONFLICT_VERSION');
      // Offices and projects are personal data: the trail says that they were changed, not to what.
      await record(tx, { stream: `expert/${id}`, realm: scope.realm, actor: accountId, action: 'expert.background', body: { version: changed.version, offices: entry.offices.length, jointProjects: entry.jointProjects.length, maxLoad: entry.maxLoad } });
      return expertView(changed);
    });
  }

  panel(scope: Scope, roundId: string): Promise<Panel> {
    return withScope(this.pool, scope, async (tx) => ({
      items: (await panelMembers(tx, roundId)).map((member) => ({
        expert: expertView(member), declaredAt: member.declared_at === null ? null : toInstant(member.declared_at),
        conflicts: member.conflicts, assigned: member.assigned, scored: member.scored,
      })),
    }));
  }

  async invite(scope: Scope, accountId: string, request: Repeatable, roundId: string, entry: PanelInvitation): Promise<PanelInvited> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'expertReview');
    return PanelInvited.parse(await this.commands.decide(scope, { accountId, request, kind: 'invitePanel', workflowId, body: { ...entry } }));
  }
}

const expertView = (row: ListedExpert): Expert => ({
  id: row.id, accountId: row.account_id, code: row.code, name: row.name, disciplineGroup: row.discipline_group, employer: row.employer, maxLoad: row.max_load,
  subDisciplines: row.sub_disciplines, keywords: row.keywords, neighbouringGroups: row.neighbouring_groups, offices: row.offices, jointProjects: row.joint_projects, version: row.version,
  email: row.email, active: row.active,
});
