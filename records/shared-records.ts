/** What another authority shares about societies, as it was sent, and what became of each entry (004 §5). */
import { type KnownSociety, matchSociety } from '../domain/societies/match.js';
import { canonicalJson } from '../domain/hash.js';
import { instant, type Tx } from './pool.js';
import { recordFact, withdrawFact } from './eligibility-checks.js';
import type { NewRecord } from './societies.js';

/** One fact about one society. `ref` is the sender's number of it. */
export interface SharedEntry {
  ref: string;
  creditCode: string;
  name: string;
  record: Omit<NewRecord, 'realm' | 'societyId' | 'by' | 'replaces' | 'authority'>;
}

export interface SharedRecord {
  id: string;
  ref: string;
  credit_code: string;
  name: string;
  entry: SharedEntry['record'];
  state: 'recorded' | 'disputed' | 'dismissed' | 'withdrawn';
  why: 'NAME_DIFFERS' | 'CODE_DIFFERS' | 'SOCIETY_UNKNOWN' | null;
  /** Whose it is; of a disputed one, whom it might be. */
  society_id: string | null;
  record_id: string | null;
  sent_at: number;
  reason: string;
}

export interface Sender {
  realm: string;
  by: string;
  at: number;
}

/** `known`: the same entry came before. */
export type Taken = { ref: string; outcome: 'recorded' | 'corrected' | 'disputed' | 'known' };

/** Takes one entry in, in the sender's transaction: recorded for its society, or left to a person. */
export async function takeShared(tx: Tx, sender: Sender, entry: SharedEntry, societies: readonly KnownSociety[]): Promise<Taken> {
  const before = (await tx.query<SharedRecord>('SELECT * FROM shared_record WHERE realm = $1 AND ref = $2 FOR UPDATE', [sender.realm, entry.ref])).rows[0];
  const same = before && before.credit_code === entry.creditCode && before.name === entry.name && canonicalJson(before.entry) === canonicalJson(entry.record);
  if (same && before.state !== 'withdrawn') return { ref: entry.ref, outcome: 'known' };

  const match = matchSociety(entry, societies);
  const replaces = before?.state === 'recorded' && before.record_id !== null && before.society_id !== null ? { record: before.record_id, society: before.society_id } : undefined;
  if ('disputed' in match) {
    // What the wrong match had recorded no longer counts while it is in doubt.
    if (replaces) await withdrawFact(tx, replaces.society, replaces.record);
    await keep(tx, sender, entry, { state: 'disputed', why: match.disputed, societyId: match.candidate, recordId: null });
    return { ref: entry.ref, outcome: 'disputed' };
  }
  if (replaces && replaces.society !== match.society) await withdrawFact(tx, replaces.society, replaces.record);
  const corrects = replaces?.society === match.society ? replaces.record : undefined;
  const recordId = await recordFor(tx, sender, entry.record, match.society, corrects);
  await keep(tx, sender, entry, { state: 'recorded', why: null, societyId: match.society, recordId });
  return { ref: entry.ref, outcome: corrects === undefined ? 'recorded' : 'corrected' };
}

/** The checks of the society's open applications are run again, as for every fact. */
/** The checks of the society's open applications are run again with it. */
async function recordFor(tx: Tx, sender: Sender, record: SharedEntry['record'], societyId: string, replaces?: string): Promise<string | null> {
  const added = await recordFact(tx, { ...record, realm: sender.realm, societyId, by: sender.by, authority: 'MCA', ...(replaces === undefined ? {} : { replaces }) });
  return added?.id ?? null;
}

async function keep(tx: Tx, sender: Sender, entry: SharedEntry, found: { state: 'recorded' | 'disputed'; why: SharedRecord['why']; societyId: string | null; recordId: string | null }): Promise<void> {
  await tx.query(
    `INSERT INTO shared_record (realm, ref, credit_code, name, entry, state, why, society_id, record_id, sent_by, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (realm, ref) DO UPDATE SET credit_code = excluded.credit_code, name = excluded.name, entry = excluded.entry, state = excluded.state, why = excluded.why,
       society_id = excluded.society_id, record_id = excluded.record_id, sent_by = excluded.sent_by, sent_at = excluded.sent_at, decided_by = NULL, decided_at = NULL`,
    [sender.realm, entry.ref, entry.creditCode, entry.name, entry.record, found.state, found.why, found.societyId, found.recordId, sender.by, instant(sender.at)]);
}

/** The sender takes an entry back: its record stays in the history, and the checks are run again. False when there is no such entry. */
export async function takeBack(tx: Tx, sender: Sender, ref: string, reason: string): Promise<boolean> {
  const shared = (await tx.query<SharedRecord>(
    `UPDATE shared_record SET state = 'withdrawn', reason = $3, decided_by = $4, decided_at = $5 WHERE realm = $1 AND ref = $2 AND state <> 'withdrawn' RETURNING *`,
    [sender.realm, ref, reason, sender.by, instant(sender.at)])).rows[0];
  if (shared?.record_id && shared.society_id) await withdrawFact(tx, shared.society_id, shared.record_id);
  return shared !== undefined;
}

/** Oldest first. */
export async function disputedRecords(tx: Tx): Promise<SharedRecord[]> {
  return (await tx.query<SharedRecord>(`SELECT * FROM shared_record WHERE state = 'disputed' ORDER BY sent_at, ref`)).rows;
}

/** A person says whose it is, or that it is nobody's (`null`). Undefined when it is not disputed. */
export async function settleShared(tx: Tx, sender: Sender, id: string, societyId: string | null, reason: string): Promise<SharedRecord | undefined> {
  const shared = (await tx.query<SharedRecord>(`SELECT * FROM shared_record WHERE id = $1 AND state = 'disputed' FOR UPDATE`, [id])).rows[0];
  if (!shared) return undefined;
  const recordId = societyId === null ? null : await recordFor(tx, sender, shared.entry, societyId);
  return (await tx.query<SharedRecord>(
    `UPDATE shared_record SET state = $2, society_id = $3, record_id = $4, reason = $5, decided_by = $6, decided_at = $7 WHERE id = $1 RETURNING *`,
    [id, societyId === null ? 'dismissed' : 'recorded', societyId, recordId, reason, sender.by, instant(sender.at)])).rows[0];
}

/** Those that records can be matched with; what is shared about a duplicate is about the one that stays. */
export async function knownSocieties(tx: Tx, realm: string): Promise<KnownSociety[]> {
  return (await tx.query<KnownSociety>(`SELECT coalesce(merged_into, id) AS id, code, name, authority FROM society WHERE realm = $1 ORDER BY code`, [realm])).rows;
}
