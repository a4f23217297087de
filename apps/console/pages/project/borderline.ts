/** Borderline lines of a budget (003 §5.3 等支出 [C]): the office allows or refuses each by itself, with a reason. */
import type { ActField, Entered } from '../../parts/act.js';
import { say } from '../../words/say.js';

interface Doubtful {
  line: string;
  text: string;
}

export const borderlineFields = (lines: readonly Doubtful[]): ActField[] => lines.flatMap(({ line, text }): ActField[] => [
  { key: `allowed.${line}`, label: say('decide.borderline', { line }), hint: text, kind: 'choice', required: true, options: [{ value: 'yes', label: say('decide.allowed') }, { value: 'no', label: say('decide.refused') }] },
  { key: `reason.${line}`, label: say('common.reason'), required: true },
]);

export const borderlineDecisions = (lines: readonly Doubtful[], entered: Entered) =>
  lines.map(({ line }) => ({ line, allowed: entered[`allowed.${line}`] === 'yes', reason: entered[`reason.${line}`] ?? '' }));
