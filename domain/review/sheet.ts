/** The expert's score sheet: pass or fail on political direction, points per criterion, suggested tier, recusal [C]. */
import type { Refusal } from '../refusal.js';

export interface ScoreSheet {
  criteria: readonly { key: string; points: number }[];
  /** Questions answered before scoring, such as political direction (000 §3: 坚持政治引领). */
  passFail: readonly { key: string }[];
  /** Percent of a criterion's points: strictly below and strictly above them a reason is required. */
  reasonBelowPercent: number;
  reasonAbovePercent: number;
  /** Keys of the tiers one may suggest. */
  tiers: readonly string[];
}

export interface SheetEntry {
  scores: Readonly<Record<string, number | undefined>>;
  /** By criterion or question. */
  reasons: Readonly<Record<string, string | undefined>>;
  passFail: Readonly<Record<string, boolean | undefined>>;
  suggestedTier?: string;
  /** "I have no interest in this application that calls for recusal." */
  recusalConfirmed?: boolean;
}

/** Everything that is still wrong, at once; empty when the sheet may be signed. */
export function checkSheet(sheet: ScoreSheet, entry: SheetEntry): Refusal[] {
  const known = new Set(sheet.criteria.map(({ key }) => key));
  const unknown = Object.keys(entry.scores).filter((key) => !known.has(key)).sort();
  return [
    ...sheet.passFail.flatMap(({ key }) => checkPassFail(key, entry)),
    ...sheet.criteria.flatMap((criterion) => checkScore(sheet, criterion, entry)),
    ...unknown.map((criterion): Refusal => ({ code: 'CRITERION_UNKNOWN', field: `scores.${criterion}`, params: { criterion } })),
    ...checkTier(sheet, entry),
    ...(entry.recusalConfirmed ? [] : [{ code: 'RECUSAL_STATEMENT_MISSING', field: 'recusalConfirmed' }]),
  ];
}

/** The sum of a complete sheet's points, exact to thousandths. */
export const sheetTotal = (sheet: ScoreSheet, entry: SheetEntry): number =>
  sheet.criteria.reduce((sum, { key }) => sum + Math.round((entry.scores[key] ?? 0) * 1000), 0) / 1000;

/** Did this expert answer every pass-or-fail question with pass? */
export const passes = (sheet: ScoreSheet, entry: SheetEntry): boolean => sheet.passFail.every(({ key }) => entry.passFail[key] === true);

function checkPassFail(question: string, entry: SheetEntry): Refusal[] {
  const answer = entry.passFail[question];
  if (answer === undefined) return [{ code: 'PASS_FAIL_MISSING', field: `passFail.${question}`, params: { question } }];
  return answer || hasReason(entry, question) ? [] : [{ code: 'PASS_FAIL_REASON_REQUIRED', field: `reasons.${question}`, params: { question } }];
}

function checkScore(sheet: ScoreSheet, { key: criterion, points }: { key: string; points: number }, entry: SheetEntry): Refusal[] {
  const field = `scores.${criterion}`;
  const score = entry.scores[criterion];
  if (score === undefined) return [{ code: 'SCORE_MISSING', field, params: { criterion } }];
  if (!(score >= 0 && score <= points)) return [{ code: 'SCORE_OUT_OF_RANGE', field, params: { criterion, points, score: String(score) } }];
  // In whole thousandths: 60 % of 7 points is exactly 4.2.
  const share = Math.round(score * 1000) * 100;
  const full = Math.round(points * 1000);
  const plain = share >= full * sheet.reasonBelowPercent && share <= full * sheet.reasonAbovePercent;
  if (plain || hasReason(entry, criterion)) return [];
  const params = { criterion, below: sheet.reasonBelowPercent, above: sheet.reasonAbovePercent };
  return [{ code: 'SCORE_REASON_REQUIRED', field: `reasons.${criterion}`, params }];
}

/** Whoever fails an application suggests no tier for it. */
function checkTier(sheet: ScoreSheet, entry: SheetEntry): Refusal[] {
  const { suggestedTier } = entry;
  if (suggestedTier !== undefined && !sheet.tiers.includes(suggestedTier)) {
    return [{ code: 'SUGGESTED_TIER_UNKNOWN', field: 'suggestedTier', params: { tier: suggestedTier } }];
  }
  const failed = sheet.passFail.some(({ key }) => entry.passFail[key] === false);
  return suggestedTier === undefined && !failed && sheet.tiers.length > 0 ? [{ code: 'SUGGESTED_TIER_MISSING', field: 'suggestedTier' }] : [];
}

const hasReason = (entry: SheetEntry, key: string): boolean => (entry.reasons[key] ?? '').trim() !== '';
