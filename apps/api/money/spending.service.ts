import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../domain/calendar/beijing.js';
import { checkAdjustment } from '../../../domain/funds/adjustment.js';
import { availableCents, budgetRules, deviationLimits, fundClause } from '../../../domain/funds/position.js';
import { checkReversal, checkSpending, type RecordedSpending, spentOf } from '../../../domain/funds/spending.js';
import type { BorderlineDecision, BudgetLine } from '../../../domain/funds/budget.js';
import { implementationYears } from '../../../domain/programme/dates.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Result } from '../../../domain/refusal.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { addAdjustment, addSpending, adjustmentsOf, decideAdjustment, lockPlan, moneyOf, type ProjectPlan, savePlan } from '../../../records/money.js';
import type { Scope, Tx } from '../../../records/pool.js';
import { findListedProject, type ListedProject } from '../../../records/project-list.js';
import { settingsOf } from '../../../records/rounds.js';
import type { AdjustmentDecision, NewAdjustment, NewSpending, ProjectMoney, Reversal } from '../contract/money.js';
import type { Repeatable } from '../http/keyed.js';
import { Once } from '../platform/once.js';
import { Plans } from '../platform/plans.js';
import { type FieldError, found, Refused, refused, unwrap } from '../problem/refused.js';
import { MoneyService } from './money.service.js';

interface Request {
  scope: Scope;
  accountId: string;
  request: Repeatable;
  projectId: string;
  locale: Locale;
}

interface Open {
  tx: Tx;
  project: ListedProject;
  programme: Programme;
  plan: ProjectPlan;
}

/** What a society records and applies for, and what the office decides about it. One project's changes follow one another. */
@Injectable()
export class SpendingService {
  constructor(
    private readonly once: Once,
    private readonly plans: Plans,
    private readonly money: MoneyService,
  ) {}

  /** All entries or none; what is wrong is told with its field. */
  spend(asked: Request, { entries }: NewSpending): Promise<ProjectMoney> {
    return this.within(asked, 'spending.record', async ({ tx, programme, plan }) => {
      const known = await moneyOf(tx, asked.projectId);
      const book = {
        budget: plan.budget, availableCents: availableCents(known), closedYears: known.closedYears, today: dayOf(await now(tx, asked.scope.realm)),
        limits: deviationLimits(programme), clause: fundClause(programme),
      };
      const recorded: RecordedSpending[] = [...known.spending];
      const refusals = entries.flatMap((entry, n) => {
        const found = checkSpending(entry, { ...book, recorded });
        recorded.push({ ...entry, id: `new.${n}` });
        return found.map((one) => ({ ...one, field: `entries.${n}.${one.field ?? ''}` }));
      });
      if (refusals[0]) throw new Refused(refusals[0], { errors: refusals.map(({ field, code, params }): FieldError => ({ field, code, params })) });
      return { entries };
    });
  }

  /** A wrong entry is taken back by another; it is never changed. */
  reverse(asked: Request, entryId: string, { on, voucher, reason }: Reversal): Promise<ProjectMoney> {
    return this.within(asked, 'spending.reverse', async ({ tx, programme }) => {
      const known = await moneyOf(tx, asked.projectId);
      const entry = checkReversal(entryId, known.spending, known.closedYears, fundClause(programme));
      if ('code' in entry) throw new Refused(entry);
      return { entries: [{ line: entry.line, year: entry.year, amountCents: -entry.amountCents, on, voucher, payee: entry.payee, purpose: reason, reverses: entryId }] };
    });
  }

  applyFor(asked: Request, { lines, reason }: NewAdjustment): Promise<ProjectMoney> {
    return this.within(asked, 'budget.apply', async (open) => {
      if ((await adjustmentsOf(open.tx, asked.projectId)).some(({ state }) => state === 'applied')) throw refused('ADJUSTMENT_OPEN');
      unwrap(await this.checked(open, lines));
      await addAdjustment(open.tx, { realm: asked.scope.realm, projectId: asked.projectId, societyId: open.project.society_id, lines, reason, cause: 'society', by: asked.accountId });
      return { lines: lines.length, reason };
    });
  }

  /** Approved, it is the budget from now on; a borderline line that is new needs its own decision. */
  decide(asked: Request, adjustmentId: string, decision: AdjustmentDecision): Promise<ProjectMoney> {
    return this.within(asked, 'budget.decide', async (open) => {
      const one = found((await adjustmentsOf(open.tx, asked.projectId)).find(({ id }) => id === adjustmentId));
      if (one.state !== 'applied') throw refused('ALREADY_DECIDED');
      const decisions = decision.borderline ?? [];
      if (decision.approved) {
        const { borderline } = unwrap(await this.checked(open, one.lines, [...open.plan.decisions, ...decisions]));
        if (borderline[0]) throw refused('BORDERLINE_UNDECIDED', { field: 'borderline', rule: borderline[0].clause, params: { lines: borderline.map(({ line }) => line).join('、') } });
        await savePlan(open.tx, asked.projectId, { ...open.plan, budget: one.lines, decisions: [...open.plan.decisions, ...decisions] });
      }
      await decideAdjustment(open.tx, { realm: asked.scope.realm, id: adjustmentId, approved: decision.approved, reason: decision.reason, decisions, by: asked.accountId });
      return { adjustment: adjustmentId, ...decision };
    });
  }

  private async checked({ tx, project, programme, plan }: Open, next: readonly BudgetLine[], decisions: readonly BorderlineDecision[] = plan.decisions): Promise<Result<{ borderline: { line: string; clause: { document: string; clause: string } }[] }>> {
    const { spending } = await moneyOf(tx, project.id);
    return checkAdjustment({
      current: plan.budget, next, decisions, rules: budgetRules(programme), years: implementationYears(programme, await settingsOf(tx, project.round_id)),
      spentCents: ({ line, year }) => spentOf(spending, { line, year }),
    });
  }

  /** One transaction that holds the project's row; what it does is in the project's chain. Entries are of a society's spending. */
  private within(asked: Request, action: string, work: (open: Open) => Promise<Record<string, unknown>>): Promise<ProjectMoney> {
    const { scope, accountId, request, projectId, locale } = asked;
    return this.once.run(scope, accountId, request, async (tx) => {
      const project = found(await findListedProject(tx, projectId));
      const plan = await lockPlan(tx, projectId);
      if (plan === undefined || (project.status !== 'running' && action !== 'spending.reverse')) throw refused('PROJECT_NOT_RUNNING');
      const body = await work({ tx, project, programme: await this.plans.of(tx, project.programme_version_id), plan });
      if (Array.isArray(body.entries)) await addSpending(tx, { realm: scope.realm, projectId, societyId: project.society_id, accountId, entries: body.entries as NewSpending['entries'] });
      await record(tx, { stream: `project/${projectId}`, realm: scope.realm, actor: accountId, action, body });
      return this.money.view(tx, projectId, locale);
    });
  }
}
