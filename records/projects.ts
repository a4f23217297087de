/** Funded projects, their verdicts, and the money, double-entry. */
import { instant, only, type Tx } from './pool.js';

export interface Project {
  id: string;
  realm: string;
  round_id: string;
  society_id: string;
  application_id: string;
  number: string;
  tier: string;
  amount_cents: number;
  status: 'awarded' | 'running' | 'terminated' | 'accepted' | 'failed' | 'revoked';
  signed_at: number | null;
}

export async function addProject(
  tx: Tx, project: { realm: string; roundId: string; societyId: string; applicationId: string; number: string; tier: string; amountCents: number; at: number },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO project (realm, round_id, society_id, application_id, number, tier, amount_cents, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (round_id, society_id) DO UPDATE SET number = project.number RETURNING id`,
    [project.realm, project.roundId, project.societyId, project.applicationId, project.number, project.tier, project.amountCents, instant(project.at)],
  );
  return only(rows).id;
}

export async function findProject(tx: Tx, id: string): Promise<Project | undefined> {
  return (await tx.query<Project>('SELECT * FROM project WHERE id = $1', [id])).rows[0];
}

export async function projectOfApplication(tx: Tx, applicationId: string): Promise<Project | undefined> {
  return (await tx.query<Project>('SELECT * FROM project WHERE application_id = $1', [applicationId])).rows[0];
}

export async function projectCount(tx: Tx, roundId: string): Promise<number> {
  return only((await tx.query<{ n: number }>('SELECT count(*) AS n FROM project WHERE round_id = $1', [roundId])).rows).n;
}

export async function markSigned(tx: Tx, id: string, at: number): Promise<void> {
  await tx.query(`UPDATE project SET status = 'running', signed_at = $2 WHERE id = $1 AND status = 'awarded'`, [id, instant(at)]);
}

export async function closeProject(tx: Tx, id: string, status: 'terminated' | 'accepted' | 'failed', at: number): Promise<void> {
  await tx.query(`UPDATE project SET status = $2, closed_at = $3 WHERE id = $1 AND status IN ('awarded', 'running')`, [id, status, instant(at)]);
}

/** It had ended by a decision that was corrected. */
export async function reopenProject(tx: Tx, id: string, status: Project['status']): Promise<void> {
  await tx.query(`UPDATE project SET status = $2, closed_at = NULL WHERE id = $1 AND status IN ('terminated', 'accepted', 'failed')`, [id, status]);
}

export async function openProjects(tx: Tx, roundId: string): Promise<number> {
  return only((await tx.query<{ n: number }>(`SELECT count(*) AS n FROM project WHERE round_id = $1 AND status IN ('awarded', 'running')`, [roundId])).rows).n;
}

export interface NewVerdict {
  projectId: string;
  year: number;
  realm: string;
  societyId: string;
  decision: 'continue' | 'adjust' | 'terminate';
  recommended: string;
  scoreThousandths: number | null;
  reason: string;
  minutes: string;
  commandId: string;
  at: number;
}

export async function addVerdict(tx: Tx, verdict: NewVerdict): Promise<void> {
  await tx.query(
    `INSERT INTO verdict (project_id, year, realm, society_id, decision, recommended, score_thousandths, reason, minutes, command_id, at, n)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, (SELECT coalesce(max(n), 0) + 1 FROM verdict WHERE project_id = $1 AND year = $2))`,
    [
      verdict.projectId, verdict.year, verdict.realm, verdict.societyId, verdict.decision, verdict.recommended, verdict.scoreThousandths,
      verdict.reason, verdict.minutes, verdict.commandId, instant(verdict.at),
    ],
  );
}

export async function verdictsOf(tx: Tx, projectId: string): Promise<{ year: number; decision: 'continue' | 'adjust' | 'terminate' }[]> {
  return (await tx.query<{ year: number; decision: 'continue' | 'adjust' | 'terminate' }>('SELECT DISTINCT ON (year) year, decision FROM verdict WHERE project_id = $1 ORDER BY year, n DESC', [projectId])).rows;
}

export interface HandIn {
  id: string;
  at: number;
  payload: Record<string, unknown>;
}

/** The last hand-in of a kind for a step of a project. */
export async function lastHandIn(tx: Tx, projectId: string, step: string, kind: string): Promise<HandIn | undefined> {
  return (await tx.query<HandIn>(
    `SELECT f.id, f.at, f.payload FROM fact f JOIN gate g ON g.id = f.gate_id WHERE f.project_id = $1 AND g.step = $2 AND f.kind = $3 ORDER BY f.recorded_at DESC LIMIT 1`,
    [projectId, step, kind])).rows[0];
}

export interface Posting {
  realm: string;
  projectId: string;
  societyId: string;
  /** Unique per event: the same event posted again changes nothing. */
  posting: string;
  memo: string;
  at: number;
  /** Cents; positive is debit; they sum to zero. */
  entries: { account: string; amountCents: number }[];
}

export async function post(tx: Tx, posting: Posting): Promise<void> {
  const key = await standingKey(tx, posting);
  await tx.query(
    `INSERT INTO ledger_entry (realm, project_id, society_id, posting, account, amount_cents, memo, at)
     SELECT $1, $2, $3, $4, e.account, e."amountCents", $5, $6 FROM jsonb_to_recordset($7) AS e(account text, "amountCents" bigint)
     ON CONFLICT (posting, account) DO NOTHING`,
    [posting.realm, posting.projectId, posting.societyId, key, posting.memo, instant(posting.at), JSON.stringify(posting.entries)],
  );
}

/** Whether an event was posted before. */
export async function hasPosting(tx: Tx, posting: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM ledger_entry WHERE posting = $1 LIMIT 1', [posting])).rows.length > 0;
}

/** An event that was reversed may be posted once more, under the next key. */
async function standingKey(tx: Tx, { projectId, posting }: Posting): Promise<string> {
  const { rows } = await tx.query<{ n: number }>(
    `SELECT count(DISTINCT posting) AS n FROM ledger_entry WHERE project_id = $1 AND memo = 'reversal' AND split_part(split_part(posting, '~', 1), '#', 1) = $2`, [projectId, posting]);
  const times = rows[0]?.n ?? 0;
  return times === 0 ? posting : `${posting}#${times + 1}`;
}

/** Everything posted for a project so far. */
export async function postingKeys(tx: Tx, projectId: string): Promise<string[]> {
  return (await tx.query<{ posting: string }>('SELECT DISTINCT posting FROM ledger_entry WHERE project_id = $1 ORDER BY posting', [projectId])).rows.map((row) => row.posting);
}

/** What a decision posted (at its instant, and not there before), entry by entry the other way round. Returns the cents that count as not paid any more. */
export async function reverse(tx: Tx, projectId: string, posted: { at: number; except: string[] }, commandId: string, at: number): Promise<number> {
  const { rows } = await tx.query<{ account: string; amount_cents: number }>(
    `INSERT INTO ledger_entry (realm, project_id, society_id, posting, account, amount_cents, memo, at)
     SELECT realm, project_id, society_id, posting || '~' || $3, account, -amount_cents, 'reversal', $4 FROM ledger_entry
     WHERE project_id = $1 AND at = $2 AND memo <> 'reversal' AND posting <> ALL($5) RETURNING account, amount_cents`,
    [projectId, instant(posted.at), commandId, instant(at), posted.except]);
  return -rows.filter((row) => row.account === 'disbursed').reduce((sum, row) => sum + row.amount_cents, 0);
}

/** What stands of these events, entry by entry the other way round; each may then be posted once more. */
export async function reverseEvents(tx: Tx, projectId: string, events: string[], commandId: string, at: number): Promise<void> {
  await tx.query(
    `INSERT INTO ledger_entry (realm, project_id, society_id, posting, account, amount_cents, memo, at)
     SELECT realm, project_id, society_id, posting || '~' || $3, account, -amount_cents, 'reversal', $4 FROM ledger_entry e
     WHERE project_id = $1 AND split_part(posting, '#', 1) = ANY($2) AND memo <> 'reversal'
       AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.project_id = $1 AND r.memo = 'reversal' AND split_part(r.posting, '~', 1) = e.posting)`,
    [projectId, events.map((event) => `${projectId}/${event}`), commandId, instant(at)]);
}

/** Not signed any more: the countersignature was corrected. */
export async function unsign(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE project SET status = 'awarded', signed_at = NULL WHERE id = $1 AND status = 'running'`, [id]);
}

/** Cents by account. */
export async function balances(tx: Tx, projectId: string): Promise<Record<string, number>> {
  const { rows } = await tx.query<{ account: string; cents: number }>(
    'SELECT account, sum(amount_cents)::bigint AS cents FROM ledger_entry WHERE project_id = $1 GROUP BY account', [projectId]);
  return Object.fromEntries(rows.map((row) => [row.account, row.cents]));
}
