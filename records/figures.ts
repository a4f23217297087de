/** Single figures of a capability assessment: what was handed in, corrected, verified or contested. */
import { instant, only, type Tx } from './pool.js';

export interface Figure {
  indicator: string;
  value: number | null;
  evidence: string;
  /** The hand-in that it came by; null when staff entered it. */
  fact_id: string | null;
  /** The decision that corrected it. */
  corrected_by: string | null;
  check: { state: 'verified' | 'contested'; evidence: string; note: string; at: string } | null;
}

/** The figures of one society, by indicator. */
export async function figuresOf(tx: Tx, roundId: string, societyId: string): Promise<Figure[]> {
  return (await tx.query<Figure>(
    `SELECT v.indicator, v.value, v.evidence, v.fact_id, v.corrected_by,
       (SELECT jsonb_build_object('state', c.state, 'evidence', c.evidence, 'note', c.note, 'at', c.at) FROM figure_check c
        WHERE c.round_id = v.round_id AND c.society_id = v.society_id AND c.indicator = v.indicator ORDER BY c.n DESC LIMIT 1) AS "check"
     FROM indicator_value v WHERE v.round_id = $1 AND v.society_id = $2 ORDER BY v.indicator`, [roundId, societyId])).rows;
}

export interface FigureCorrection {
  realm: string;
  roundId: string;
  societyId: string;
  indicator: string;
  /** Null: it cannot be proved, and counts as not reported. */
  value: number | null;
  evidence: string;
  commandId: string;
}

/** What was there before; undefined when nothing was. */
export async function correctFigure(tx: Tx, { realm, roundId, societyId, indicator, value, evidence, commandId }: FigureCorrection): Promise<{ value: number | null; evidence: string } | undefined> {
  const before = (await tx.query<{ value: number | null; evidence: string }>(
    'SELECT value, evidence FROM indicator_value WHERE round_id = $1 AND society_id = $2 AND indicator = $3 FOR UPDATE', [roundId, societyId, indicator])).rows[0];
  await tx.query(
    `INSERT INTO indicator_value (round_id, society_id, realm, indicator, value, evidence, corrected_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (round_id, society_id, indicator) DO UPDATE SET value = excluded.value, evidence = excluded.evidence, corrected_by = excluded.corrected_by`,
    [roundId, societyId, realm, indicator, value, evidence, commandId],
  );
  return before;
}

export interface NewFigureCheck {
  realm: string;
  roundId: string;
  societyId: string;
  indicator: string;
  state: 'verified' | 'contested';
  evidence: string;
  note: string;
  by: string;
  at: number;
}

/** The number of the check: how often this figure was looked at. */
export async function addFigureCheck(tx: Tx, check: NewFigureCheck): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('figure_check'), hashtext($1))`, [`${check.roundId}/${check.societyId}/${check.indicator}`]);
  return only((await tx.query<{ n: number }>(
    `INSERT INTO figure_check (realm, round_id, society_id, indicator, n, state, evidence, note, by_account, at)
     SELECT $1, $2, $3, $4, coalesce(max(n), 0) + 1, $5, $6, $7, $8, $9 FROM figure_check WHERE round_id = $2 AND society_id = $3 AND indicator = $4 RETURNING n`,
    [check.realm, check.roundId, check.societyId, check.indicator, check.state, check.evidence, check.note, check.by, instant(check.at)])).rows).n;
}

/** Figures whose last check contests them. */
export async function contestedFigures(tx: Tx, roundId: string): Promise<{ code: string; indicator: string }[]> {
  return (await tx.query<{ code: string; indicator: string }>(
    `SELECT s.code, c.indicator FROM (SELECT DISTINCT ON (society_id, indicator) * FROM figure_check WHERE round_id = $1 ORDER BY society_id, indicator, n DESC) c
     JOIN society s ON s.id = c.society_id WHERE c.state = 'contested' ORDER BY s.code, c.indicator`, [roundId])).rows;
}

/** Whether the society was asked for its figures in this round. */
export async function wasAsked(tx: Tx, roundId: string, societyId: string): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM task WHERE round_id = $1 AND society_id = $2 AND kind = 'indicators' LIMIT 1`, [roundId, societyId])).rows.length > 0;
}
