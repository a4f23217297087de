/** What became of an application, and by which rule: checked again, decided again, in the order in which it happened (000 §5.2). */
import { type ApplicationEvent, type FormalRules, type ProposedDecision, statusAfter, weighDecision } from '../eligibility/formal-decision.js';
import type { RecordedFact } from '../eligibility/facts.js';
import type { EligibilityCheck } from '../eligibility/rules.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause, Result } from '../refusal.js';
import { type Decided, decidedInputs } from './decided.js';
import { explainEligibility } from './eligibility.js';
import { sayable } from './instants.js';
import { from, input, node } from './node.js';
import { explainRefusal } from './refusal.js';

export type ApplicationStep =
  | { kind: 'decided'; proposed: ProposedDecision; decided: Decided }
  | { kind: 'corrected'; atMs: number }
  | { kind: 'withdrawn'; atMs: number; factId: string }
  | { kind: 'cancelled'; decided: Decided; rule: string; clause: Clause };

export interface ApplicationCase {
  factId: string;
  receipt: string;
  submittedMs: number;
  /** Over the facts as they are recorded now, on the day of the decision. */
  check: EligibilityCheck;
  facts: readonly RecordedFact[];
  /** In their order, without decisions that were corrected. */
  steps: readonly ApplicationStep[];
  rules: Omit<FormalRules, 'mayCorrect'>;
}

/** The result is its status, or the refusal that the last decision about it would meet now. */
export function explainApplication({ factId, receipt, submittedMs, check, facts, steps, rules }: ApplicationCase): Explanation {
  const events: ApplicationEvent[] = [];
  const parts: Explanation[] = [];
  let refused: Extract<Result<never>, { ok: false }> | undefined;
  for (const step of steps) {
    if (step.kind !== 'decided') {
      events.push({ kind: step.kind });
      parts.push(explainStep(step, rules.clause));
      continue;
    }
    const mayCorrect = !events.some((event) => event.kind === 'decided' && event.status === 'correcting');
    const weighed = weighDecision(check, step.proposed, { ...rules, mayCorrect });
    refused = weighed.ok ? undefined : weighed;
    if (weighed.ok) events.push({ kind: 'decided', status: weighed.value.status });
    const told = decisionInputs(step);
    parts.push(weighed.ok
      ? node('formalDecision', weighed.value.status, weighed.value.clause ?? rules.clause, [`why.formula.formal.${weighed.value.status}`, { rule: weighed.value.rule ?? '' }], told)
      : node('formalDecision', weighed.refusal.code, weighed.refusal.rule ?? rules.clause, [weighed.refusal.code, weighed.refusal.params ?? {}], told, [explainRefusal(weighed.refusal)]));
  }
  const status = statusAfter(events);
  const ends = status === 'withdrawn' || status === 'cancelled';
  const last = parts.at(-1);
  return node('application', refused && !ends ? refused.refusal.code : status, last?.clause ?? rules.clause, last ? [last.formula.code, last.formula.params] : ['why.formula.formal.submitted'], [
    input('receipt', receipt, from('fact', factId)), input('submittedAt', sayable(submittedMs), from('fact', factId)),
  ], [explainEligibility(check, facts, rules.clause), ...parts]);
}

function decisionInputs({ proposed, decided }: Extract<ApplicationStep, { kind: 'decided' }>): ExplainedInput[] {
  const source = from('command', decided.commandId);
  return [
    ...decidedInputs(decided), ...proposed.items.map((item) => input('item', item, source)),
    ...(proposed.compared === undefined ? [] : [input('compared', proposed.compared, source)]),
  ];
}

function explainStep(step: Exclude<ApplicationStep, { kind: 'decided' }>, clause: Clause): Explanation {
  switch (step.kind) {
    case 'corrected':
      return node('corrected', true, clause, ['why.formula.formal.corrected'], [input('at', sayable(step.atMs))]);
    case 'withdrawn':
      return node('withdrawn', true, clause, ['why.formula.formal.withdrawn'], [input('at', sayable(step.atMs), from('fact', step.factId))]);
    case 'cancelled':
      return node('cancelled', true, step.clause, ['why.formula.formal.cancelled', { rule: step.rule }], decidedInputs(step.decided));
  }
}
