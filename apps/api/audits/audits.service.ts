import { Inject, Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { auditRows, auditTasks } from '../../../records/audits.js';
import { now } from '../../../records/clock.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { projectDocuments } from '../../../records/project-list.js';
import { lastHandIn } from '../../../records/projects.js';
import type { ProjectAudit, ProjectAudits } from '../contract/audits.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found } from '../problem/refused.js';
import { auditView, byUrgency, itemView } from './audit-view.js';

/** 000 §5.5: 第三方绩效评价, as whoever audits sees it: its own only, the office all. */
@Injectable()
export class AuditsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
  ) {}

  list(scope: Scope, who: Principal): Promise<ProjectAudits> {
    return withScope(this.pool, scope, async (tx) => {
      const rows = await auditRows(tx, { accountId: auditorOnly(who) });
      const tasks = await auditTasks(tx, rows.flatMap(({ gate_id }) => gate_id ?? []));
      const programme = await this.plans.all(tx, rows.map((row) => row.programme_version_id));
      const at = await now(tx, scope.realm);
      return { items: rows.map((row) => itemView(row, { who, programme: programme(row.programme_version_id), tasks: tasks.filter(({ gate_id }) => gate_id === row.gate_id), now: at })).sort(byUrgency) };
    });
  }

  get(scope: Scope, who: Principal, id: number): Promise<ProjectAudit> {
    return withScope(this.pool, scope, async (tx) => {
      const [row] = await auditRows(tx, { accountId: auditorOnly(who), gateId: id });
      const { project_id: project, step, programme_version_id: version } = found(row);
      const score = async (kind: string): Promise<number | null> => scoreOf((await lastHandIn(tx, project, step ?? '', kind))?.payload);
      return auditView(found(row), { who, programme: await this.plans.of(tx, version), tasks: await auditTasks(tx, [id]), now: await now(tx, scope.realm) }, {
        documents: await projectDocuments(tx, project), score: (await score('auditReport')) ?? (await score('auditDraft')),
      });
    });
  }
}

/** The office and those who watch over it see all. */
const auditorOnly = (who: Principal): string | undefined => (may(who, 'round.overview') ? undefined : (who.accountId ?? NOBODY));

const NOBODY = '00000000-0000-0000-0000-000000000000';

function scoreOf(payload: Record<string, unknown> | undefined): number | null {
  const score = (payload?.content as Record<string, unknown> | undefined)?.score;
  return typeof score === 'number' ? score : null;
}
