/**
 * Checks what was filled in against the programme's form. Everything that is wrong is told at once, each with its field;
 * nothing is repaired or dropped in silence. Whether something missing matters is the caller's: a draft may be incomplete.
 */
import { type Day, isDay } from '../calendar/beijing.js';
import type { DocumentKind } from '../documents/kinds.js';
import type { Clause } from '../refusal.js';
import type { Form, FormField } from './form.js';
import type { Frame } from './schema.js';

/** One fault of one field. `code` is worded by the catalogue under `field.<code>`. */
export interface FormFault {
  /** Dotted: `goals`, `kpis.2.baseline`; rows count from 0. */
  field: string;
  code:
    | 'required' | 'unknown_field' | 'wrong_type' | 'wrong_format' | 'too_short' | 'too_long' | 'too_small' | 'too_big' | 'not_an_option' | 'repeated'
    | 'all_required' | 'must_accept' | 'too_late' | 'document_unknown' | 'document_kind' | 'not_the_product';
  params?: Record<string, string | number>;
  /** The clause that asks for the field, where the programme names one. */
  rule?: Clause;
}

/** What is only not there yet; every other fault is a wrong answer. */
const MISSING: ReadonlySet<FormFault['code']> = new Set(['required', 'too_short', 'all_required', 'must_accept']);

export const isMissing = (fault: FormFault): boolean => MISSING.has(fault.code);

/** Documents that whoever fills in has stored, by SHA-256. */
export type KnownDocuments = ReadonlyMap<string, DocumentKind>;

/** In the order of the form; fields that the form does not have come last. */
export function checkForm(form: Form, frame: Frame, content: Readonly<Record<string, unknown>>, documents?: KnownDocuments, handedInOn?: Day): FormFault[] {
  const fields = form.sections.flatMap((section) => section.fields);
  const known = new Set(fields.map((field) => field.key));
  return [
    ...fields.flatMap((field) => checkField(field, frame, content[field.key], documents, handedInOn).map((fault) => (field.clause ? { ...fault, rule: field.clause } : fault))),
    ...Object.keys(content).filter((key) => !known.has(key)).sort().map((field): FormFault => ({ field, code: 'unknown_field' })),
  ];
}

function checkField(field: FormField, frame: Frame, value: unknown, documents: KnownDocuments | undefined, handedInOn: Day | undefined): FormFault[] {
  if (isEmpty(value)) return field.required ? [{ field: field.key, code: field.kind === 'commitment' ? 'must_accept' : 'required' }] : [];
  switch (field.kind) {
    case 'text':
      return checkText(field.key, value, field.maxLength);
    case 'number':
      return checkNumber(field.key, value, field);
    case 'money':
      return checkMoney(field.key, value);
    case 'date':
      return checkDate(field.key, value, field.notAfterHandIn ? handedInOn : undefined);
    case 'choice':
      return checkOption(field.key, value, (field.options ?? []).map((option) => option.key));
    case 'table':
      return checkTable(field, value);
    case 'file':
      return checkFile(field, value, documents);
    case 'tags':
      return checkTags(field, value, field.tags ? frame[field.tags].map((tag) => tag.key) : []);
    case 'commitment':
      if (typeof value !== 'boolean') return [wrongType(field.key, 'boolean')];
      return value || !field.required ? [] : [{ field: field.key, code: 'must_accept' }];
  }
}

/** White space is no answer, and an empty list neither. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

const wrongType = (field: string, expected: string): FormFault => ({ field, code: 'wrong_type', params: { expected } });

/** In characters as people count them: an emoji or a rare 汉字 is one. */
function checkText(field: string, value: unknown, maxLength: number | undefined): FormFault[] {
  if (typeof value !== 'string') return [wrongType(field, 'string')];
  return maxLength !== undefined && [...value].length > maxLength ? [{ field, code: 'too_long', params: { most: maxLength } }] : [];
}

function checkNumber(field: string, value: unknown, { min, max }: { min?: number; max?: number } = {}): FormFault[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [wrongType(field, 'number')];
  if (min !== undefined && value < min) return [{ field, code: 'too_small', params: { least: min } }];
  if (max !== undefined && value > max) return [{ field, code: 'too_big', params: { most: max } }];
  return [];
}

/** Whole cents. */
function checkMoney(field: string, value: unknown): FormFault[] {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return [wrongType(field, 'integer')];
  return value < 0 ? [{ field, code: 'too_small', params: { least: 0 } }] : [];
}

function checkDate(field: string, value: unknown, latest?: Day): FormFault[] {
  if (typeof value !== 'string') return [wrongType(field, 'string')];
  if (!isDay(value)) return [{ field, code: 'wrong_format', params: { format: 'YYYY-MM-DD' } }];
  return latest !== undefined && value > latest ? [{ field, code: 'too_late', params: { latest } }] : [];
}

function checkOption(field: string, value: unknown, options: readonly string[]): FormFault[] {
  return typeof value === 'string' && options.includes(value) ? [] : [{ field, code: 'not_an_option', params: { options: options.join(', ') } }];
}

/** A document that was stored before is named by its SHA-256. Without `documents` only its form is checked. */
function checkFile({ key: field, accept }: FormField, value: unknown, documents: KnownDocuments | undefined): FormFault[] {
  if (typeof value !== 'string') return [wrongType(field, 'string')];
  if (!/^[0-9a-f]{64}$/.test(value)) return [{ field, code: 'wrong_format', params: { format: 'SHA-256' } }];
  if (documents === undefined) return [];
  const found = documents.get(value);
  if (found === undefined) return [{ field, code: 'document_unknown' }];
  return accept === undefined || accept.includes(found) ? [] : [{ field, code: 'document_kind', params: { accept: accept.join(', '), found } }];
}

function checkTags(field: FormField, value: unknown, tags: readonly string[]): FormFault[] {
  if (!Array.isArray(value)) return [wrongType(field.key, 'array')];
  const chosen: unknown[] = value;
  const wrong = chosen.flatMap((tag, n) => checkOption(`${field.key}.${n}`, tag, tags));
  const repeated = chosen.flatMap((tag, n): FormFault[] => (chosen.indexOf(tag) < n ? [{ field: `${field.key}.${n}`, code: 'repeated' }] : []));
  const left = field.allTags ? tags.filter((tag) => !chosen.includes(tag)) : [];
  return [...wrong, ...repeated, ...(left.length > 0 ? [{ field: field.key, code: 'all_required', params: { missing: left.join(', ') } } as const] : [])];
}

function checkTable(field: FormField, value: unknown): FormFault[] {
  if (!Array.isArray(value)) return [wrongType(field.key, 'array')];
  const rows: unknown[] = value;
  const { minRows = 0, maxRows = Number.MAX_SAFE_INTEGER } = field;
  if (rows.length > maxRows) return [{ field: field.key, code: 'too_long', params: { most: maxRows } }];
  const faults = rows.flatMap((row, n) => checkRow(field, row, `${field.key}.${n}`));
  return rows.length < minRows ? [{ field: field.key, code: 'too_short', params: { least: minRows } }, ...faults] : faults;
}

function checkRow(field: FormField, row: unknown, at: string): FormFault[] {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) return [wrongType(at, 'object')];
  const cells = row as Record<string, unknown>;
  const columns = field.columns ?? [];
  const known = new Set(columns.map((column) => column.key));
  return [
    ...columns.flatMap((column) => checkProduct(column, cells, at)),
    ...columns.flatMap((column): FormFault[] => {
      const name = `${at}.${column.key}`;
      const cell = cells[column.key];
      if (isEmpty(cell)) return column.required ? [{ field: name, code: 'required' }] : [];
      switch (column.kind) {
        case 'text':
          return checkText(name, cell, column.maxLength);
        case 'number':
          return checkNumber(name, cell);
        case 'money':
          return checkMoney(name, cell);
        case 'date':
          return checkDate(name, cell);
        case 'choice':
          // Uses of money are the programme's: the rules of domain/funds answer for them.
          return column.options ? checkOption(name, cell, column.options.map((option) => option.key)) : checkText(name, cell, 48);
      }
    }),
    ...Object.keys(cells).filter((key) => !known.has(key)).sort().map((key): FormFault => ({ field: `${at}.${key}`, code: 'unknown_field' })),
  ];
}

/** To the thousandth: 0.1 × 3 is 0.3. What is missing or no number is told elsewhere. */
function checkProduct({ key, productOf }: NonNullable<FormField['columns']>[number], cells: Record<string, unknown>, at: string): FormFault[] {
  const [value, ...factors] = [key, ...(productOf ?? [])].map((name) => cells[name]);
  if (typeof value !== 'number' || factors.length === 0 || !factors.every((factor) => typeof factor === 'number')) return [];
  const computed = factors.reduce((product, factor) => product * factor, 1);
  return Math.round(computed * 1000) === Math.round(value * 1000) ? [] : [{ field: `${at}.${key}`, code: 'not_the_product', params: { computed: Math.round(computed * 1000) / 1000, stated: value } }];
}
