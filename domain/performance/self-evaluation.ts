/**
 * The yearly self-evaluation (000 §5.5). The table is PRACTICE's form [C]: points × min(1, actual / target); what falls
 * short has cause and remedy, what exceeds 130 % is explained. Scores are never rounded.
 */
import type { Refusal } from '../refusal.js';
import { FORM_CLAUSE, FORM_POINTS, type PerformanceIndicator, type Section, benefitSections, outputSections } from './form.js';

/** Goes up with every change of the computation: stored scores name theirs. */
export const RULE_VERSION = 2;

export interface ReportedResult {
  /** For a quantitative indicator. */
  actual?: number;
  /** For a qualitative one: 0 to 100 % of its points. */
  percent?: number;
  cause?: string;
  remedy?: string;
  /** Why a target was exceeded by so much. */
  explanation?: string;
}

export interface SelfEvaluation {
  /** Budget of the year and what was spent of it, in cents. */
  execution: { budgetCents: number; spentCents?: number };
  results: Readonly<Record<string, ReportedResult | undefined>>;
}

export interface PerformanceLine {
  key: string;
  section: Section | 'execution';
  points: number;
  /** Actual over target (for costs and the like, target over actual); undefined when nothing was reported. */
  completion: number | undefined;
  earned: number;
}

export interface PerformanceScore {
  /** 0 to 100; what is missing has earned nothing yet. */
  total: number;
  sections: { execution: number; output: number; benefit: number; satisfaction: number };
  lines: PerformanceLine[];
  /** Without results there is no grade: missing is not zero. */
  missing: string[];
  grade?: Grade;
  /** What must be completed before it can be handed in. */
  refusals: Refusal[];
}

/** 优, 良, 中, 差. */
export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

/** 优 [90,100], 良 [80,90), 中 [60,80), 差 [0,60): where each grade begins. */
export const GRADE_FROM = { excellent: 90, good: 80, fair: 60, poor: 0 } as const satisfies Record<Grade, number>;

/** On the unrounded score. */
export function grade(score: number): Grade {
  if (!(score >= 0 && score <= 100)) throw new RangeError(`not a score: ${score}`);
  if (score >= GRADE_FROM.excellent) return 'excellent';
  if (score >= GRADE_FROM.good) return 'good';
  return score >= GRADE_FROM.fair ? 'fair' : 'poor';
}

export function scoreSelfEvaluation(indicators: readonly PerformanceIndicator[], evaluation: SelfEvaluation): PerformanceScore {
  const lines = [executionLine(evaluation.execution), ...indicators.map((indicator) => lineOf(indicator, evaluation.results[indicator.key] ?? {}))];
  const sumOf = (...sections: readonly PerformanceLine['section'][]) =>
    withoutNoise(lines.filter((line) => sections.includes(line.section)).reduce((sum, line) => sum + line.earned, 0));
  const total = withoutNoise(lines.reduce((sum, line) => sum + line.earned, 0));
  const missing = lines.filter((line) => line.completion === undefined).map((line) => line.key);
  return {
    total,
    sections: { execution: sumOf('execution'), output: sumOf(...outputSections), benefit: sumOf(...benefitSections), satisfaction: sumOf('satisfaction') },
    lines,
    missing,
    ...(missing.length === 0 && { grade: grade(total) }),
    refusals: [
      ...missing.map((key) => refusal('RESULT_MISSING', key)),
      ...checkExecution(evaluation.execution),
      ...indicators.flatMap((indicator) => checkResult(indicator, evaluation.results[indicator.key] ?? {})),
    ],
  };
}

function executionLine({ budgetCents, spentCents }: SelfEvaluation['execution']): PerformanceLine {
  const completion = spentCents === undefined ? undefined : ratio(spentCents, budgetCents);
  return { key: 'execution', section: 'execution', points: FORM_POINTS.execution, completion, earned: FORM_POINTS.execution * Math.min(1, completion ?? 0) };
}

function lineOf(indicator: PerformanceIndicator, result: ReportedResult): PerformanceLine {
  const { key, section, points } = indicator;
  const completion = completionOf(indicator, result);
  return { key, section, points, completion, earned: points * Math.min(1, Math.max(0, completion ?? 0)) };
}

function completionOf({ measure }: PerformanceIndicator, { actual, percent }: ReportedResult): number | undefined {
  if (measure.kind === 'qualitative') return percent !== undefined && percent >= 0 && percent <= 100 ? percent / 100 : undefined;
  if (actual === undefined || !Number.isFinite(actual) || actual < 0) return undefined;
  return measure.better === 'higher' ? ratio(actual, measure.target) : ratio(measure.target, actual);
}

/** Nothing of nothing is all of it. */
const ratio = (part: number, whole: number): number => (whole === 0 ? (part === 0 ? 1 : Number.POSITIVE_INFINITY) : part / whole);

function checkExecution({ budgetCents, spentCents }: SelfEvaluation['execution']): Refusal[] {
  return spentCents !== undefined && spentCents > budgetCents ? [refusal('EXECUTION_OVER_BUDGET', 'execution')] : [];
}

/** [C] A qualitative result below 80 % counts as short of what was expected. */
const QUALITATIVE_REACHED = 0.8;
const MUST_EXPLAIN_ABOVE = 1.3;

function checkResult(indicator: PerformanceIndicator, result: ReportedResult): Refusal[] {
  const completion = completionOf(indicator, result);
  if (completion === undefined) return [];
  const reached = indicator.measure.kind === 'qualitative' ? QUALITATIVE_REACHED : 1;
  const refusals: Refusal[] = [];
  if (completion < reached && blank(result.cause)) refusals.push(refusal('DEVIATION_CAUSE_MISSING', indicator.key));
  if (completion < reached && blank(result.remedy)) refusals.push(refusal('DEVIATION_REMEDY_MISSING', indicator.key));
  if (withoutNoise(completion) > MUST_EXPLAIN_ABOVE && blank(result.explanation)) refusals.push(refusal('OVERFULFILMENT_UNEXPLAINED', indicator.key));
  return refusals;
}

const refusal = (code: string, indicator: string): Refusal => ({ code, field: `results.${indicator}`, rule: FORM_CLAUSE, params: { indicator } });

const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** A billionth of a point is binary noise: 89.99999999999999 that stands for 90 is 90. This is not a rounding of scores. */
const withoutNoise = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1e9) / 1e9 : value);
