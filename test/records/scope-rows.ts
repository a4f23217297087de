/** One row of each table that the rules in depth have added, about one society. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../records/pool.js';
import { PERSON, REALM } from './database.js';

export interface Subject {
  round: string;
  society: string;
  application: string;
  project: string;
  fact: string;
  expert: string;
  stage: string;
  objection: string;
}

/** Tables of one society, with the column that says whose a row is. */
export const OWN_IN_DEPTH = {
  applicant: 'society_id', eligibility_check: 'society_id', fact_contest: 'society_id', instalment: 'society_id', spending: 'society_id', budget_adjustment: 'society_id',
  audit_appointment: 'society_id', self_evaluation: 'society_id', figure_check: 'society_id', reexamination: 'society_id',
};
/** The office's own. */
export const HIDDEN_IN_DEPTH = ['panel_draw', 'assignment_run', 'fewer_reviews', 'group_summary', 'defence_plan', 'shared_record', 'lead', 'job', 'job_item'];
/** What every participant may know. */
export const COMMON_IN_DEPTH = ['calendar_notice', 'posting', 'correction_notice'];

export async function fillInDepth(tx: Tx, { round, society, application, project, fact, expert, stage, objection }: Subject): Promise<void> {
  const add = (text: string, values: unknown[]) => tx.query(text, values);
  await add(`INSERT INTO applicant (round_id, society_id, realm, route, added_by, added_at) VALUES ($1, $2, $3, 'suggested', $4, now())`, [round, society, REALM, PERSON]);
  await add(
    `INSERT INTO eligibility_check (realm, application_id, round_id, society_id, at, as_of, cause, outcome, lines, inputs_hash, state) VALUES ($1, $2, $3, $4, now(), '2018-01-01', 'opened', 'eligible', '[]', 'x', 'settled')`,
    [REALM, application, round, society]);
  await add(`INSERT INTO fact_contest (realm, society_id, rule, reason, document, raised_by, raised_at) VALUES ($1, $2, 'violation', 'r', 'd', $3, now())`, [REALM, society, PERSON]);
  await add(`INSERT INTO instalment (project_id, key, realm, society_id, n, year, planned_cents, cents) VALUES ($1, 'k', $2, $3, 1, 2018, 1, 1)`, [project, REALM, society]);
  await add(
    `INSERT INTO spending (realm, project_id, society_id, year, line, amount_cents, spent_on, voucher, payee, purpose, account_id, at) VALUES ($1, $2, $3, 2018, 'l', 1, '2018-12-01', 'v', 'enterprise', 'p', $4, now())`,
    [REALM, project, society, PERSON]);
  await add(`INSERT INTO budget_adjustment (realm, project_id, society_id, lines, reason, state, cause, applied_by, applied_at) VALUES ($1, $2, $3, '[]', 'r', 'applied', 'society', 'a', now())`, [REALM, project, society]);
  await add(`INSERT INTO audit_appointment (project_id, realm, society_id, account_id, body, agreement, independence, appointed_by, at) VALUES ($1, $2, $3, $4, 'b', 'a', 'i', $4, now())`, [project, REALM, society, PERSON]);
  await add(
    `INSERT INTO self_evaluation (project_id, year, realm, society_id, fact_id, score_millionths, grade, lines, inputs_hash, rule_version, at) VALUES ($1, 2018, $2, $3, $4, 1, 'good', '[]', 'x', 1, now())`,
    [project, REALM, society, fact]);
  await add(`INSERT INTO figure_check (realm, round_id, society_id, indicator, n, state, evidence, at) VALUES ($1, $2, $3, 'i', 1, 'verified', 'e', now())`, [REALM, round, society]);
  await add(
    `INSERT INTO reexamination (objection_id, realm, round_id, society_id, fact_id, requested_by, grounds, first_state, requested_at) VALUES ($1, $2, $3, $4, $5, 'objector', 'g', 'rejected', now())`,
    [objection, REALM, round, society, fact]);
  await add(`INSERT INTO panel_draw (realm, round_id, n, seed, witness, pool, wanted, substitutes, recorded_by, recorded_at) VALUES ($1, $2, 1, 's', 'w', '[]', '{}', 0, $3, now())`, [REALM, round, PERSON]);
  await add(`INSERT INTO assignment_run (round_id, n, realm, at, kind, seed, readings, affinity, bound, unevenness, loads) VALUES ($1, 1, $2, now(), 'whole', 's', 1, 1, 1, 0, '{}')`, [round, REALM]);
  await add(`INSERT INTO fewer_reviews (application_id, realm, round_id, goes_on_with, reason, command_id, decided_at) VALUES ($1, $2, $3, 3, 'r', $4, now())`, [application, REALM, round, PERSON]);
  await add(`INSERT INTO group_summary (round_id, panel, realm, expert_id, opinion, ranking, dissent, signed_at) VALUES ($1, 'science', $2, $3, 'o', '[]', '[]', now())`, [round, REALM, expert]);
  await add(`INSERT INTO shared_record (realm, ref, credit_code, name, entry, state, sent_by, sent_at) VALUES ($1, $2, 'c', 'n', '{}', 'disputed', $3, now())`, [REALM, randomUUID(), PERSON]);
  await add(`INSERT INTO lead (realm, round_id, society_id, source, grounds, registered_at, changed_at) VALUES ($1, $2, $3, 'anonymous', 'g', now(), now())`, [REALM, round, society]);
  await add(`INSERT INTO posting (stage_id, medium, realm, round_id, posted_on) VALUES ($1, 'm', $2, $3, '2018-11-07')`, [stage, REALM, round]);
  await add(`INSERT INTO correction_notice (realm, round_id, stage_id, text, restarts, at) VALUES ($1, $2, $3, 't', false, now())`, [REALM, round, stage]);
  await add(`WITH one AS (INSERT INTO job (realm, kind, asked, account_id, locale) VALUES ($1, 'retryStuck', '{}', $2, 'zh') RETURNING id) INSERT INTO job_item (job_id, n, realm, ref, label) SELECT id, 1, $1, 'r', 'l' FROM one`, [REALM, PERSON]);
  await add(`INSERT INTO defence_plan (round_id, realm, seed, rooms, planned_at) VALUES ($1, $2, 's', '[]', now())`, [round, REALM]);
}
