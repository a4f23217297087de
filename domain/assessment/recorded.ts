/** Indicators whose value is not handed in but was recorded by the authority: progress in its reform plans (002 notice). */
import type { Explanation } from '../explanation.js';
import type { Indicator } from '../programme/stages/capability-assessment.js';

/** What a collection of materials recorded about a society: percent of the checks that hold. */
export interface RecordedProgress {
  /** Of the record. */
  id: string;
  programme: string;
  percent: number;
  asOf: string;
}

/** The figures with the recorded ones; what a society says about a recorded indicator itself does not count. Missing is not zero. */
export function withRecorded(indicators: readonly Indicator[], figures: Readonly<Record<string, number>>, recorded: readonly RecordedProgress[]): Record<string, number> {
  const all: Record<string, number> = { ...figures };
  for (const { key, from } of indicators) {
    if (from === undefined) continue;
    const found = newest(recorded, from.programme);
    if (found === undefined) delete all[key];
    else all[key] = found.percent;
  }
  return all;
}

/** What is kept of them beside the figures, with the record as its evidence. */
export const recordedValues = (indicators: readonly Indicator[], recorded: readonly RecordedProgress[]): { indicator: string; value: number; evidence: string }[] =>
  indicators.flatMap(({ key, from }) => {
    const found = from && newest(recorded, from.programme);
    return found ? [{ indicator: key, value: found.percent, evidence: `society_record ${found.id}` }] : [];
  });

/** The newest of a programme; of two of one day the one with the later id, so that the choice does not hang on the order of rows. */
const newest = (recorded: readonly RecordedProgress[], programme: string): RecordedProgress | undefined =>
  recorded.filter((one) => one.programme === programme).sort((a, b) => (a.asOf === b.asOf ? (a.id < b.id ? 1 : -1) : a.asOf < b.asOf ? 1 : -1))[0];

/** Where the value of a recorded indicator comes from. */
export function explainRecordedIndicator({ key, name, clause, from }: Indicator, recorded: readonly RecordedProgress[]): Explanation | undefined {
  if (from === undefined) return undefined;
  const found = newest(recorded, from.programme);
  return {
    what: 'recordedIndicator', result: found?.percent ?? null, clause: clause ?? { document: 'choice', clause: 'indicator' },
    formula: { code: 'formula.recordedIndicator', params: { programme: from.programme, percent: found?.percent ?? '—', asOf: found?.asOf ?? '—' } },
    inputs: found === undefined ? [] : [{ name: `${key} ${name.en}`, value: found.percent, unit: '%', source: { kind: 'record', id: found.id } }],
    parts: [],
  };
}
