/** A programme's form, written out: whoever shows it needs nothing else. */
import { z } from 'zod';
import { DocumentKind } from '../../../domain/documents/kinds.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

const Column = z.object({ key: Key, name: Bilingual, kind: z.enum(['text', 'number', 'money', 'date', 'choice']), required: z.boolean().optional(), maxLength: z.int().optional(), options: z.array(z.object({ key: z.string(), name: Bilingual })).optional(), productOf: z.array(Key).length(2).optional().describe('The columns whose product it is') });
const Field = z.object({
  key: Key,
  name: Bilingual,
  kind: z.enum(['text', 'number', 'money', 'date', 'choice', 'table', 'file', 'tags', 'commitment']).describe('`money` is whole cents'),
  required: z.boolean(),
  hint: Bilingual.optional(),
  maxLength: z.int().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  options: z.array(z.object({ key: z.string(), name: Bilingual })).optional().describe('Also the tags of a field of kind `tags`'),
  columns: z.array(Column).optional(),
  minRows: z.int().optional(),
  maxRows: z.int().optional(),
  allTags: z.boolean().optional(),
  notAfterHandIn: z.boolean().optional().describe('Of a date: not later than the day of handing in'),
  holds: z.enum(['budget', 'kpis', 'results', 'accounts']).optional().describe('What the rules of money and performance read'),
  accept: z.array(DocumentKind).optional().describe('Kinds of document that a file field takes; all when absent'),
  clause: Clause.optional(),
});
export const TaskForm = z.object({ sections: z.array(z.object({ key: Key, name: Bilingual, fields: z.array(Field) })) }).meta({ id: 'TaskForm' });
export type TaskForm = z.infer<typeof TaskForm>;
