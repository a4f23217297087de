/**
 * What of a programme's file can be changed in a form: dates, numbers, weights, bands, wordings, waves. A change is written into the
 * text at its place: comments, order and everything else stay as they are. Stages and the structure of forms are edited as the file.
 */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Scalar } from 'yaml';

export type FieldKind = 'number' | 'money' | 'text' | 'day';

export interface ProgrammeField {
  /** Dotted, list items by their index. */
  path: string;
  /** Which part of the form it belongs to: `basics`, `quota`, `funds`, `reminders`, `sanctions`, `contest`, or the key of a stage or a step. */
  part: string;
  partName: { zh: string; en: string } | undefined;
  /** What it belongs to, outermost first: names of indicators, tiers, criteria. */
  of: { zh: string; en: string }[];
  /** Keys below that, outermost first: `formalCheck`, `workingDays`; a place in a plain list counts from 1. */
  keys: (string | number)[];
  language: 'zh' | 'en' | undefined;
  kind: FieldKind;
  value: string;
}

/** Parts of a form's structure, and what only a programmer of programmes understands. */
const LEFT = new Set(['version', 'key', 'kind', 'type', 'clause', 'sections', 'affinity', 'when', 'choices', 'frame', 'of', 'maxLength', 'minRows', 'maxRows', 'min', 'max', 'words', 'years', 'firstYear', 'maxRounds', 'ofYear']);
const BILINGUAL = new Set(['zh', 'en']);

export function fieldsOf(source: string): ProgrammeField[] {
  const document = parseDocument(source);
  return document.errors.length > 0 || document.contents === null ? [] : walk(document.contents, { path: [], keys: [], part: undefined, partName: undefined, of: [] });
}

interface Place {
  path: (string | number)[];
  /** Below whatever has a name. */
  keys: (string | number)[];
  part: string | undefined;
  partName: ProgrammeField['partName'];
  of: ProgrammeField['of'];
}

function walk(node: unknown, place: Place): ProgrammeField[] {
  if (isSeq(node)) return node.items.flatMap((item, n) => walk(item, { ...below(place, item, n), path: [...place.path, n] }));
  if (isMap(node)) {
    return node.items.flatMap((pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      return LEFT.has(key) || isAlias(pair.value) ? [] : walk(pair.value, { ...place, part: place.part ?? partOf(key), path: [...place.path, key], keys: PARTS.has(key) || BILINGUAL.has(key) ? place.keys : [...place.keys, key] });
    });
  }
  const kind = isScalar(node) ? kindOf(node, place.path) : undefined;
  if (kind === undefined || !isScalar(node)) return [];
  const last = String(place.path.at(-1));
  const language = BILINGUAL.has(last) ? (last as 'zh' | 'en') : undefined;
  const value = kind === 'money' ? String(Number(node.value) / 100) : String(node.value);
  return [{ path: place.path.join('.'), part: place.part ?? 'basics', partName: place.partName, of: place.of, keys: place.keys, language, kind, value }];
}

const PARTS = new Set(['quota', 'funds', 'sanctions', 'reminders', 'contest']);
const partOf = (key: string): string | undefined => (PARTS.has(key) ? key : key === 'stages' || key === 'project' ? '' : 'basics');

/** A stage or a step is a part of its own; whatever else has a name, or only a key, says whose the fields below it are. */
function below(place: Place, item: unknown, n: number): Place {
  const key = isMap(item) ? item.get('key') : undefined;
  const name = isMap(item) ? nameIn(item) : undefined;
  if (place.part === '' && typeof key === 'string') return { ...place, part: key, partName: name, keys: [] };
  const own = name ?? (typeof key === 'string' ? { zh: key, en: key } : undefined);
  return own === undefined ? { ...place, keys: [...place.keys, n + 1] } : { ...place, of: [...place.of, own], keys: [] };
}

function nameIn(map: { get(key: string): unknown }): { zh: string; en: string } | undefined {
  const name = map.get('name');
  if (!isMap(name)) return undefined;
  const text = (language: string): string => {
    const value = name.get(language);
    return typeof value === 'string' ? value : '';
  };
  return { zh: text('zh'), en: text('en') };
}

function kindOf(node: Scalar, path: (string | number)[]): FieldKind | undefined {
  const [key, parent] = [path.at(-1), path.at(-2)];
  if (typeof node.value === 'number') return typeof key === 'string' && key.endsWith('Cents') ? 'money' : 'number';
  if (typeof node.value !== 'string') return undefined;
  if (key === 'on' && /^\d{2}-\d{2}$/.test(node.value) && (parent === 'opens' || parent === 'due')) return 'day';
  return typeof key === 'string' && BILINGUAL.has(key) ? 'text' : undefined;
}

/** The text with one value in another's place; the same text when nothing is there, or the value is none of its kind. */
export function withField(source: string, { path, kind }: Pick<ProgrammeField, 'path' | 'kind'>, value: string): string {
  const node = parseDocument(source).getIn(path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)), true) as Node | undefined;
  const written = scalarOf(kind, value);
  if (!isScalar(node) || !node.range || written === undefined) return source;
  const [start, end] = node.range;
  return source.slice(0, start) + written + source.slice(end);
}

function scalarOf(kind: FieldKind, value: string): string | undefined {
  switch (kind) {
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : undefined;
    case 'money': {
      const cents = Math.round(Number(value) * 100);
      return value.trim() !== '' && Number.isSafeInteger(cents) && cents >= 0 ? String(cents) : undefined;
    }
    case 'day':
      return /^\d{2}-\d{2}$/.test(value) ? value : undefined;
    case 'text':
      // Letters and punctuation that mean nothing to YAML stay bare; everything else is quoted.
      return /^[\p{Script=Han}][\p{Script=Han}\p{N}（）、，。；：“”—·《》〔〕]*$/u.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
  }
}

/** The version that is published next. */
export const withVersion = (source: string, version: number): string => withField(source, { path: 'version', kind: 'number' }, String(version));
