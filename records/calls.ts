/** Open calls, as the public reads them: where societies may apply, or will. */
import type { Programme } from '../domain/programme/schema.js';
import type { RoundSettings } from '../domain/programme/settings.js';
import type { Tx } from './pool.js';

export interface OpenCall {
  round_id: string;
  round_name: string;
  settings: RoundSettings;
  programme: Programme;
  /** Of a call that is a notice of its own (003 §4.1). */
  call: { number: string; places: number; publishedOn: string } | null;
  /** Of the window, when it is open. */
  opens_at: number | null;
  due_at: number | null;
}

/** Of running rounds with applications: after its notice where the programme has one, until the window is over. Newest first. */
export async function openCalls(tx: Tx, roundId?: string): Promise<OpenCall[]> {
  return (await tx.query<OpenCall>(
    `SELECT r.id AS round_id, r.name AS round_name, r.settings, p.definition AS programme, n.outcome AS call, g.opens_at, g.due_at
     FROM round r JOIN programme_version p ON p.id = r.programme_version_id
     LEFT JOIN LATERAL (SELECT st.outcome FROM step st JOIN wait w ON w.workflow_id = st.workflow_id AND w.type = 'callNotice' WHERE st.round_id = r.id AND st.key = 'call' AND st.status = 'done'
       AND NOT EXISTS (SELECT 1 FROM stage s WHERE s.workflow_id = st.workflow_id AND s.superseded_by IS NOT NULL) LIMIT 1) n ON true
     LEFT JOIN LATERAL (SELECT g.opens_at, g.due_at FROM wait w JOIN step st ON st.workflow_id = w.workflow_id AND st.key = 'window' JOIN gate g ON g.id = st.gate_id
       WHERE w.round_id = r.id AND w.type = 'applicationWindow' ORDER BY st.opened_at DESC LIMIT 1) g ON true
     WHERE r.status = 'running' AND ($1::uuid IS NULL OR r.id = $1)
       AND jsonb_path_exists(p.definition, '$.stages[*] ? (@.type == "applicationWindow")')
       AND (n.outcome IS NOT NULL OR NOT jsonb_path_exists(p.definition, '$.stages[*] ? (@.type == "callNotice")'))
       AND ($1::uuid IS NOT NULL OR NOT EXISTS (SELECT 1 FROM stage s WHERE s.round_id = r.id AND s.type = 'applicationWindow' AND s.status = 'done'))
     ORDER BY r.launched_at DESC, r.id`, [roundId ?? null])).rows;
}

/** Each once, by the newest version of a round that is not over. */
export async function programmesAtWork(tx: Tx): Promise<Programme[]> {
  return (await tx.query<{ programme: Programme }>(
    `SELECT DISTINCT ON (p.key) p.definition AS programme FROM round r JOIN programme_version p ON p.id = r.programme_version_id
     WHERE r.status IN ('running', 'announced') ORDER BY p.key, p.version DESC`)).rows.map((row) => row.programme);
}
