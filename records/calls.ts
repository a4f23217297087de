/** Published calls, as the public reads them. */
import type { Programme } from '../domain/programme/schema.js';
import type { RoundSettings } from '../domain/programme/settings.js';
import type { Tx } from './pool.js';

export interface PublishedCall {
  round_id: string;
  round_name: string;
  settings: RoundSettings;
  programme: Programme;
  call: { number: string; places: number; publishedOn: string };
  /** Of the window, when it is open. */
  opens_at: number | null;
  due_at: number | null;
}

/** Of rounds that are not over, newest first. */
export async function publishedCalls(tx: Tx): Promise<PublishedCall[]> {
  return (await tx.query<PublishedCall>(
    `SELECT r.id AS round_id, r.name AS round_name, r.settings, p.definition AS programme, st.outcome AS call, g.opens_at, g.due_at
     FROM step st JOIN wait w ON w.workflow_id = st.workflow_id AND w.type = 'callNotice' JOIN round r ON r.id = st.round_id
     JOIN programme_version p ON p.id = r.programme_version_id
     LEFT JOIN gate g ON g.round_id = r.id AND g.step = 'window'
     WHERE st.key = 'call' AND st.status = 'done' AND r.status IN ('running', 'announced') ORDER BY st.done_at DESC, r.id`)).rows;
}
