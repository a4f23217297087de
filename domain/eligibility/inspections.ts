/** Annual inspections: 001 §3.2 asks that they have not been failed, 003 §3 that they are 合格 in both years before. */
import { type Finding, newestOf, reason } from './checks.js';
import type { RecordedFact } from './facts.js';
import type { Reason } from './line.js';

/** The years that are looked at, `lastYear` included: `lastYear` 2020 and 2 years are 2019 and 2020. */
export interface InspectionYears {
  lastYear: number;
  years: number;
}

const CONCLUSIONS = ['qualified', 'basicallyQualified', 'unqualified'];

/**
 * 001 §3.2: 年检结论最近一次为“不合格”或最近两年连续为“基本合格”. The last *issued* conclusion decides the first part, two *years*
 * one after the other the second; a year that was not inspected, not concluded or not applicable leaves it unknown.
 */
export function checkInspectionNotFailed(facts: readonly RecordedFact[], { lastYear, years }: InspectionYears): Finding {
  const known = inspectionsOf(facts, lastYear);
  const factIds = [...known.values()].flatMap((year) => year.facts.map((fact) => fact.id)).sort();
  const issued = [...known.keys()].filter((year) => known.get(year)?.conclusion !== undefined);
  const last = issued.length === 0 ? undefined : Math.max(...issued);
  const lastIssued = last === undefined ? undefined : known.get(last);
  if (lastIssued?.conclusion === 'unqualified') return { result: 'fail', factIds, why: [of('INSPECTION_FAILED', lastIssued.facts[0], last)] };
  // Missing in the year that counts: nobody may assume what the conclusion will be.
  if (last !== lastYear) return { result: 'unknown', factIds, why: [unknownYear(known.get(lastYear)?.facts[0], lastYear)] };
  const wanted = Array.from({ length: years }, (_, n) => lastYear - n);
  const unlike = wanted.find((year) => known.get(year)?.conclusion !== 'basicallyQualified');
  if (unlike === undefined) {
    return { result: 'fail', factIds, why: wanted.map((year) => of('INSPECTION_BASIC_TWICE', known.get(year)?.facts[0], year)) };
  }
  // Every later year is 基本合格: this one could still make it two in a row.
  if (known.get(unlike)?.conclusion === undefined) return { result: 'unknown', factIds, why: [unknownYear(known.get(unlike)?.facts[0], unlike)] };
  return { result: 'pass', factIds, why: [of('INSPECTION_PASSED', lastIssued?.facts[0], lastYear)] };
}

/** 003 §3: 申报前两年年检合格: 合格 in each of the years, and nothing else will do. */
export function checkInspectionQualified(facts: readonly RecordedFact[], { lastYear, years }: InspectionYears): Finding {
  const known = inspectionsOf(facts, lastYear);
  const wanted = Array.from({ length: years }, (_, n) => lastYear - n);
  const factIds = wanted.flatMap((year) => known.get(year)?.facts.map((fact) => fact.id) ?? []).sort();
  const failed = wanted.filter((year) => ['basicallyQualified', 'unqualified'].includes(known.get(year)?.conclusion ?? ''));
  if (failed.length > 0) return { result: 'fail', factIds, why: failed.map((year) => of('INSPECTION_NOT_QUALIFIED', known.get(year)?.facts[0], year)) };
  const open = wanted.filter((year) => known.get(year)?.conclusion === undefined);
  if (open.length > 0) return { result: 'unknown', factIds, why: open.map((year) => unknownYear(known.get(year)?.facts[0], year)) };
  return { result: 'pass', factIds, why: wanted.map((year) => of('INSPECTION_PASSED', known.get(year)?.facts[0], year)) };
}

interface Inspected {
  facts: RecordedFact[];
  /** Undefined: none, or statements of one day that differ. */
  conclusion: string | undefined;
}

function inspectionsOf(facts: readonly RecordedFact[], lastYear: number): Map<number, Inspected> {
  const all = facts.filter((fact) => fact.kind === 'annualInspection');
  const years = [...new Set(all.flatMap((fact) => fact.year ?? []))].filter((year) => year <= lastYear);
  return new Map(years.map((year) => {
    const current = newestOf(all.filter((fact) => fact.year === year));
    const values = new Set(current.map((fact) => fact.value));
    const [value = ''] = values;
    return [year, { facts: current, conclusion: values.size === 1 && CONCLUSIONS.includes(value) ? value : undefined }];
  }));
}

function of(code: string, fact: RecordedFact | undefined, year: number | undefined): Reason {
  const why = fact ? reason(code, fact) : { code, params: { document: '—', asOf: '—' } };
  return { ...why, params: { ...why.params, year: year ?? '—' } };
}

/** No record at all, or one that says that there is no conclusion. */
const unknownYear = (fact: RecordedFact | undefined, year: number): Reason =>
  fact ? of('INSPECTION_NOT_CONCLUDED', fact, year) : { code: 'INSPECTION_NOT_RECORDED', params: { year } };
