/** One function per kind of eligibility rule: from the facts that count to a result with its reasons. */
import { type RecordedFact, type Window, firstDayOf, firstUncheckedDay, lastDayOf, placeInWindow } from './facts.js';
import type { EligibilityLine, LineResult, Reason } from './line.js';

export type Finding = Pick<EligibilityLine, 'result' | 'factIds' | 'why'>;
type Weighed = { result: LineResult; why: Reason };

/** 000 §5.2: 党的组织机构不健全. The newest statement decides; two of the same day that differ leave it unknown. */
export function checkPartyOrganisation(facts: readonly RecordedFact[]): Finding {
  const current = newestOf(facts.filter((fact) => fact.kind === 'partyOrganisation'));
  const factIds = current.map((fact) => fact.id);
  const values = new Set(current.map((fact) => fact.value));
  const first = current[0];
  if (!first) return { result: 'unknown', factIds, why: [{ code: 'PARTY_ORGANISATION_UNKNOWN', params: {} }] };
  if (values.size > 1) return { result: 'unknown', factIds, why: [{ code: 'PARTY_ORGANISATION_CONFLICT', params: { asOf: first.asOf } }] };
  if (values.has('complete')) return { result: 'pass', factIds, why: [reason('PARTY_ORGANISATION_COMPLETE', first)] };
  if (values.has('incomplete')) return { result: 'fail', factIds, why: [reason('PARTY_ORGANISATION_INCOMPLETE', first)] };
  return { result: 'unknown', factIds, why: [{ code: 'PARTY_ORGANISATION_UNKNOWN', params: {} }] };
}

/** The statements of the latest as-of day: two of one day may differ. */
export function newestOf(facts: readonly RecordedFact[]): RecordedFact[] {
  const newest = facts.reduce((latest, fact) => (fact.asOf > latest ? fact.asOf : latest), '');
  return facts.filter((fact) => fact.asOf === newest);
}

/** 000 §5.2: 近三年（2015-2017年）有违纪违法行为. */
export const checkViolations = (facts: readonly RecordedFact[], window: Window): Finding =>
  checkWindow(facts, window, ['violation'], () => ({ result: 'fail', code: 'VIOLATION_IN_WINDOW' }));

/** 000 §5.2: 违反国家相关规定受到相关部门通报批评或处罚: who said so, and for which rule, must be on record. */
export const checkSanctions = (facts: readonly RecordedFact[], window: Window): Finding =>
  checkWindow(facts, window, ['criticism', 'penalty'], (fact) => {
    if (fact.kind === 'criticism' && fact.value !== 'byCircular') return { result: 'pass', code: 'CRITICISM_NOT_BY_CIRCULAR' };
    if (!fact.issuer || !fact.provision) return { result: 'unknown', code: 'ISSUER_OR_PROVISION_MISSING' };
    return { result: 'fail', code: fact.kind === 'criticism' ? 'CIRCULAR_CRITICISM_IN_WINDOW' : 'PENALTY_IN_WINDOW' };
  });

/** 000 §5.2: 等情形之一 is an open list. */
export function checkFlags(facts: readonly RecordedFact[]): Finding {
  const flags = facts.filter((fact) => fact.kind === 'flag');
  const factIds = flags.map((fact) => fact.id);
  if (flags.length === 0) return { result: 'pass', factIds, why: [{ code: 'NO_FURTHER_CASE', params: {} }] };
  const why = flags.map((fact) => ({ ...reason('FLAGGED_BY_STAFF', fact), params: { reason: fact.value, asOf: fact.asOf } }));
  return { result: 'flagged', factIds, why };
}

/** What an incident inside the window means, for one group of kinds. */
type Judge = (fact: RecordedFact) => { result: LineResult; code: string };

function checkWindow(facts: readonly RecordedFact[], window: Window, kinds: readonly string[], judge: Judge): Finding {
  const cleanRecords = facts.filter((fact) => fact.kind === 'cleanRecord' && fact.value === 'none');
  const ofKind = facts.filter((fact) => kinds.includes(fact.kind));
  const weighed = ofKind.filter((fact) => fact.value !== 'none').map((fact) => weigh(fact, window, judge));

  // Nothing on record is not the same as nothing happened: somebody must have looked.
  for (const kind of kinds) {
    const statements = [...cleanRecords, ...ofKind.filter((fact) => fact.kind === kind && fact.value === 'none')];
    const unchecked = firstUncheckedDay(statements, window);
    if (unchecked) weighed.push({ result: 'unknown', why: { code: UNCHECKED[kind] ?? 'WINDOW_NOT_CHECKED', params: { from: unchecked, to: lastDayOf(window) } } });
  }

  const factIds = [...cleanRecords, ...ofKind].map((fact) => fact.id).sort();
  const result = worst(weighed.map((one) => one.result));
  if (weighed.length === 0) return { result, factIds, why: [{ code: 'WINDOW_CLEAR', params: { from: firstDayOf(window), to: lastDayOf(window) } }] };
  // The reasons of the result first: a letter may quote only these.
  const decisive = weighed.filter((one) => one.result === result);
  const others = result === 'fail' ? [] : weighed.filter((one) => one.result !== result);
  return { result, factIds, why: [...decisive, ...others].map((one) => one.why) };
}

const UNCHECKED: Record<string, string> = {
  violation: 'VIOLATIONS_NOT_CHECKED',
  criticism: 'CRITICISM_NOT_CHECKED',
  penalty: 'PENALTIES_NOT_CHECKED',
};

function weigh(fact: RecordedFact, window: Window, judge: Judge): Weighed {
  switch (placeInWindow(fact, window)) {
    case 'undated':
      return { result: 'unknown', why: reason('FACT_UNDATED', fact) };
    case 'before':
      return { result: 'pass', why: reason('FACT_BEFORE_WINDOW', fact) };
    case 'after': {
      // A fact of 2018 is no ground for refusal, but staff must see it; what would not count inside does not flag either.
      const inside = judge(fact);
      return inside.result === 'pass' ? { result: 'pass', why: reason(inside.code, fact) } : { result: 'flagged', why: reason('FACT_AFTER_WINDOW', fact) };
    }
    case 'inside': {
      const { result, code } = judge(fact);
      return { result, why: reason(code, fact) };
    }
  }
}

const SEVERITY: readonly LineResult[] = ['fail', 'unknown', 'flagged', 'pass'];
const worst = (results: readonly LineResult[]): LineResult => SEVERITY.find((result) => results.includes(result)) ?? 'pass';

/** What a letter may quote of a fact: when, who said so, on which ground, where it is written. */
export function reason(code: string, fact: RecordedFact): Reason {
  const on = fact.occurredOn ?? (fact.period ? `${fact.period.from} – ${fact.period.to}` : '—');
  return {
    code,
    factId: fact.id,
    params: { on, issuer: fact.issuer ?? '—', provision: fact.provision ?? '—', document: fact.document ?? '—', asOf: fact.asOf },
  };
}
