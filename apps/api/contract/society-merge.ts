import { z } from 'zod';
import { Id, Instant } from './common.js';

const Named = z.object({ id: Id, code: z.string(), name: z.string() });
const Count = z.object({ what: z.string(), count: z.int() });

export const MergeTarget = z.strictObject({ into: Id.describe('The society that stays') }).meta({ id: 'MergeTarget' });
export type MergeTarget = z.infer<typeof MergeTarget>;

export const MergeRequest = z.strictObject({ into: Id.describe('The society that stays'), reason: z.string().trim().min(1).max(2000) }).meta({ id: 'MergeRequest' });
export type MergeRequest = z.infer<typeof MergeRequest>;

export const MergePreview = z
  .object({
    duplicate: Named,
    stays: Named,
    possible: z.boolean(),
    obstacles: z.array(z.object({ code: z.string(), message: z.string(), roundId: Id.nullable() })).describe('What stands in the way, all of it'),
    letters: z.array(z.string()).describe('Addresses that are written to: both contacts, and the duplicate’s people'),
    people: z.array(z.object({ name: z.string(), email: z.string() })).describe('Who will act for the one that stays'),
    lines: z.array(z.object({ what: z.string(), moves: z.int(), stays: z.int().describe('Stays under the duplicate and is read through it') })),
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof MergePreview>;

export const SocietyMerge = z
  .object({
    duplicate: Named,
    stays: Named,
    reason: z.string(),
    moved: z.array(Count),
    kept: z.array(Count),
    decidedBy: z.string().nullable(),
    decidedAt: Instant,
  })
  .meta({ id: 'SocietyMerge' });
export type SocietyMerge = z.infer<typeof SocietyMerge>;

export const SocietyMerges = z.object({ items: z.array(SocietyMerge) }).meta({ id: 'SocietyMerges' });
export type SocietyMerges = z.infer<typeof SocietyMerges>;
