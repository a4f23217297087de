import { Inject, Injectable } from '@nestjs/common';
import type { BudgetLine } from '../../../domain/funds/budget.js';
import { budgetLines, heldField } from '../../../domain/funds/hand-in.js';
import { statementOf } from '../../../domain/funds/position.js';
import type { MoneyStatement } from '../../../domain/funds/statement.js';
import { projectStepsOf } from '../../../domain/programme/schema.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { adjustmentsOf, moneyOf } from '../../../records/money.js';
import { appointmentOf, selfEvaluationsOf } from '../../../records/performance.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findListedProject, type ListedProject, listProjects, projectLedger } from '../../../records/project-list.js';
import { lastHandIn } from '../../../records/projects.js';
import { settingsOf } from '../../../records/rounds.js';
import type { ProjectMoney, RoundMoney } from '../contract/money.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found } from '../problem/refused.js';
import { moneyView } from './money-view.js';

/** Where the money of a project and of a round stands. */
@Injectable()
export class MoneyService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
  ) {}

  project(scope: Scope, id: string, locale: Locale): Promise<ProjectMoney> {
    return withScope(this.pool, scope, (tx) => this.view(tx, id, locale));
  }

  async view(tx: Tx, id: string, locale: Locale): Promise<ProjectMoney> {
    const project = found(await findListedProject(tx, id));
    return moneyView(project, {
      programme: await this.plans.of(tx, project.programme_version_id), settings: await settingsOf(tx, project.round_id), record: await moneyOf(tx, id), ledger: await projectLedger(tx, id),
      adjustments: await adjustmentsOf(tx, id), evaluations: await selfEvaluationsOf(tx, id), appointment: await appointmentOf(tx, id), handedIn: await this.handedIn(tx, project),
    }, locale);
  }

  private async handedIn(tx: Tx, { id, programme_version_id }: ListedProject): Promise<BudgetLine[]> {
    for (const step of projectStepsOf(await this.plans.of(tx, programme_version_id))) {
      const owed = step.owes.find(({ form }) => form && heldField(form, 'budget'));
      const field = owed?.form && heldField(owed.form, 'budget');
      if (owed && field) return budgetLines(((await lastHandIn(tx, id, step.key, owed.kind))?.payload.content as Record<string, unknown> | undefined)?.[field.key]);
    }
    return [];
  }

  round(scope: Scope, roundId: string): Promise<RoundMoney> {
    return withScope(this.pool, scope, async (tx) => {
      const { rows } = await listProjects(tx, { roundId, limit: 1000 });
      const projects: (MoneyStatement & { row: ListedProject })[] = [];
      for (const row of rows) projects.push({ ...statementOf(await moneyOf(tx, row.id)), row });
      const sum = (name: keyof MoneyStatement): number => projects.reduce((total, one) => total + one[name], 0);
      return {
        committedCents: sum('committedCents'), releasedCents: sum('releasedCents'), outstandingCents: sum('outstandingCents'), payableCents: sum('payableCents'), disbursedCents: sum('disbursedCents'),
        returnedCents: sum('returnedCents'), claimedCents: sum('claimedCents'), writtenOffCents: sum('writtenOffCents'), spentCents: sum('spentCents'), carryOverCents: sum('carryOverCents'),
        projects: projects.map(({ row, ...figures }) => ({
          projectId: row.id, number: row.number, society: { id: row.society_id, code: row.code, name: row.society_name }, status: row.status, ...figures,
        })),
      };
    });
  }
}
