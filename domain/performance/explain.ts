/** Why a self-evaluation has its score, a score its grade, and a year its verdict. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import { FORM_CLAUSE, type PerformanceIndicator } from './form.js';
import { type PerformanceLine, type SelfEvaluation, grade, gradeWording, scoreSelfEvaluation } from './self-evaluation.js';
import { DYNAMIC, recommendVerdict, type Verdict } from './verdict.js';

type Source = ExplainedInput['source'];

/** Points × min(1, actual / target) of every line, and their sum. `source` is the hand-in. */
export function explainSelfEvaluationScore(indicators: readonly PerformanceIndicator[], evaluation: SelfEvaluation, source?: Source): Explanation {
  const score = scoreSelfEvaluation(indicators, evaluation);
  const parts = score.lines.map((line) => explainLine(line, indicators.find(({ key }) => key === line.key), evaluation, source));
  return {
    what: 'selfEvaluationScore', result: score.total, clause: FORM_CLAUSE, formula: { code: 'formula.selfEvaluationScore', params: { total: score.total } },
    inputs: Object.entries(score.sections).map(([name, value]) => ({ name, value })), parts,
  };
}

function explainLine(line: PerformanceLine, indicator: PerformanceIndicator | undefined, { execution, results }: SelfEvaluation, source?: Source): Explanation {
  const from = source === undefined ? {} : { source };
  const params = { points: line.points, completion: line.completion ?? 0, earned: line.earned };
  const measure = indicator?.measure;
  if (line.section === 'execution') {
    return {
      what: 'budgetExecution', result: line.earned, clause: FORM_CLAUSE, formula: { code: 'formula.budgetExecution', params },
      inputs: [{ name: 'budgetCents', value: execution.budgetCents, unit: 'cents', ...from }, { name: 'spentCents', value: execution.spentCents ?? null, unit: 'cents', ...from }], parts: [],
    };
  }
  if (measure?.kind === 'quantitative') {
    return {
      what: 'performanceIndicator', result: line.earned, clause: FORM_CLAUSE, formula: { code: measure.better === 'higher' ? 'formula.indicatorHigher' : 'formula.indicatorLower', params },
      inputs: [{ name: line.key, value: results[line.key]?.actual ?? null, unit: measure.unit, ...from }, { name: 'target', value: measure.target, unit: measure.unit }], parts: [],
    };
  }
  return {
    what: 'performanceIndicator', result: line.earned, clause: FORM_CLAUSE, formula: { code: 'formula.indicatorQualitative', params },
    inputs: [{ name: line.key, value: results[line.key]?.percent ?? null, unit: '%', ...from }], parts: [],
  };
}

/** On the unrounded score: 优 [90,100], 良 [80,90), 中 [60,80), 差 [0,60). */
export function explainGrade(score: number, source?: Source): Explanation {
  const result = grade(score);
  return {
    what: 'grade', result, clause: FORM_CLAUSE, formula: { code: 'formula.gradeOf', params: { score, grade: gradeWording[result] } },
    inputs: [{ name: 'score', value: score, ...(source === undefined ? {} : { source }) }], parts: [],
  };
}

export interface DecidedVerdict {
  verdict: Verdict;
  /** Of the final audit report; null when there is none. */
  score: number | null;
  reason: string;
  minutes: string;
}

/** What was recommended, what was decided, and the reason where the two differ. */
export function explainVerdict({ verdict, score, reason, minutes }: DecidedVerdict, source?: { audit?: Source; decision?: Source }): Explanation {
  const recommended = score === null ? null : recommendVerdict(grade(score));
  const from = source?.decision === undefined ? {} : { source: source.decision };
  return {
    what: 'verdict', result: verdict, clause: DYNAMIC,
    formula: { code: recommended === verdict ? 'formula.verdictAsRecommended' : 'formula.verdictDeparts', params: { verdict, recommended: recommended ?? '—' } },
    inputs: [{ name: 'recommended', value: recommended }, { name: 'reason', value: reason, ...from }, { name: 'minutes', value: minutes, ...from }],
    parts: score === null ? [] : [explainGrade(score, source?.audit)],
  };
}
