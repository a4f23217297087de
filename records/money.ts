/** Instalments, spending, adjustments of the budget: what stands beside the ledger of a funded project. */
import type { BorderlineDecision, BudgetLine } from '../domain/funds/budget.js';
import type { PayeeKind, RecordedSpending } from '../domain/funds/spending.js';
import type { MoneyOnRecord } from '../domain/funds/position.js';
import type { Kpi } from '../domain/performance/kpis.js';
import { instant, only, type Tx } from './pool.js';

/** What both sides have signed; the budget changes with approved adjustments, which are kept. */
export interface ProjectPlan {
  budget: BudgetLine[];
  kpis: Kpi[];
  decisions: BorderlineDecision[];
  /** The hand-in that it was read from. */
  factId?: string;
}

/** Locks the project's row: spending, adjustments and movements of one project follow one another. */
export async function lockPlan(tx: Tx, projectId: string): Promise<ProjectPlan | undefined> {
  return (await tx.query<{ plan: ProjectPlan | null }>('SELECT plan FROM project WHERE id = $1 FOR UPDATE', [projectId])).rows[0]?.plan ?? undefined;
}

export async function planOf(tx: Tx, projectId: string): Promise<ProjectPlan | undefined> {
  return (await tx.query<{ plan: ProjectPlan | null }>('SELECT plan FROM project WHERE id = $1', [projectId])).rows[0]?.plan ?? undefined;
}

export async function savePlan(tx: Tx, projectId: string, plan: ProjectPlan): Promise<void> {
  await tx.query('UPDATE project SET plan = $2 WHERE id = $1', [projectId, JSON.stringify(plan)]);
}

export interface InstalmentRow {
  project_id: string;
  key: string;
  n: number;
  year: number;
  planned_cents: number;
  /** What a verdict has left of it. */
  cents: number;
  percent: number | null;
  state: 'planned' | 'notified' | 'receipted' | 'arrived' | 'released';
  command_id: string | null;
  notified_at: number | null;
  receipt_fact_id: string | null;
  arrival_fact_id: string | null;
  arrived_at: number | null;
}

export async function addInstalments(
  tx: Tx, project: { id: string; realm: string; society_id: string }, rows: { key: string; year: number; amountCents: number }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO instalment (project_id, realm, society_id, n, key, year, planned_cents, cents)
     SELECT $1, $2, $3, i.n, i.key, i.year, i.cents, i.cents FROM jsonb_to_recordset($4) AS i(n int, key text, year int, cents bigint) ON CONFLICT DO NOTHING`,
    [project.id, project.realm, project.society_id, JSON.stringify(rows.map(({ key, year, amountCents }, n) => ({ n: n + 1, key, year, cents: amountCents })))],
  );
}

/** In the order in which they are paid. */
export async function instalmentsOf(tx: Tx, projectId: string): Promise<InstalmentRow[]> {
  return (await tx.query<InstalmentRow>('SELECT * FROM instalment WHERE project_id = $1 ORDER BY n', [projectId])).rows;
}

type Change = Partial<Pick<InstalmentRow, 'cents' | 'percent' | 'state' | 'command_id' | 'receipt_fact_id' | 'arrival_fact_id'>> & { notified_at?: number; arrived_at?: number };

export async function changeInstalment(tx: Tx, projectId: string, key: string, change: Change): Promise<void> {
  const at = (ms: number | undefined) => (ms === undefined ? null : instant(ms));
  await tx.query(
    `UPDATE instalment SET cents = coalesce($3, cents), percent = coalesce($4, percent), state = coalesce($5, state), command_id = coalesce($6, command_id),
       notified_at = coalesce($7, notified_at), receipt_fact_id = coalesce($8, receipt_fact_id), arrival_fact_id = coalesce($9, arrival_fact_id), arrived_at = coalesce($10, arrived_at)
     WHERE project_id = $1 AND key = $2`,
    [
      projectId, key, change.cents ?? null, change.percent ?? null, change.state ?? null, change.command_id ?? null, at(change.notified_at), change.receipt_fact_id ?? null,
      change.arrival_fact_id ?? null, at(change.arrived_at),
    ],
  );
}

export interface SpendingRow extends RecordedSpending {
  at: number;
}

export async function spendingOf(tx: Tx, projectId: string): Promise<SpendingRow[]> {
  return (await tx.query<SpendingRow>(
    `SELECT id, line, year, amount_cents AS "amountCents", to_char(spent_on, 'YYYY-MM-DD') AS on, voucher, payee, purpose, explanation, reverses, at
     FROM spending WHERE project_id = $1 ORDER BY at, id`, [projectId])).rows.map(({ reverses, ...row }) => (reverses ? { ...row, reverses } : row));
}

export interface NewSpending {
  realm: string;
  projectId: string;
  societyId: string;
  accountId: string;
  entries: { line: string; year: number; amountCents: number; on: string; voucher: string; payee: PayeeKind; purpose: string; explanation?: string; reverses?: string }[];
}

export async function addSpending(tx: Tx, { realm, projectId, societyId, accountId, entries }: NewSpending): Promise<void> {
  await tx.query(
    `INSERT INTO spending (realm, project_id, society_id, account_id, at, line, year, amount_cents, spent_on, voucher, payee, purpose, explanation, reverses)
     SELECT $1, $2, $3, $4, app.now($1), e.line, e.year, e."amountCents", e.on, e.voucher, e.payee, e.purpose, coalesce(e.explanation, ''), e.reverses
     FROM jsonb_to_recordset($5) AS e(line text, year int, "amountCents" bigint, "on" date, voucher text, payee text, purpose text, explanation text, reverses uuid)`,
    [realm, projectId, societyId, accountId, JSON.stringify(entries)],
  );
}

export interface AdjustmentRow {
  id: string;
  lines: BudgetLine[];
  reason: string;
  state: 'applied' | 'approved' | 'refused';
  cause: 'society' | 'verdict';
  applied_at: number;
  decisions: BorderlineDecision[];
  decided_at: number | null;
  decision_reason: string;
}

export async function adjustmentsOf(tx: Tx, projectId: string): Promise<AdjustmentRow[]> {
  return (await tx.query<AdjustmentRow>('SELECT * FROM budget_adjustment WHERE project_id = $1 ORDER BY applied_at, id', [projectId])).rows;
}

/** One at a time waits for a decision: a unique index says so. */
export async function addAdjustment(
  tx: Tx, one: { realm: string; projectId: string; societyId: string; lines: readonly BudgetLine[]; reason: string; cause: 'society' | 'verdict'; by: string },
): Promise<string> {
  const approved = one.cause === 'verdict';
  return only((await tx.query<{ id: string }>(
    `INSERT INTO budget_adjustment (realm, project_id, society_id, lines, reason, cause, applied_by, applied_at, state, decided_by, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, app.now($1), $8, CASE WHEN $8 = 'approved' THEN $7 END, CASE WHEN $8 = 'approved' THEN app.now($1) END) RETURNING id`,
    [one.realm, one.projectId, one.societyId, JSON.stringify(one.lines), one.reason, one.cause, one.by, approved ? 'approved' : 'applied'])).rows).id;
}

export async function decideAdjustment(
  tx: Tx, one: { realm: string; id: string; approved: boolean; reason: string; decisions: readonly BorderlineDecision[]; by: string },
): Promise<void> {
  await tx.query(
    `UPDATE budget_adjustment SET state = $2, decision_reason = $3, decisions = $4, decided_by = $5, decided_at = app.now($6) WHERE id = $1 AND state = 'applied'`,
    [one.id, one.approved ? 'approved' : 'refused', one.reason, JSON.stringify(one.decisions), one.by, one.realm],
  );
}

export interface RecordedMoney extends MoneyOnRecord {
  plan: ProjectPlan | undefined;
  instalments: InstalmentRow[];
  spending: SpendingRow[];
}

/** Everything on record about the money of one project; `awardCents` is the whole of it, planned. */
export async function moneyOf(tx: Tx, projectId: string): Promise<RecordedMoney> {
  const plan = await planOf(tx, projectId);
  const instalments = await instalmentsOf(tx, projectId);
  const { rows } = await tx.query<{ account: string; amountCents: number }>('SELECT account, amount_cents AS "amountCents" FROM ledger_entry WHERE project_id = $1 ORDER BY id', [projectId]);
  return {
    plan, instalments, spending: await spendingOf(tx, projectId), entries: rows, closedYears: await closedYears(tx, projectId),
    awardCents: instalments.reduce((sum, one) => sum + one.planned_cents, 0),
  };
}

/** Years whose final accounts have been handed in. */
export async function closedYears(tx: Tx, projectId: string): Promise<number[]> {
  return (await tx.query<{ year: number }>(
    `SELECT DISTINCT split_part(g.step, '.', 1)::int AS year FROM fact f JOIN gate g ON g.id = f.gate_id
     WHERE f.project_id = $1 AND f.kind = 'finalAccounts' AND g.step ~ '^[0-9]{4}[.]' ORDER BY 1`, [projectId])).rows.map((row) => row.year);
}

/** Planned again: the decision that released them was corrected, and what it posted reversed. How many; null when the money has been received. */
export async function resetInstalments(tx: Tx, projectId: string, commandId: string): Promise<number | null> {
  const received = (await tx.query('SELECT 1 FROM instalment WHERE project_id = $1 AND command_id = $2 AND (receipt_fact_id IS NOT NULL OR arrival_fact_id IS NOT NULL)', [projectId, commandId])).rows;
  if (received.length > 0) return null;
  const { rowCount } = await tx.query(
    `UPDATE instalment SET state = 'planned', cents = planned_cents, percent = NULL, command_id = NULL, notified_at = NULL, arrived_at = NULL WHERE project_id = $1 AND command_id = $2`,
    [projectId, commandId]);
  return rowCount ?? 0;
}

/** What was not to be paid any more is where it was when the project ended. */
export async function restoreReleased(tx: Tx, projectId: string): Promise<void> {
  await tx.query(
    `UPDATE instalment SET state = CASE WHEN receipt_fact_id IS NOT NULL THEN 'receipted' WHEN notified_at IS NOT NULL THEN 'notified' ELSE 'planned' END
     WHERE project_id = $1 AND state = 'released'`, [projectId]);
}
