/** The shortlist of a capability assessment as it stands (000 §5.1), for the workflow that confirms it and the API that shows it. */
import { type CutDecision, type LegacySociety, type Shortlist, shortlist } from '../domain/assessment/shortlist.js';
import { roundQuota } from '../domain/programme/quota.js';
import type { StageOf } from '../domain/programme/schema.js';
import { assessmentOf, legacyAwards } from './assessments.js';
import type { Tx } from './pool.js';
import type { PlannedRound } from './rounds.js';

export interface RankedSociety {
  society_id: string;
  code: string;
  rank: number;
  total_thousandths: number;
  route: string | null;
}

export interface StandingShortlist {
  list: Shortlist;
  /** Society ids by code, of everybody ranked or awarded. */
  ids: ReadonlyMap<string, string>;
  ranking: RankedSociety[];
}

/** What the shortlist would be, with or without the decision on a tie. */
export async function shortlistOf(tx: Tx, round: PlannedRound, stage: StageOf<'capabilityAssessment'>, decisions?: CutDecision): Promise<StandingShortlist> {
  const ranking = await assessmentOf(tx, round.id);
  const awards = await legacyAwards(tx, round.realm);
  const byCode = new Map<string, LegacySociety['awards']>();
  for (const award of awards) byCode.set(award.code, [...(byCode.get(award.code) ?? []), award]);
  const { legacy, percent } = stage.shortlist;
  const list = shortlist({
    // A legacy society without figures has a row, but no place in the ranking.
    ranking: ranking.filter((row) => row.route !== 'legacy' || row.total_thousandths > 0).map((row) => ({ code: row.code, rank: row.rank, total: row.total_thousandths / 1000 })),
    planned: roundQuota(round.programme, round.settings).planned,
    percent,
    legacy: [...byCode].map(([code, its]) => ({ code, awards: its })),
    ...(legacy ? { legacyRule: legacy } : {}),
    ...(decisions ? { decisions } : {}),
  });
  const ids = new Map([...ranking.map((row) => [row.code, row.society_id] as const), ...awards.map((award) => [award.code, award.society_id] as const)]);
  return { list, ids, ranking };
}

export interface AssessedSociety {
  society_id: string;
  code: string;
  name: string;
  discipline_group: string;
  rank: number;
  total_thousandths: number;
  route: 'rank' | 'legacy' | null;
  /** Indicators without a figure. */
  missing: number;
}

/** In the order of the ranking. */
export async function assessedRows(tx: Tx, roundId: string): Promise<AssessedSociety[]> {
  return (await tx.query<AssessedSociety>(
    `SELECT a.society_id, s.code, s.name, s.discipline_group, a.rank, a.total_thousandths, a.route,
       (SELECT count(*) FROM jsonb_array_elements(a.lines) AS line WHERE line->>'value' IS NULL) AS missing
     FROM assessment a JOIN society s ON s.id = a.society_id WHERE a.round_id = $1 ORDER BY a.rank, s.code`, [roundId])).rows;
}

/** How one society's total came about; undefined when it was not assessed. */
export async function assessmentLines(tx: Tx, roundId: string, societyId: string): Promise<{ total_thousandths: number; rank: number; lines: Record<string, unknown>[] } | undefined> {
  return (await tx.query<{ total_thousandths: number; rank: number; lines: Record<string, unknown>[] }>(
    'SELECT total_thousandths, rank, lines FROM assessment WHERE round_id = $1 AND society_id = $2', [roundId, societyId])).rows[0];
}
