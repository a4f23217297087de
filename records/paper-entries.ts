/** What came on paper and was entered by the office: the draft of the entry, and beside the fact how and when the paper came. */
import type { PaperChannel } from '../domain/paper-entry.js';
import { record } from './audit.js';
import { OF_THE_OFFICE } from './documents.js';
import { instant, type Tx } from './pool.js';
import type { Draft } from './task-list.js';

export interface PaperEntry {
  channel: PaperChannel;
  /** Epoch milliseconds. */
  received_at: number;
  /** The member of staff, by name; null for whoever may not see the office's accounts. */
  entered_by: string | null;
}

export interface NewPaperEntry {
  realm: string;
  factId: string;
  receipt: string;
  societyId: string;
  channel: PaperChannel;
  receivedAt: number;
  by: string;
}

/** Once for a fact; in the society's own chain, beside the entry of the fact. */
export async function addPaperEntry(tx: Tx, entry: NewPaperEntry): Promise<void> {
  await tx.query('INSERT INTO paper_entry (fact_id, realm, society_id, channel, received_at, entered_by) VALUES ($1, $2, $3, $4, $5, $6)', [
    entry.factId, entry.realm, entry.societyId, entry.channel, instant(entry.receivedAt), entry.by,
  ]);
  await record(tx, {
    stream: `society/${entry.societyId}`, realm: entry.realm, actor: entry.by, action: 'fact.onPaper',
    body: { fact: entry.factId, receipt: entry.receipt, channel: entry.channel, receivedAt: instant(entry.receivedAt) },
  });
}

/** Undefined when the society has handed it in itself. */
export const paperEntryOf = async (tx: Tx, factId: string): Promise<PaperEntry | undefined> => (await paperEntriesOf(tx, [factId])).get(factId);

/** By fact; of what societies have handed in themselves there is none. */
export async function paperEntriesOf(tx: Tx, factIds: readonly string[]): Promise<Map<string, PaperEntry>> {
  if (factIds.length === 0) return new Map();
  const { rows } = await tx.query<PaperEntry & { fact_id: string }>(
    'SELECT p.fact_id, p.channel, p.received_at, a.name AS entered_by FROM paper_entry p LEFT JOIN account a ON a.id = p.entered_by WHERE p.fact_id = ANY($1::uuid[])', [factIds]);
  return new Map(rows.map((row) => [row.fact_id, row]));
}

export async function findPaperDraft(tx: Tx, taskId: string): Promise<Draft | undefined> {
  return (await tx.query<Draft>('SELECT payload, complete, version, saved_at FROM paper_draft WHERE task_id = $1', [taskId])).rows[0];
}

/** `version` is the one that was seen, 0 for none. Undefined when somebody else has saved since. */
export async function savePaperDraft(tx: Tx, draft: { taskId: string; realm: string; payload: unknown; complete: boolean; version: number; by: string }): Promise<Draft | undefined> {
  const { rows } = await tx.query<Draft>(
    `INSERT INTO paper_draft AS d (task_id, realm, payload, complete, saved_by, saved_at)
     SELECT $1::uuid, $2, $3::jsonb, $4::boolean, $5::uuid, app.now($2) WHERE $6::int = 0 OR EXISTS (SELECT 1 FROM paper_draft WHERE task_id = $1)
     ON CONFLICT (task_id) DO UPDATE SET payload = excluded.payload, complete = excluded.complete, saved_by = excluded.saved_by, saved_at = excluded.saved_at, version = d.version + 1
       WHERE d.version = $6
     RETURNING payload, complete, version, saved_at`,
    [draft.taskId, draft.realm, draft.payload, draft.complete, draft.by, draft.version],
  );
  return rows[0];
}

export async function dropPaperDraft(tx: Tx, taskId: string): Promise<void> {
  await tx.query('DELETE FROM paper_draft WHERE task_id = $1', [taskId]);
}

/** Scans that the office itself has uploaded, and nobody else's documents, become the society's too: it reads what was handed in for it. */
export async function shareDocuments(tx: Tx, sha256: readonly string[], societyId: string, accountId: string): Promise<void> {
  if (sha256.length === 0) return;
  await tx.query(
    `INSERT INTO document (realm, sha256, bytes, media_type, name, society_id, account_id, at)
     SELECT DISTINCT ON (d.sha256) d.realm, d.sha256, d.bytes, d.media_type, d.name, $2::uuid, $3::uuid, app.now(d.realm) FROM document d
     WHERE d.sha256 = ANY($1) AND ${OF_THE_OFFICE}
       AND NOT EXISTS (SELECT 1 FROM document own WHERE own.sha256 = d.sha256 AND own.society_id = $2)
     ORDER BY d.sha256, d.at DESC, d.id ON CONFLICT ON CONSTRAINT document_once DO NOTHING`,
    [sha256, societyId, accountId],
  );
}
