/** Why a self-evaluation has its score. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import { FORM_CLAUSE, type PerformanceIndicator } from './form.js';
import { type PerformanceLine, type SelfEvaluation, scoreSelfEvaluation } from './self-evaluation.js';

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
