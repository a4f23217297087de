/** Checks the append-only record: every stream's chain, and the anchors over all of them. Reads only. */

/** The part of a `pg` client or pool that this needs. */
export interface Reader {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export interface BrokenStream {
  stream: string;
  n: number;
  problem: 'gap' | 'link' | 'content' | 'head';
}

export interface BrokenAnchor {
  /** Null for a kept hash that is not among the anchors. */
  at: Date | number | null;
  hash: string;
  problem: 'link' | 'content' | 'unknown';
}

export interface Verification {
  ok: boolean;
  streams: number;
  entries: number;
  anchors: number;
  lastAnchor: { at: Date | number; hash: string } | null;
  brokenStreams: BrokenStream[];
  brokenAnchors: BrokenAnchor[];
}

/** `kept`: an anchor's hash that was kept outside, in hex; what it covers is then computed again. */
export async function verifyRecord(db: Reader, kept?: string): Promise<Verification> {
  const brokenStreams = (await db.query<BrokenStream>('SELECT * FROM app.audit_broken()')).rows;
  const brokenAnchors = (await db.query<BrokenAnchor>(`SELECT * FROM app.audit_anchors_broken(decode($1, 'hex'))`, [kept ?? null])).rows;
  const counts = (await db.query<{ streams: string; entries: string; anchors: string }>(
    'SELECT count(*) AS streams, coalesce(sum(n), 0) AS entries, (SELECT count(*) FROM audit_anchor) AS anchors FROM audit_head')).rows[0];
  const last = (await db.query<{ at: Date | number; hash: string }>(`SELECT at, encode(hash, 'hex') AS hash FROM audit_anchor ORDER BY id DESC LIMIT 1`)).rows[0];
  return {
    ok: brokenStreams.length === 0 && brokenAnchors.length === 0,
    // A plain client answers bigint as text.
    streams: Number(counts?.streams ?? 0),
    entries: Number(counts?.entries ?? 0),
    anchors: Number(counts?.anchors ?? 0),
    lastAnchor: last ?? null,
    brokenStreams,
    brokenAnchors,
  };
}
