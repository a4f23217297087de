import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Id } from './common.js';
import { OnPaper } from './paper.js';

const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const STATUS = ['missing', 'conforming', 'explained', 'rectified', 'outstanding'] as const;

export const CollectionPath = z.strictObject({ id: Id, stage: Key });
export type CollectionPath = z.infer<typeof CollectionPath>;

export const CollectionSocietyPath = z.strictObject({ id: Id, stage: Key, society: Id });
export type CollectionSocietyPath = z.infer<typeof CollectionSocietyPath>;

export const CollectionQuery = z.strictObject({ ...pageQuery, status: z.enum(STATUS).optional().describe('Known when the stage has ended') });
export type CollectionQuery = z.infer<typeof CollectionQuery>;

const Line = z.object({
  check: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  result: z.enum(['pass', 'warning', 'finding', 'reported', 'unknown']),
  message: z.string(),
});

export const CollectionRow = z
  .object({
    society: z.object({ id: Id, code: z.string(), name: z.string() }),
    handedIn: z.boolean(),
    onPaper: OnPaper,
    late: z.boolean(),
    status: z.enum(STATUS).nullable().describe('Null until the stage has ended'),
    progress: z.int().nullable().describe('Percent of the checks that hold, were explained or put right'),
    findings: z.array(z.string()),
    lines: z.array(Line),
  })
  .meta({ id: 'CollectionRow' });
export type CollectionRow = z.infer<typeof CollectionRow>;

export const CollectionPage = page(CollectionRow).meta({ id: 'CollectionPage' });
export type CollectionPage = z.infer<typeof CollectionPage>;
