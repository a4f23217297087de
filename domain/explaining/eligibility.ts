/** Why a society may apply, or may not: rule by rule, with the facts that were weighed (000 §5.2). */
import type { RecordedFact } from '../eligibility/facts.js';
import type { EligibilityLine } from '../eligibility/line.js';
import type { EligibilityCheck } from '../eligibility/rules.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { from, input, node } from './node.js';

export function explainEligibilityLine(line: EligibilityLine, facts: readonly RecordedFact[]): Explanation {
  const weighed = facts.filter((fact) => line.factIds.includes(fact.id));
  const reasons = line.why.map((why) => node('reason', line.result, line.clause, [why.code, why.params], why.factId === undefined ? [] : weighed.filter(({ id }) => id === why.factId).map(factInput)));
  const [first] = line.why;
  return node(line.rule, line.result, line.clause, first ? [first.code, first.params] : ['why.formula.rule'], weighed.map(factInput), reasons.length > 1 ? reasons : []);
}

/** `clause` is the stage's: one failed rule refuses; what nobody knows comes before what somebody doubts. */
export const explainEligibility = (check: EligibilityCheck, facts: readonly RecordedFact[], clause: Clause): Explanation =>
  node(
    'eligibility', check.outcome, clause, ['why.formula.eligibility', { failed: count(check, 'fail'), unknown: count(check, 'unknown'), flagged: count(check, 'flagged') }],
    check.setAside.map((id) => input('setAside', facts.find((fact) => fact.id === id)?.kind ?? '', from('record', id))),
    check.lines.map((line) => explainEligibilityLine(line, facts)),
  );

const count = (check: EligibilityCheck, result: EligibilityLine['result']): number => check.lines.filter((line) => line.result === result).length;

function factInput(fact: RecordedFact): ExplainedInput {
  const when = fact.occurredOn ?? (fact.period ? `${fact.period.from} – ${fact.period.to}` : undefined);
  const told = [fact.value, when, fact.issuer, fact.provision, fact.document, fact.asOf].filter((part) => part !== undefined && part !== '');
  return input(`fact.${fact.kind}`, told.join(' · '), from('record', fact.id));
}
