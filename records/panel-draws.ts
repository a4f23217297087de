/** The drawing of a panel: what was fixed before it, and what came of it. Rows only: it needs no workflow. */
import { instant, only, type Tx } from './pool.js';

export interface PanelDraw {
  id: string;
  n: number;
  seed: string;
  witness: string;
  pool: { code: string; group: string }[];
  wanted: Record<string, number>;
  substitutes: number;
  recorded_by: string;
  recorded_at: number;
  drawn_at: number | null;
  result: { group: string; drawn: string[]; substitutes: string[] }[] | null;
}

/** Those who may be drawn: active, by group. */
export async function drawPool(tx: Tx, realm: string, groups: string[]): Promise<{ code: string; group: string }[]> {
  return (await tx.query<{ code: string; group: string }>(
    'SELECT code, discipline_group AS "group" FROM expert WHERE realm = $1 AND active AND discipline_group = ANY($2) ORDER BY code', [realm, groups])).rows;
}

export async function recordDraw(
  tx: Tx, draw: { realm: string; roundId: string; seed: string; witness: string; pool: unknown[]; wanted: Record<string, number>; substitutes: number; by: string; at: number },
): Promise<PanelDraw> {
  return only((await tx.query<PanelDraw>(
    `INSERT INTO panel_draw (realm, round_id, n, seed, witness, pool, wanted, substitutes, recorded_by, recorded_at)
     VALUES ($1, $2, (SELECT coalesce(max(n), 0) + 1 FROM panel_draw WHERE round_id = $2), $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
    [draw.realm, draw.roundId, draw.seed, draw.witness, JSON.stringify(draw.pool), draw.wanted, draw.substitutes, draw.by, instant(draw.at)])).rows);
}

/** Locked: two who draw at once draw once. */
export async function lockDraw(tx: Tx, roundId: string, n: number): Promise<PanelDraw | undefined> {
  return (await tx.query<PanelDraw>('SELECT * FROM panel_draw WHERE round_id = $1 AND n = $2 FOR UPDATE', [roundId, n])).rows[0];
}

export async function keepDrawn(tx: Tx, id: string, result: unknown[], at: number): Promise<PanelDraw> {
  return only((await tx.query<PanelDraw>('UPDATE panel_draw SET result = $2, drawn_at = $3 WHERE id = $1 RETURNING *', [id, JSON.stringify(result), instant(at)])).rows);
}

export async function panelDraws(tx: Tx, roundId: string): Promise<PanelDraw[]> {
  return (await tx.query<PanelDraw>('SELECT * FROM panel_draw WHERE round_id = $1 ORDER BY n', [roundId])).rows;
}

/** The latest one that was drawn. */
export async function latestDrawn(tx: Tx, roundId: string): Promise<PanelDraw | undefined> {
  return (await panelDraws(tx, roundId)).filter((draw) => draw.result !== null).at(-1);
}
