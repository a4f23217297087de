/** The whole assessment of a stage: every society's points, and the ranking with the programme's tie-breaks (000 §5.1). */
import { fieldOf, type Indicator } from './scale.js';
import { type Deduction, type MissingTreatment, scoreSociety, type SocietyScore } from './score.js';
import { rankSocieties } from './rank.js';

/** What of the programme's stage counts. */
export interface AssessmentRules {
  indicators: readonly Indicator[];
  bandShares: readonly number[];
  deductions: readonly Deduction[];
  missing?: MissingTreatment | undefined;
  /** Indicators compared one after the other when totals are equal; never ids or the order of arrival. */
  tieBreak?: readonly string[] | undefined;
}

export interface AssessedInput {
  code: string;
  group: string;
  figures: Readonly<Record<string, number | undefined>>;
  /** Keys of deductions. */
  findings: readonly string[];
}

export interface Assessed {
  code: string;
  score: SocietyScore;
  rank: number;
  tiedWith: string[];
}

/** Best first. The order in which the societies are given plays no part. */
export function assess(rules: AssessmentRules, societies: readonly AssessedInput[]): Assessed[] {
  const field = fieldOf(rules.indicators, societies.map((society) => society.figures));
  const deductions = new Map(rules.deductions.map((deduction) => [deduction.key, deduction]));
  const scores = new Map(societies.map((society) => [
    society.code,
    scoreSociety(rules.indicators, society.findings.flatMap((key) => deductions.get(key) ?? []), society.figures, society.group, rules.bandShares, { field, missing: rules.missing }),
  ]));
  const ranked = rankSocieties(societies.map(({ code, figures }) => ({ code, total: scores.get(code)?.total ?? 0, tieBreakers: tieBreakers(rules, figures) })));
  return ranked.flatMap(({ code, rank, tiedWith }) => {
    const score = scores.get(code);
    return score ? [{ code, score, rank, tiedWith }] : [];
  });
}

/** Higher first: where less is better the figure is turned round. */
function tieBreakers({ indicators, tieBreak = [] }: AssessmentRules, figures: AssessedInput['figures']): (number | undefined)[] {
  return tieBreak.map((key) => {
    const value = figures[key];
    if (value === undefined || !Number.isFinite(value)) return undefined;
    return indicators.find((indicator) => indicator.key === key)?.direction === 'lower' ? -value : value;
  });
}
