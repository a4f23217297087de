/** A record in which a society has a row of every kind. */
import { randomUUID } from 'node:crypto';
import { only, type Tx } from '../../records/pool.js';
import { addGate, addRound, PERSON, REALM } from './database.js';
import { fillInDepth, OWN_IN_DEPTH } from './scope-rows.js';

/** Tables with a column that says whose a row is, or whose rows follow another row. */
export const OWN: Record<string, string> = {
  society: 'id', society_record: 'society_id', indicator_value: 'society_id', assessment: 'society_id', application: 'society_id', placement: 'society_id',
  project: 'society_id', verdict: 'society_id', ledger_entry: 'society_id', gate_extension: 'society_id', task: 'society_id', fact: 'society_id', draft: 'society_id',
  objection: 'society_id', outbox: 'society_id', membership: 'society_id', collection_result: 'society_id', document: 'society_id', paper_entry: 'society_id', sanction: 'society_id', sanction_return: 'society_id',
  ...OWN_IN_DEPTH,
};

/** One row of every table about this society, as a round would have them. */
export async function fill(tx: Tx, society: string): Promise<void> {
  const id = async (text: string, values: unknown[]) => only((await tx.query<{ id: string }>(`${text} RETURNING id`, values)).rows).id;
  const round = await addRound(tx);
  const gate = await addGate(tx, round);
  const fact = await id(
    `INSERT INTO fact (realm, gate_id, round_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at) VALUES ($1, $2, $3, $4, 'application', $5, $6, '{}', $7, 'x', $7, now())`,
    [REALM, gate, round.id, round.stage, society, PERSON, randomUUID()]);
  const application = await id(`INSERT INTO application (realm, round_id, society_id, n, fact_id, content, submitted_at) VALUES ($1, $2, $3, 1, $4, '{}', now())`, [REALM, round.id, society, fact]);
  const project = await id(
    `INSERT INTO project (realm, round_id, society_id, application_id, number, tier, amount_cents, created_at) VALUES ($1, $2, $3, $4, $5, 't', 1, now())`,
    [REALM, round.id, society, application, randomUUID()]);
  const workflow = `project/${project}`;
  await tx.query(`INSERT INTO wait (workflow_id, realm, type, input, round_id, project_id, society_id) VALUES ($1, $2, 'fundedProject', '{}', $3, $4, $5)`, [workflow, REALM, round.id, project, society]);
  await tx.query(`INSERT INTO gate (realm, round_id, project_id, workflow_id, step, opens_at, due_at) VALUES ($1, $2, $3, $4, 'taskBook', now(), now())`, [REALM, round.id, project, workflow]);
  await tx.query(`INSERT INTO step (realm, workflow_id, key, round_id, project_id, opened_at) VALUES ($1, $2, 'taskBook', $3, $4, now())`, [REALM, workflow, round.id, project]);
  const task = await id(
    `INSERT INTO task (realm, round_id, gate_id, workflow_id, kind, role, society_id, created_at, armed_at) VALUES ($1, $2, $3, $4, 'application', 'society', $5, now(), now())`,
    [REALM, round.id, gate, round.stage, society]);
  await tx.query(`INSERT INTO draft (task_id, realm, society_id, payload, saved_by, saved_at) VALUES ($1, $2, $3, '{}', $4, now())`, [task, REALM, society, PERSON]);
  await tx.query(`INSERT INTO paper_draft (task_id, realm, payload, saved_by, saved_at) VALUES ($1, $2, '{}', $3, now())`, [task, REALM, PERSON]);
  await tx.query(`INSERT INTO paper_entry (fact_id, realm, society_id, channel, received_at, entered_by) VALUES ($1, $2, $3, 'post', now(), $4)`, [fact, REALM, society, PERSON]);
  await tx.query(`INSERT INTO gate_extension (gate_id, society_id, due_at, deadline_version, reason, command_id) VALUES ($1, $2, now(), 1, 'r', $3)`, [gate, society, PERSON]);
  await tx.query(`INSERT INTO society_record (realm, society_id, kind, value, as_of) VALUES ($1, $2, 'award', '{}', '2018-01-01')`, [REALM, society]);
  await tx.query(`INSERT INTO document (realm, sha256, bytes, media_type, name, society_id, account_id, at) VALUES ($1, repeat('a', 64), 1, 'application/pdf', 'a.pdf', $2, $2, now())`, [REALM, society]);
  await tx.query(`INSERT INTO collection_result (round_id, stage, society_id, realm) VALUES ($1, 'plans', $2, $3)`, [round.id, society, REALM]);
  await tx.query(`INSERT INTO indicator_value (round_id, society_id, realm, indicator, value) VALUES ($1, $2, $3, 'i', 1)`, [round.id, society, REALM]);
  await tx.query(`INSERT INTO assessment (round_id, society_id, realm, total_thousandths, rank, lines) VALUES ($1, $2, $3, 1, 1, '[]')`, [round.id, society, REALM]);
  await tx.query(
    `INSERT INTO placement (round_id, application_id, society_id, realm, rank, score_thousandths, raw_thousandths, spread_thousandths, reviews, status) VALUES ($1, $2, $3, $4, 1, 1, 1, 0, 1, 'listed')`,
    [round.id, application, society, REALM]);
  await tx.query(`INSERT INTO verdict (project_id, year, realm, society_id, decision, recommended, command_id, at) VALUES ($1, 2018, $2, $3, 'continue', 'continue', $4, now())`, [project, REALM, society, PERSON]);
  await tx.query(
    `INSERT INTO ledger_entry (realm, project_id, society_id, posting, account, amount_cents, memo, at) SELECT $1, $2, $3, $4, account, cents, 'm', now() FROM (VALUES ('a', -1), ('b', 1)) AS e(account, cents)`,
    [REALM, project, society, randomUUID()]);
  const sanction = await id(
    `INSERT INTO sanction (realm, round_id, society_id, application_id, project_id, finding, evidence, found_by, found_at) VALUES ($1, $2, $3, $4, $5, 'f', 'e', $6, now())`,
    [REALM, round.id, society, application, project, PERSON]);
  await tx.query(
    `INSERT INTO sanction_return (realm, sanction_id, society_id, amount_cents, received_on, voucher, recorded_by, recorded_at) VALUES ($1, $2, $3, 1, '2020-01-01', 'v', $4, now())`,
    [REALM, sanction, society, PERSON]);
  await tx.query(`INSERT INTO outbox (realm, round_id, society_id, unique_key, template, recipient, queued_at) VALUES ($1, $2, $3, $4, 'accepted', 'a@example.org', now())`, [REALM, round.id, society, randomUUID()]);
  const account = await id(`INSERT INTO account (realm, email, name) VALUES ($1, $2, 'n')`, [REALM, `${randomUUID()}@example.org`]);
  await tx.query(`INSERT INTO membership (realm, account_id, role, society_id) VALUES ($1, $2, 'society', $3)`, [REALM, account, society]);
  const expert = await id(`INSERT INTO expert (realm, account_id, code, name, discipline_group) VALUES ($1, $2, $3, 'n', 'science')`, [REALM, account, randomUUID()]);
  await tx.query('INSERT INTO panel_member (round_id, expert_id, realm) VALUES ($1, $2, $3)', [round.id, expert, REALM]);
  await tx.query(`INSERT INTO conflict (round_id, expert_id, application_id, realm, source, reason) VALUES ($1, $2, $3, $4, 'declared', 'r')`, [round.id, expert, application, REALM]);
  await tx.query('INSERT INTO review (realm, round_id, application_id, expert_id) VALUES ($1, $2, $3, $4)', [REALM, round.id, application, expert]);
  await tx.query(`INSERT INTO defence_slot (application_id, realm, round_id, panel, position, starts_at, minutes) VALUES ($1, $2, $3, 'science', 1, now(), 20)`, [application, REALM, round.id]);
  const stage = await id(`INSERT INTO stage (realm, round_id, key, type, n, workflow_id, opened_at) VALUES ($1, $2, 'publicity', 'publicityPeriod', 1, $3, now())`, [REALM, round.id, `round/${round.id}/publicity/1`]);
  const objection = await id(
    `INSERT INTO objection (realm, round_id, stage_id, society_id, fact_id, named, state, grounds, received_at) VALUES ($1, $2, $3, $4, $5, true, 'open', 'g', now())`,
    [REALM, round.id, stage, society, fact]);
  await tx.query(`INSERT INTO objector (objection_id, realm, name, contact) VALUES ($1, $2, 'n', 'c')`, [objection, REALM]);
  await tx.query(`INSERT INTO society_merge (duplicate_id, stays_id, realm, reason, moved, kept, decided_by, decided_at) VALUES ($1, $1, $2, 'r', '{}', '{}', $3, now())`, [society, REALM, PERSON]);
  await fillInDepth(tx, { round: round.id, society, application, project, fact, expert, stage, objection });
  await tx.query(
    `INSERT INTO command (realm, idem_key, principal, body_hash, kind, workflow_id, body) VALUES ($1, $2, $3, 'x', 'retry', $4, '{}')`, [REALM, randomUUID(), PERSON, round.stage]);
  await tx.query(`SELECT app.audit_append('society/' || $1::text, $2, 'system', 'filled', '{}'), app.audit_append('round/' || $3::text, $2, 'system', 'filled', '{}')`, [society, REALM, round.id]);
}
