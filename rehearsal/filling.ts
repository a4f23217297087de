/** Fills in whatever form the programme has, with text that nobody takes for real. */
import type { Schemas } from '../apps/api/client.js';
import { type Chance, choose } from './chance.js';
import { budgetRows, kpiRows, type Money, resultRows } from './money.js';

type Form = Schemas['TaskForm'];
type Field = Form['sections'][number]['fields'][number];

/** What the office looks for in a formal check: an answer that says that it is unfinished. */
export const UNFINISHED = '待补充';

export interface Filling {
  form: Form;
  /** Who fills it in: a society's code and name. */
  code: string;
  name: string;
  /** The step that it belongs to: another year, another answer. */
  step: string;
  chance: Chance;
  /** For fields named `score` and `selfScore`: 0 … 100. */
  score?: number;
  /** Of a funded project: what its money page says. */
  money?: Money | undefined;
  /** What is on record and belongs into the form. */
  prefilled?: Record<string, unknown> | null;
  /** Leaves one answer unfinished. */
  unfinished?: boolean;
}

export function fillForm(filling: Filling): Record<string, unknown> {
  const fields = filling.form.sections.flatMap((section) => section.fields);
  const content = Object.fromEntries(fields.flatMap((field) => {
    const value = known(field, filling) ?? answer(field, filling);
    return value === undefined ? [] : [[field.key, value]];
  }));
  const longText = fields.find((field) => field.kind === 'text' && (field.maxLength ?? 0) >= 1000);
  if (filling.unfinished && longText) content[longText.key] = `${longText.name.zh}：${UNFINISHED}`;
  return content;
}

/** What is on record is stated as it is; tables of money and performance follow their rules. */
function known(field: Field, { prefilled, money, score = 85, code, step, chance }: Filling): unknown {
  if (field.holds === 'budget') return money && budgetRows(field, money, code, chance);
  if (field.holds === 'kpis') return kpiRows(field);
  if (field.holds === 'results') return resultRows(prefilled?.[field.key], score, code, step, chance);
  // 中 and 差 are rectified.
  if (field.key === 'rectification') return score < 80 ? 'required' : 'none';
  return prefilled?.[field.key];
}

function answer(field: Field, filling: Filling): unknown {
  const chance = filling.chance(filling.code, filling.step, field.key);
  switch (field.kind) {
    case 'text':
      return text(field, filling);
    case 'number':
      return number(field, filling, chance);
    case 'money':
      return Math.round(chance * 100_000) * 100;
    case 'date':
      return field.notAfterHandIn === true ? PAST : DATE;
    case 'choice':
      return field.options === undefined ? undefined : choose(field.options, chance).key;
    case 'tags':
      return tags(field, chance);
    case 'table':
      return table(field, filling, chance);
    case 'commitment':
      return true;
    case 'file':
      return undefined;
  }
}

const DATE = '2020-12-31';
const PAST = '2018-01-15';

function text(field: Pick<Field, 'name' | 'maxLength'>, { name, code }: Filling): string {
  return [...`【演练】${name}（${code}）：${field.name.zh}`].slice(0, field.maxLength ?? 200).join('');
}

function number(field: Field, { score }: Filling, chance: number): number {
  const least = field.min ?? 0;
  const most = field.max ?? 1_000_000;
  if (/score$/i.test(field.key) && score !== undefined) return Math.min(most, Math.max(least, score));
  return Math.round(least + chance * (most - least));
}

function tags(field: Field, chance: number): string[] {
  const keys = (field.options ?? []).map((option) => option.key);
  if (field.allTags) return keys;
  const first = Math.floor(chance * keys.length);
  return [...new Set([keys[first], keys[(first + 1) % keys.length]])].filter((key) => key !== undefined);
}

function table(field: Field, filling: Filling, chance: number): Record<string, unknown>[] {
  const rows = Math.max(field.minRows ?? 0, 1 + Math.floor(chance * 2));
  return Array.from({ length: Math.min(rows, field.maxRows ?? rows) }, (_, n) => {
    const row = Object.fromEntries((field.columns ?? []).map((column): [string, string | number] => [column.key, cell(field, column, filling, n)]));
    for (const { key, productOf } of field.columns ?? []) if (productOf !== undefined) row[key] = productOf.reduce((product, factor) => product * Number(row[factor]), 1);
    return row;
  });
}

function cell(field: Field, column: NonNullable<Field['columns']>[number], filling: Filling, n: number): string | number {
  const chance = filling.chance(filling.code, filling.step, field.key, column.key, n);
  switch (column.kind) {
    case 'money':
      return Math.round(chance * 100_000) * 100;
    case 'choice':
      return choose(column.options ?? [], chance).key;
    case 'text':
      return text(column, filling);
    case 'number':
      return Math.round(10 + chance * 90);
    case 'date':
      return DATE;
  }
}
