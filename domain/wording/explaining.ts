/** An explanation in a reader's language: a title, what came out, the formula, the inputs and the clause of every figure. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { isMessageKey, type Locale, type Params, say, sayCode, sayKey } from './catalogue.js';
import { sayClause } from './dates.js';

type Named = Readonly<Record<Locale, string>>;
/** What the programme calls its indicators, rules, criteria and tiers, by their keys; `unit:<indicator>` for units. */
export type Names = ReadonlyMap<string, Named>;

export interface SpokenInput {
  name: string;
  label: string;
  value: ExplainedInput['value'];
  text: string;
  unit: string | null;
  source: NonNullable<ExplainedInput['source']> | null;
}

export interface SpokenExplanation {
  what: string;
  title: string;
  result: Explanation['result'];
  resultText: string;
  clause: Clause & { text: string };
  formula: { code: string; params: Params; text: string };
  inputs: SpokenInput[];
  /** All of it in one sentence. */
  sentence: string;
  parts: SpokenExplanation[];
}

export function speak(locale: Locale, explanation: Explanation, names: Names = new Map()): SpokenExplanation {
  const { what, result, clause, formula, inputs, parts } = explanation;
  const title = nameOf(locale, what, 'why.what', names);
  const resultText = isMoney(what) && typeof result === 'number' ? yuan(locale, result) : valueText(locale, result, names);
  const formulaText = formulaOf(locale, formula, names);
  const clauseText = sayClause(locale, clause);
  return {
    what, title, result, resultText,
    clause: { ...clause, text: clauseText },
    formula: { ...formula, text: formulaText },
    inputs: inputs.map((one) => speakInput(locale, one, names)),
    sentence: say(locale, 'why.sentence', { title, result: resultText, formula: formulaText.replace(/[。.]$/, ''), clause: clauseText }),
    parts: parts.map((part) => speak(locale, part, names)),
  };
}

function speakInput(locale: Locale, { name, value, unit, source }: ExplainedInput, names: Names): SpokenInput {
  const money = unit === 'cents' && typeof value === 'number';
  return {
    name, label: nameOf(locale, name, 'why.input', names), value,
    text: money ? yuan(locale, value) : valueText(locale, value, names),
    unit: unit === undefined ? null : (names.get(unit)?.[locale] ?? unit),
    source: source ?? null,
  };
}

/** The names in a programme's definition: everything with a key and a name in both languages. */
export function namesOf(definition: unknown): Names {
  const names = new Map<string, Named>();
  collect(definition, names);
  return names;
}

function collect(value: unknown, names: Map<string, Named>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, names);
  } else if (value !== null && typeof value === 'object') {
    const { key, name, unit } = value as { key?: unknown; name?: unknown; unit?: unknown };
    if (typeof key === 'string' && isNamed(name)) names.set(key, name);
    if (typeof key === 'string' && isNamed(unit)) names.set(`unit:${key}`, unit);
    for (const one of Object.values(value)) collect(one, names);
  }
}

const isNamed = (value: unknown): value is Named =>
  value !== null && typeof value === 'object' && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string';

/** An area's own word, else the programme's name, else a word of the catalogue, else the key. */
function nameOf(locale: Locale, key: string, area: string, names: Names): string {
  const own = `${area}.${key}`;
  if (isMessageKey(own)) return sayKey(locale, own);
  // `tier.tier1` is the tier of that key.
  const named = names.get(key) ?? names.get(key.slice(key.lastIndexOf('.') + 1));
  return named?.[locale] ?? sayCode(locale, key);
}

function valueText(locale: Locale, value: Explanation['result'], names: Names): string {
  if (value === null) return say(locale, 'why.none');
  if (typeof value === 'boolean') return say(locale, value ? 'why.yes' : 'why.no');
  return typeof value === 'number' ? String(value) : nameOf(locale, value, 'why.result', names);
}

function formulaOf(locale: Locale, { code, params }: Explanation['formula'], names: Names): string {
  const told = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? (name === 'groups' ? value.split('、').map((one) => valueText(locale, one, names)).join(locale === 'zh' ? '、' : ', ') : valueText(locale, value, names)) : value] as const);
  return sayCode(locale, code, Object.fromEntries(told));
}

const isMoney = (what: string): boolean => /^(instalment|plannedInstalment|budgetLine$|account\.|movement\.|clawback|claim$)/.test(what);
const yuan = (locale: Locale, cents: number): string => say(locale, 'why.yuan', { cents });
