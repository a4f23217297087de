/** How a round, or one of its projects, stands at this moment, in the words that a preview compares. */
import { instant, only, type Tx } from './pool.js';

export interface Standing {
  /** By code: application, place and project in one line. */
  societies: { code: string; name: string; standing: string }[];
  /** Open tasks by kind. */
  openTasks: Record<string, number>;
  /** Cents by account. */
  balances: Record<string, number>;
  gates: { id: number; step: string; status: 'open' | 'sealed'; dueAt: number }[];
}

/** `projectId` narrows it to one project; what is owed in `workflowId`, the case of a sanction, belongs to it. */
export async function standingOf(tx: Tx, roundId: string, projectId: string | null, workflowId = ''): Promise<Standing> {
  const societies = (await tx.query<{ code: string; name: string; standing: string }>(
    `SELECT s.code, s.name, concat_ws(' · ', 'application.' || a.status, 'ranked.' || p.status, 'tier.' || p.tier, 'project.' || j.status) AS standing FROM society s
       LEFT JOIN LATERAL (SELECT status FROM application a WHERE a.round_id = $1 AND a.society_id = s.id ORDER BY n DESC LIMIT 1) a ON true
       LEFT JOIN placement p ON p.round_id = $1 AND p.society_id = s.id LEFT JOIN project j ON j.round_id = $1 AND j.society_id = s.id
     WHERE (a.status IS NOT NULL OR p.status IS NOT NULL OR j.id IS NOT NULL) AND ($2::uuid IS NULL OR j.id = $2) ORDER BY s.code`, [roundId, projectId])).rows;
  const tasks = (await tx.query<{ kind: string; n: number }>(
    `SELECT kind, count(*) AS n FROM task WHERE round_id = $1 AND state = 'open' AND ($2::uuid IS NULL OR project_id = $2 OR workflow_id = $3) GROUP BY kind`, [roundId, projectId, workflowId])).rows;
  const money = (await tx.query<{ account: string; cents: number }>(
    `SELECT e.account, sum(e.amount_cents)::bigint AS cents FROM ledger_entry e JOIN project j ON j.id = e.project_id WHERE j.round_id = $1 AND ($2::uuid IS NULL OR j.id = $2) GROUP BY e.account`,
    [roundId, projectId])).rows;
  const gates = (await tx.query<Standing['gates'][number]>(
    `SELECT id, step, status, due_at AS "dueAt" FROM gate WHERE round_id = $1 AND ($2::uuid IS NULL OR project_id = $2 OR workflow_id = $3) ORDER BY id`, [roundId, projectId, workflowId])).rows;
  return { societies, openTasks: Object.fromEntries(tasks.map((row) => [row.kind, row.n])), balances: Object.fromEntries(money.map((row) => [row.account, row.cents])), gates };
}

/** Letters of these templates that have gone out in the round since that instant. */
export async function lettersSent(tx: Tx, roundId: string, templates: readonly string[], since: number | null): Promise<number> {
  return only((await tx.query<{ n: number }>(
    `SELECT count(*) AS n FROM outbox WHERE round_id = $1 AND template = ANY($2) AND state = 'sent' AND ($3::timestamptz IS NULL OR queued_at >= $3)`,
    [roundId, templates, since === null ? null : instant(since)])).rows).n;
}
