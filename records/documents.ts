/** Uploaded documents: what is known about them. Their bytes are kept by SHA-256 in the API's document store. */
import { now } from './clock.js';
import { record } from './audit.js';
import { instant, only, type Tx } from './pool.js';

export interface StoredDocument {
  id: string;
  sha256: string;
  /** Size in bytes. */
  bytes: number;
  media_type: string;
  name: string;
  society_id: string | null;
  account_id: string;
  at: number;
}

export interface NewDocument {
  realm: string;
  sha256: string;
  bytes: number;
  mediaType: string;
  name: string;
  societyId: string | null;
  accountId: string;
}

/** The same content from the same person is the same document, under the name it was first given. */
export async function addDocument(tx: Tx, entry: NewDocument): Promise<StoredDocument> {
  const known = await ownDocument(tx, entry.accountId, entry.sha256);
  if (known) return known;
  const at = await now(tx, entry.realm);
  const added = await tx.query<StoredDocument>(
    `INSERT INTO document (realm, sha256, bytes, media_type, name, society_id, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT ON CONSTRAINT document_once DO NOTHING RETURNING *`,
    [entry.realm, entry.sha256, entry.bytes, entry.mediaType, entry.name, entry.societyId, entry.accountId, instant(at)],
  );
  const [document] = added.rows;
  // A twin of this request was faster.
  if (!document) return only([await ownDocument(tx, entry.accountId, entry.sha256)].filter((one) => one !== undefined));
  await record(tx, {
    stream: entry.societyId === null ? `account/${entry.accountId}` : `society/${entry.societyId}`, realm: entry.realm, actor: entry.accountId, action: 'document.stored',
    body: { document: document.id, sha256: entry.sha256, bytes: entry.bytes, mediaType: entry.mediaType },
  });
  return document;
}

async function ownDocument(tx: Tx, accountId: string, sha256: string): Promise<StoredDocument | undefined> {
  return (await tx.query<StoredDocument>('SELECT * FROM document WHERE account_id = $1 AND sha256 = $2', [accountId, sha256])).rows[0];
}

/** Within the scope: a society finds its own, the office all. */
export async function findDocument(tx: Tx, id: string): Promise<StoredDocument | undefined> {
  return (await tx.query<StoredDocument>('SELECT * FROM document WHERE id = $1', [id])).rows[0];
}

/** Of a document `d`: staff have uploaded it, for nobody in particular. */
export const OF_THE_OFFICE = `(d.society_id IS NULL AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = d.account_id AND m.role = 'staff'))`;

/** The latest of each content, within the scope; with a society, only its own and what the office has uploaded: another society's is not named for it. */
export async function documentsBySha(tx: Tx, sha256: readonly string[], societyId: string | null = null): Promise<Map<string, StoredDocument>> {
  if (sha256.length === 0) return new Map();
  const { rows } = await tx.query<StoredDocument>(
    `SELECT DISTINCT ON (d.sha256) d.* FROM document d WHERE d.sha256 = ANY($1)
       AND ($2::uuid IS NULL OR d.society_id IN (SELECT s.id FROM society s WHERE s.id = $2 OR s.merged_into = $2)
         OR ${OF_THE_OFFICE})
     ORDER BY d.sha256, d.at DESC, d.id`, [sha256, societyId]);
  return new Map(rows.map((row) => [row.sha256, row]));
}
