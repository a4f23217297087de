/** What explanations of decisions, letters and lists compute again from: what people decided, and what happened when. */
import { instant, type Tx } from './pool.js';

export interface StoredDecision {
  id: string;
  kind: string;
  body: Record<string, unknown>;
  /** Of its effect; null where it had none. */
  at: number | null;
  by: string | null;
}

/** A command as a decision of people. */
export async function storedDecision(tx: Tx, commandId: string): Promise<StoredDecision | undefined> {
  return (await tx.query<StoredDecision>(
    'SELECT c.id, c.kind, c.body, c.at, a.name AS by FROM command c LEFT JOIN account a ON a.id = c.principal WHERE c.id = $1', [commandId])).rows[0];
}

export interface StoredMail {
  id: string;
  realm: string;
  template: string;
  wave: string;
  unique_key: string;
  deadline_version: number;
  task_id: string | null;
  society_id: string | null;
  round_id: string | null;
  recipient: string;
  society_email: string | null;
  params: Record<string, unknown>;
  state: string;
  queued_at: number;
  sent_at: number | null;
}

export async function storedMail(tx: Tx, id: string): Promise<StoredMail | undefined> {
  return (await tx.query<StoredMail>(
    'SELECT o.*, s.email AS society_email FROM outbox o LEFT JOIN society s ON s.id = o.society_id WHERE o.id = $1', [id])).rows[0];
}

/** The task of a reminder: whose it is, and the version of its deadline now. */
export async function remindedTask(tx: Tx, id: string): Promise<{ kind: string; role: string; state: string; deadline_version: number } | undefined> {
  return (await tx.query<{ kind: string; role: string; state: string; deadline_version: number }>('SELECT kind, role, state, deadline_version FROM task WHERE id = $1', [id])).rows[0];
}

/** Roles of whoever has this address in a realm; undefined where nobody has. */
export async function rolesOfAddress(tx: Tx, realm: string, email: string): Promise<string[] | undefined> {
  const rows = (await tx.query<{ role: string | null }>(
    'SELECT m.role FROM account a LEFT JOIN membership m ON m.account_id = a.id WHERE a.realm = $1 AND lower(a.email) = lower($2)', [realm, email])).rows;
  return rows.length === 0 ? undefined : rows.flatMap(({ role }) => role ?? []);
}

export interface StoredEvent {
  kind: 'decision' | 'handIn' | 'check' | 'step';
  id: string;
  name: string;
  refs: (string | null)[];
  workflow_id: string;
  step: string;
}

/** What happened in a round at an instant: decisions, hand-ins, checks of facts, steps that opened or ended. */
export async function eventsAt(tx: Tx, roundId: string, atMs: number): Promise<StoredEvent[]> {
  const near = (column: string): string => `date_trunc('milliseconds', ${column}) = date_trunc('milliseconds', $2::timestamptz)`;
  return (await tx.query<StoredEvent>(
    `SELECT 'decision' AS kind, c.id::text, c.kind AS name, ARRAY[w.project_id::text, w.application_id::text, w.society_id::text, c.body->>'objectionId', c.body->>'applicationId', c.body->>'societyId',
         CASE WHEN c.workflow_id LIKE 'sanction/%' THEN substr(c.workflow_id, 10) END] AS refs, c.workflow_id, w.step
       FROM command c JOIN wait w ON w.workflow_id = c.workflow_id WHERE w.round_id = $1 AND c.state = 'applied' AND ${near('c.at')}
     UNION ALL SELECT 'handIn', f.id::text, f.kind, ARRAY[f.receipt, f.project_id::text, f.application_id::text, f.society_id::text], g.workflow_id, g.step
       FROM fact f JOIN gate g ON g.id = f.gate_id WHERE f.round_id = $1 AND ${near('f.at')}
     UNION ALL SELECT 'check', e.id::text, e.cause, ARRAY[e.application_id::text, e.record_id::text], '', '' FROM eligibility_check e WHERE e.round_id = $1 AND ${near('e.at')}
     UNION ALL SELECT 'step', s.workflow_id, s.key, ARRAY[s.project_id::text, w.application_id::text, w.society_id::text, st.id::text], s.workflow_id, s.key
       FROM step s JOIN wait w ON w.workflow_id = s.workflow_id LEFT JOIN stage st ON st.workflow_id = s.workflow_id WHERE w.round_id = $1 AND (${near('s.opened_at')} OR ${near('s.done_at')})`,
    [roundId, instant(atMs)])).rows;
}

export interface StoredCaseEvent extends StoredDecision {
  kind: 'decided' | 'corrected' | 'withdrawn' | 'cancelled';
}

/** What happened to an application, in that order; without decisions that were corrected. */
export async function caseEvents(tx: Tx, applicationId: string, caseIds: string[]): Promise<StoredCaseEvent[]> {
  return (await tx.query<StoredCaseEvent>(
    `SELECT c.id::text, CASE WHEN c.kind = 'decideApplication' THEN 'decided' ELSE 'cancelled' END AS kind, c.body, c.at, a.name AS by
       FROM command c LEFT JOIN account a ON a.id = c.principal WHERE c.state = 'applied' AND c.corrected_by IS NULL AND (
         (c.kind = 'decideApplication' AND c.workflow_id = ANY($2)) OR (c.kind = 'cancelEligibility' AND c.body->>'applicationId' = $1::text)
         OR (c.kind = 'settleEligibility' AND c.body->>'decision' = 'cancel' AND c.body->>'checkId' IN (SELECT e.id::text FROM eligibility_check e WHERE e.application_id = $1::uuid))
         OR (c.kind = 'decideSanction' AND c.body->>'outcome' = 'revoked' AND c.workflow_id IN (SELECT 'sanction/' || n.id FROM sanction n WHERE n.application_id = $1::uuid AND n.project_id IS NULL)))
     UNION ALL SELECT s.workflow_id, 'corrected', '{}', s.done_at, NULL FROM step s WHERE s.workflow_id = ANY($2) AND s.key = 'correction' AND s.status = 'done'
     UNION ALL SELECT f.id::text, 'withdrawn', '{}', f.at, NULL FROM application a JOIN fact own ON own.id = a.fact_id
       JOIN fact f ON f.kind = 'withdrawal' AND f.round_id = a.round_id AND f.society_id = a.society_id AND f.recorded_at > own.recorded_at
       WHERE a.id = $1::uuid AND NOT EXISTS (SELECT 1 FROM application l JOIN fact lf ON lf.id = l.fact_id
         WHERE l.round_id = a.round_id AND l.society_id = a.society_id AND l.n > a.n AND lf.recorded_at < f.recorded_at)
     ORDER BY at`, [applicationId, caseIds])).rows;
}

export interface StoredObjectionDecision extends StoredDecision {
  kind: 'answerObjection' | 'judgeObjection' | 'reexamine';
  /** When the command that corrected it took effect; null while it stands. */
  corrected_at: number | null;
}

/** What was decided about an objection, in the order in which it took effect; corrected ones among it. */
export async function objectionDecisions(tx: Tx, objectionId: string): Promise<StoredObjectionDecision[]> {
  return (await tx.query<StoredObjectionDecision>(
    `SELECT c.id, c.kind, c.body, c.at, a.name AS by, k.at AS corrected_at FROM command c LEFT JOIN account a ON a.id = c.principal LEFT JOIN command k ON k.id = c.corrected_by
     WHERE c.kind IN ('answerObjection', 'judgeObjection', 'reexamine') AND c.state = 'applied' AND c.body->>'objectionId' = $1 ORDER BY c.decided_at, c.id`, [objectionId])).rows;
}

export interface StoredObjection {
  fact_id: string;
  payload: Record<string, unknown>;
  at: number;
  opens_at: number | null;
  due_at: number | null;
  /** Of the list that it is about. */
  entry: 'listed' | 'removed' | null;
  /** When the society left that list: by an objection that was upheld, or with its application. */
  left_at: number | null;
  /** The list was taken back, and the society stands on none. */
  list_gone: boolean;
}

/** The hand-in, the gate that took it, and the list as it was. */
export async function storedObjection(tx: Tx, objectionId: string): Promise<StoredObjection | undefined> {
  return (await tx.query<StoredObjection>(
    `SELECT o.fact_id, f.payload, f.at, g.opens_at, g.due_at, p.status AS entry,
       (SELECT min(left_at) FROM (SELECT u.answered_at AS left_at FROM objection u WHERE u.stage_id = o.stage_id AND u.society_id = o.society_id AND u.state = 'upheld'
          UNION ALL SELECT a.decided_at FROM application a WHERE a.id = p.application_id AND a.status <> 'accepted') gone) AS left_at,
       st.superseded_by IS NOT NULL AND EXISTS (SELECT 1 FROM stage l WHERE l.round_id = st.round_id AND l.key = st.key AND l.n > st.n)
         AND NOT EXISTS (SELECT 1 FROM placement q WHERE q.round_id = o.round_id AND q.society_id = o.society_id AND q.status IN ('listed', 'awarded')) AS list_gone
     FROM objection o JOIN fact f ON f.id = o.fact_id JOIN stage st ON st.id = o.stage_id LEFT JOIN step sp ON sp.workflow_id = st.workflow_id AND sp.key = 'publicity'
     LEFT JOIN gate g ON g.id = sp.gate_id LEFT JOIN publicity_entry p ON p.stage_id = o.stage_id AND p.society_id = o.society_id WHERE o.id = $1`, [objectionId])).rows[0];
}

export interface StoredEntry {
  n: number;
  society_id: string;
  code: string;
  tier: string;
  status: 'listed' | 'removed';
}

export interface StoredList {
  n: number;
  key: string;
  workflow_id: string;
  input: Record<string, unknown>;
  opened_at: number;
  done_at: number | null;
  entries: StoredEntry[];
}

/** The lists of a round that were made public from an instant on, oldest first, each with who stood on it. */
export async function storedLists(tx: Tx, roundId: string, fromMs: number): Promise<StoredList[]> {
  const lists = (await tx.query<Omit<StoredList, 'entries'>>(
    `SELECT n, key, workflow_id, input, opened_at, done_at FROM stage WHERE round_id = $1 AND type = 'publicityPeriod' AND opened_at >= $2 ORDER BY n`, [roundId, instant(fromMs)])).rows;
  const entries = (await tx.query<StoredEntry>(
    `SELECT st.n, p.society_id, s.code, p.tier, p.status FROM publicity_entry p JOIN stage st ON st.id = p.stage_id JOIN society s ON s.id = p.society_id
     WHERE p.round_id = $1 ORDER BY st.n, p.tier, s.code`, [roundId])).rows;
  return lists.map((list) => ({ ...list, entries: entries.filter(({ n }) => n === list.n) }));
}

/** Applications that no longer stand, with since when; of a round. */
export async function fallenApplications(tx: Tx, roundId: string): Promise<{ application_id: string; status: string; decided_at: number | null }[]> {
  return (await tx.query<{ application_id: string; status: string; decided_at: number | null }>(
    `SELECT id AS application_id, status, decided_at FROM application WHERE round_id = $1 AND status <> 'accepted'`, [roundId])).rows;
}

/** Whom people chose to move up in a list's reserve, oldest first; a corrected choice as its correction has it. */
export async function chosenReplacements(tx: Tx, workflowId: string): Promise<StoredDecision[]> {
  return (await tx.query<StoredDecision>(
    `SELECT coalesce(k.id, c.id) AS id, c.kind, CASE WHEN k.id IS NULL THEN c.body ELSE c.body || k.body END AS body, coalesce(k.at, c.at) AS at, a.name AS by
     FROM command c LEFT JOIN command k ON k.id = c.corrected_by LEFT JOIN account a ON a.id = coalesce(k.principal, c.principal)
     WHERE c.workflow_id = $1 AND c.kind = 'chooseReplacement' AND c.state = 'applied' AND (k.id IS NULL OR k.body ? 'replacement') ORDER BY c.decided_at, c.id`, [workflowId])).rows;
}

export interface StoredCommand extends StoredDecision {
  state: 'received' | 'applied' | 'refused' | 'expired';
  workflow_id: string;
  answer: Record<string, unknown> | null;
  before: Record<string, unknown> | null;
  corrected_by: string | null;
  decided_at: number | null;
  round_id: string | null;
  project_id: string | null;
  /** Of the workflow it was sent to. */
  step: string;
  /** Its entry in the round's chain, with the step at which it took effect. */
  entry: { stream: string; n: number; step: string } | null;
}

export async function storedCommand(tx: Tx, id: string): Promise<StoredCommand | undefined> {
  return (await tx.query<StoredCommand>(
    `SELECT c.*, a.name AS by, w.round_id, w.project_id, w.step,
       (SELECT jsonb_build_object('stream', e.stream, 'n', e.n, 'step', coalesce(e.body->>'step', '')) FROM audit e
        WHERE e.stream = 'round/' || w.round_id AND e.action = 'command.' || c.kind AND e.body->>'command' = c.id::text LIMIT 1) AS entry
     FROM command c JOIN wait w ON w.workflow_id = c.workflow_id LEFT JOIN account a ON a.id = c.principal WHERE c.id = $1`, [id])).rows[0];
}
