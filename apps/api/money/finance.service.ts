import { Inject, Injectable } from '@nestjs/common';
import { yuan } from '../../../domain/funds/budget.js';
import { projectId as projectWorkflow } from '../../../domain/ids.js';
import { movements, type Posting } from '../../../domain/funds/ledger.js';
import { statementOf } from '../../../domain/funds/position.js';
import type { Result } from '../../../domain/refusal.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { findAccount } from '../../../records/accounts.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { lockPlan, moneyOf } from '../../../records/money.js';
import { activeAuditors, appoint } from '../../../records/performance.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { findListedProject, type ListedProject } from '../../../records/project-list.js';
import { hasPosting, post } from '../../../records/projects.js';
import { assignOpenTasks } from '../../../records/tasks.js';
import { ring } from '../../../records/waits.js';
import { Commands } from '../commands.js';
import type { Appointed, Appointment, Auditors, NewReturn, ProjectMoney } from '../contract/money.js';
import { type WriteOff, WrittenOff } from '../contract/sanctions.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { MoneyService } from './money.service.js';

/** Money that came back, and who audits whom. */
@Injectable()
export class FinanceService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly money: MoneyService,
    private readonly commands: Commands,
    private readonly temporal: Temporal,
  ) {}

  /** First what was reclaimed, then unspent money; never more than the society has of it. */
  returned(scope: Scope, accountId: string, request: Repeatable, projectId: string, body: NewReturn, locale: Locale): Promise<ProjectMoney> {
    const answer = this.once.run(scope, accountId, request, async (tx) => {
      const project = found(await findListedProject(tx, projectId));
      await lockPlan(tx, projectId);
      const known = await moneyOf(tx, projectId);
      const { claimedCents, carryOverCents } = statementOf(known);
      const key = `${projectId}/return/${body.voucher}`;
      if ((await hasPosting(tx, key)) || (await hasPosting(tx, `${key}/claimed`))) throw refused('VOUCHER_REPEATED', { field: 'voucher', params: { voucher: body.voucher } });
      const most = claimedCents + Math.max(0, carryOverCents);
      if (body.amountCents > most) throw refused('RETURN_OVER_UNSPENT', { field: 'amountCents', params: { amount: yuan(body.amountCents), most: yuan(most) } });
      const recovered = Math.min(claimedCents, body.amountCents);
      const at = await now(tx, scope.realm);
      if (recovered > 0) await this.post(tx, scope, project, `${key}/claimed`, movements.recover(project.number, recovered), at);
      if (body.amountCents > recovered) await this.post(tx, scope, project, key, movements.giveBack(project.number, body.amountCents - recovered), at);
      await record(tx, { stream: `project/${projectId}`, realm: scope.realm, actor: accountId, action: 'money.returned', body: { ...body, recovered } });
      // A project that waits for its repayment looks again.
      await ring(tx, projectWorkflow(projectId));
      return this.money.view(tx, projectId, locale);
    });
    return answer.finally(() => this.temporal.wake(scope.realm, [projectWorkflow(projectId)]));
  }

  /** What is claimed of a project that has ended is given up. */
  async writeOff(scope: Scope, accountId: string, request: Repeatable, projectId: string, decision: WriteOff): Promise<WrittenOff> {
    found(await withScope(this.pool, scope, (tx) => findListedProject(tx, projectId)));
    return WrittenOff.parse(await this.commands.decide(scope, { accountId, request, kind: 'writeOffClaim', workflowId: projectWorkflow(projectId), body: { ...decision } }));
  }

  /** 000 §5.5 [C]: one body audits a project, by agreement, and says that it is independent. Its open duties become that account's. */
  auditors(scope: Scope, roundId: string): Promise<Auditors> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findListedRound(tx, roundId));
      return { items: (await activeAuditors(tx)).map(({ id, name }) => ({ accountId: id, name })) };
    });
  }

  appoint(scope: Scope, accountId: string, request: Repeatable, roundId: string, { projectIds, ...appointment }: Appointment): Promise<Appointed> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const account = await findAccount(tx, appointment.accountId);
      if (account?.realm !== scope.realm || account.status !== 'active' || !account.roles.includes('auditor')) throw refused('ASSIGNEE_LACKS_ROLE', { field: 'accountId' });
      for (const [n, projectId] of projectIds.entries()) {
        const project = await findListedProject(tx, projectId);
        if (project?.round_id !== roundId) throw refused('NOT_FOUND', { field: `projectIds.${n}` });
        await appoint(tx, { ...appointment, projectId, realm: scope.realm, societyId: project.society_id, by: accountId });
        await assignOpenTasks(tx, projectId, 'auditor', appointment.accountId);
        await record(tx, { stream: `project/${projectId}`, realm: scope.realm, actor: accountId, action: 'auditor.appointed', body: { account: appointment.accountId, agreement: appointment.agreement } });
      }
      return { appointed: projectIds.length };
    });
  }

  private post(tx: Tx, scope: Scope, project: ListedProject, posting: string, movement: Result<Posting>, at: number): Promise<void> {
    const entries = unwrap(movement).lines.map(({ account, amountCents }) => ({ account, amountCents }));
    return post(tx, { realm: scope.realm, projectId: project.id, societyId: project.society_id, posting, memo: 'return', at, entries });
  }
}
