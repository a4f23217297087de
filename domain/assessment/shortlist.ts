/**
 * Who is invited to apply. 000 §5.1: 150 % of the planned number, the top 75; in addition the societies selected as
 * 优秀科技社团 in the 2015–2017 提能二期 programme. Each society is counted once.
 */
import type { Refusal } from '../refusal.js';
import { compareCodes } from './rank.js';

export interface LegacySociety {
  code: string;
  awards: { programme: string; title: string; year: number }[];
}

/** Only this title of this programme, in these years (both included), counts. */
export interface LegacyRule {
  programme: string;
  title: string;
  fromYear: number;
  toYear: number;
}

/** How a tie at the cut was settled, and the number of the minutes. */
export interface CutDecision {
  include: string[];
  minutes: string;
}

export interface ShortlistInput {
  ranking: readonly { code: string; rank: number; total: number }[];
  planned: number;
  /** Of the planned number; a broken number of places is rounded down [C]. */
  percent: number;
  legacy?: readonly LegacySociety[];
  legacyRule?: LegacyRule;
  decisions?: CutDecision;
}

export interface CutLine {
  rank: number;
  total: number;
  codes: string[];
}

export interface Shortlist {
  /** In the order of the ranking. While a tie at the cut is open, none of the tied. */
  byRank: string[];
  /** Invited whatever their rank, by code; nobody who is in already by rank. */
  legacy: string[];
  /** Open: more societies share the last rank than places are left. People decide. */
  tieAtCut?: { rank: number; codes: string[]; places: number };
  tieDecided?: { rank: number; codes: string[]; included: string[]; minutes: string };
  /** Why the decision that was given does not settle the tie. */
  decisionRefused?: Refusal;
  /** The last that are in, the first that are out, and the points between them. */
  cut: { lastIn?: CutLine; firstOut?: CutLine; gap?: number };
}

export function shortlist({ ranking, planned, percent, legacy = [], legacyRule, decisions }: ShortlistInput): Shortlist {
  const places = Math.floor((planned * percent) / 100);
  const ordered = [...ranking].sort((a, b) => a.rank - b.rank || compareCodes(a.code, b.code));
  const within = ordered.filter((row) => lastPlace(ordered, row.rank) <= places);
  const tied = ordered.filter((row) => row.rank <= places && lastPlace(ordered, row.rank) > places);

  const tie = tied[0] && { rank: tied[0].rank, codes: tied.map((row) => row.code), places: places - within.length };
  const decided = tie && decisions && { tie, ...decisions, refused: whyNotSettled(tie, decisions) };
  const settled = decided?.refused ? undefined : decided;

  const included = new Set(settled?.include);
  const inRows = [...within, ...tied.filter((row) => included.has(row.code))];
  const byRank = inRows.map((row) => row.code);
  const outRows = ordered.filter((row) => !byRank.includes(row.code));

  return {
    byRank,
    legacy: legacyRule ? legacyCodes(legacy, legacyRule).filter((code) => !byRank.includes(code)) : [],
    ...(tie && !settled && { tieAtCut: tie }),
    ...(settled && { tieDecided: { rank: settled.tie.rank, codes: settled.tie.codes, included: [...settled.include].sort(compareCodes), minutes: settled.minutes } }),
    ...(decided?.refused && { decisionRefused: decided.refused }),
    cut: cutBetween(inRows, outRows),
  };
}

/** The place of the last society with this rank. */
const lastPlace = (rows: readonly { rank: number }[], rank: number): number => rows.filter((row) => row.rank <= rank).length;

/**
 * [C] The text says 75: people fill exactly the places left, or let in all who share the rank, since each of them is
 * "ranked among the first 75".
 */
function whyNotSettled(tie: { codes: string[]; places: number }, decision: CutDecision): Refusal | undefined {
  const rule = { document: '000', clause: '§5.1' };
  const include = new Set(decision.include);
  if (decision.minutes.trim() === '') return { code: 'TIE_NEEDS_MINUTES', field: 'minutes', rule };
  const stranger = [...include].find((code) => !tie.codes.includes(code));
  if (stranger) return { code: 'NOT_IN_TIE', field: 'include', rule, params: { society: stranger } };
  if (include.size !== tie.places && include.size !== tie.codes.length) {
    return { code: 'TIE_PLACES_NOT_FILLED', field: 'include', rule, params: { places: tie.places, tied: tie.codes.length, chosen: include.size } };
  }
  return undefined;
}

function legacyCodes(societies: readonly LegacySociety[], rule: LegacyRule): string[] {
  const counts = (award: LegacySociety['awards'][number]) =>
    award.programme === rule.programme && award.title === rule.title && award.year >= rule.fromYear && award.year <= rule.toYear;
  const codes = societies.filter((society) => society.awards.some(counts)).map((society) => society.code);
  return [...new Set(codes)].sort(compareCodes);
}

function cutBetween(inRows: readonly { code: string; rank: number; total: number }[], outRows: typeof inRows): Shortlist['cut'] {
  const last = inRows.at(-1);
  const first = outRows[0];
  const line = (rows: typeof inRows, row: { rank: number; total: number }): CutLine => ({
    rank: row.rank,
    total: row.total,
    codes: rows.filter((other) => other.rank === row.rank).map((other) => other.code),
  });
  return {
    ...(last && { lastIn: line(inRows, last) }),
    ...(first && { firstOut: line(outRows, first) }),
    // Subtracted as hundred-thousandths of a point, in which totals are whole (score.ts).
    ...(last && first && { gap: (Math.round(last.total * 1e5) - Math.round(first.total * 1e5)) / 1e5 }),
  };
}
