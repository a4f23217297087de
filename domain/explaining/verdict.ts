/** Why a verdict: what the audit or the mid-term check recommends, and what people decided (000 §5.5, 003 §1.3.3). */
import type { Explanation } from '../explanation.js';
import { GRADE_FROM } from '../performance/self-evaluation.js';
import { clauseOf, type Ground, type ProposedVerdict, recommendedBy, weighVerdict } from '../performance/verdict.js';
import type { Clause } from '../refusal.js';
import { type Decided, decidedInputs } from './decided.js';
import { choice, from, input, node } from './node.js';
import { explainRefusal } from './refusal.js';

export interface VerdictCase {
  ground: Ground;
  /** The report or the opinion; undefined where none was handed in. */
  source?: { factId: string; at: string };
  /** As the decision was sent. */
  proposed: ProposedVerdict;
  decided: Decided;
  /** Of a year, in cents. */
  plannedCents: number;
  /** What the society found itself, explained; it is told and does not decide. */
  selfEvaluation?: Explanation;
  clause: Clause;
}

/** Weighed again as when it was taken: the result is the verdict, or the refusal that the same decision would meet now. */
export function explainVerdict({ ground, source, proposed, decided, plannedCents, selfEvaluation, clause }: VerdictCase): Explanation {
  const { recommended } = recommendedBy(ground);
  const weighed = weighVerdict(ground, proposed, plannedCents);
  const inputs = [
    input('decision', proposed.verdict, from('command', decided.commandId)), ...decidedInputs(decided),
    ...(proposed.verdict === 'adjust' ? [input('percent', Number(proposed.percent), from('command', decided.commandId), '%')] : []),
  ];
  const own = selfEvaluation && node('selfEvaluationScore', selfEvaluation.result, selfEvaluation.clause, ['why.formula.ownScore'], [], [selfEvaluation]);
  const parts = [...recommendation(ground, source), ...(own ? [own] : [])];
  if (!weighed.ok) return node('verdict', weighed.refusal.code, clause, [weighed.refusal.code, weighed.refusal.params ?? {}], inputs, [...parts, explainRefusal(weighed.refusal)]);
  const { verdict, percent, next } = weighed.value;
  return node('verdict', verdict, clause, [verdict === recommended ? 'why.formula.asRecommended' : 'why.formula.departed', { recommended: told(recommended) ?? '—' }], inputs, [
    ...parts,
    node('instalmentLeft', next.payCents, clauseOf(ground), [`why.formula.next.${verdict}`, { percent }], [input('plannedCents', plannedCents, from('programme', 'funds'), 'cents'), input('releasedCents', next.releaseCents, undefined, 'cents')]),
  ]);
}

const told = (recommended: string): string | null => (recommended === 'none' ? null : recommended);

function recommendation(ground: Ground, source: VerdictCase['source']): Explanation[] {
  const { grade, recommended } = recommendedBy(ground);
  const fact = source && from('fact', source.factId);
  const handedIn = source ? [input('handedInAt', source.at, fact)] : [];
  if (ground.of === 'midTerm') {
    return [node('recommendation', told(recommended), clauseOf(ground), ['why.formula.midTerm'], [input('conclusion', ground.conclusion, fact), ...handedIn])];
  }
  const thresholds = Object.entries(GRADE_FROM).map(([key, least]) => input(`gradeFrom.${key}`, least));
  return [
    node('grade', grade, choice('grades'), [grade === null ? 'why.formula.noAudit' : 'why.formula.grade'], [input('score', ground.score, fact), ...handedIn, ...thresholds]),
    node('recommendation', told(recommended), clauseOf(ground), [grade === null ? 'why.formula.noRecommendation' : 'why.formula.recommendation'], [input('grade', grade)]),
  ];
}
