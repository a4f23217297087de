/** What a society (or another role) fills in: sections of fields. The same definition drives page, check and print. */
import { z } from 'zod';
import { DocumentKind } from '../documents/kinds.js';
import { Clause, Key, Named } from './common.js';

/** `money` is whole cents of a yuan, never negative. */
export const FieldKind = z.enum(['text', 'number', 'money', 'date', 'choice', 'table', 'file', 'tags', 'commitment']);
export type FieldKind = z.infer<typeof FieldKind>;

const Column = z.strictObject({
  key: Key,
  name: Named,
  kind: z.enum(['text', 'number', 'money', 'date', 'choice']),
  required: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  /** The answers of a `choice`; `optionsFrom: fundUses` takes every use that the programme's `funds` name. */
  options: z.array(z.strictObject({ key: Key, name: Named })).optional(),
  optionsFrom: z.literal('fundUses').optional(),
  /** The two columns whose product it must be, for example unit price and quantity (001 §5.3: 详列测算依据). */
  productOf: z.tuple([Key, Key]).optional(),
});

/** Tables and sums that the rules of money and performance read, whatever the field is called. */
export const Holds = z.enum(['budget', 'kpis', 'results', 'accounts']);
export type Holds = z.infer<typeof Holds>;

export const FormField = z.strictObject({
  key: Key,
  name: Named,
  kind: FieldKind,
  required: z.boolean(),
  /** One line of help under the label. */
  hint: Named.optional(),
  /** Characters of a text. */
  maxLength: z.int().positive().optional(),
  /** Bounds of a number. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** The answers of a `choice`. */
  options: z.array(z.strictObject({ key: Key, name: Named })).optional(),
  /** The columns of a `table`, and how many rows it needs. */
  columns: z.array(Column).optional(),
  minRows: z.int().min(0).optional(),
  maxRows: z.int().positive().optional(),
  /** Which kinds of document a `file` takes; all when absent. */
  accept: z.array(DocumentKind).min(1).optional(),
  /** Where `tags` come from: the programme's frame. */
  tags: z.enum(['capabilities', 'directions', 'yardsticks']).optional(),
  /** Every tag of the frame must be chosen (000 §5.2: 对标 all three yardsticks). */
  allTags: z.boolean().optional(),
  /** What a table means: it is checked and prefilled by the rules of domain/funds and domain/performance. */
  holds: Holds.optional(),
  /** Of a date: what it dates must have happened before the form is handed in (003 §4.1: 申报须经理事会研究同意). */
  notAfterHandIn: z.boolean().optional(),
  clause: Clause.optional(),
});
export type FormField = z.infer<typeof FormField>;

export const FormSection = z.strictObject({ key: Key, name: Named, fields: z.array(FormField).min(1) });
export type FormSection = z.infer<typeof FormSection>;

export const Form = z.strictObject({ sections: z.array(FormSection).min(1) });
export type Form = z.infer<typeof Form>;
