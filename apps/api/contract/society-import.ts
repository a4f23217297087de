import { z } from 'zod';
import { Id } from './common.js';
import { NewSociety, NewSocietyRecord } from './societies.js';

export const ImportedSociety = NewSociety.extend({ records: z.array(NewSocietyRecord).max(50).default([]) }).meta({ id: 'ImportedSociety' });

export const SocietyImport = z
  .strictObject({ societies: z.array(ImportedSociety).min(1).max(500) })
  .refine(({ societies }) => new Set(societies.map(({ code }) => code)).size === societies.length, { path: ['societies'], params: { code: 'repeated' } })
  .meta({ id: 'SocietyImport' });
export type SocietyImport = z.infer<typeof SocietyImport>;

export const SocietiesImported = z.object({ items: z.array(z.object({ id: Id, code: z.string() })) }).meta({ id: 'SocietiesImported' });
export type SocietiesImported = z.infer<typeof SocietiesImported>;
