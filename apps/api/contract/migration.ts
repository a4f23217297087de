import { z } from 'zod';
import { Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Version = z.object({ versionId: Id, version: z.int() });

export const ProgrammeChange = z
  .object({
    path: z.string().describe('Dotted, list items by their key'),
    line: z.int().describe('In the file of the new version; of the nearest parent when it is gone'),
    before: z.unknown().describe('Null when it was not there'),
    after: z.unknown().describe('Null when it is gone'),
    choice: z.boolean().describe('A setting of ours, not the source’s'),
  })
  .meta({ id: 'ProgrammeChange' });

export const ProgrammeDiff = z.object({ from: Version, to: Version, changes: z.array(ProgrammeChange) }).meta({ id: 'ProgrammeDiff' });
export type ProgrammeDiff = z.infer<typeof ProgrammeDiff>;

export const DiffPath = z.strictObject({ id: Id, other: Id });
export type DiffPath = z.infer<typeof DiffPath>;

export const VersionMoveRequest = z.strictObject({ programmeVersionId: Id }).meta({ id: 'VersionMoveRequest' });
export type VersionMoveRequest = z.infer<typeof VersionMoveRequest>;

export const VersionMovePreview = z
  .object({
    possible: z.boolean(),
    from: Version,
    to: Version,
    obstacles: z.array(z.object({ code: z.string(), path: z.string(), line: z.int(), message: z.string() })).describe('Every one; none hides another'),
    changes: z.array(ProgrammeChange),
    dates: z
      .array(z.object({ key: z.string(), name: Bilingual, year: z.int().nullable(), dueBefore: Instant.nullable(), due: Instant.nullable() }))
      .describe('Deadlines still to come that would be others; what is open keeps its own'),
    societies: z.int().describe('Would be told'),
  })
  .meta({ id: 'VersionMovePreview' });
export type VersionMovePreview = z.infer<typeof VersionMovePreview>;

export const VersionMove = z
  .strictObject({ programmeVersionId: Id, from: Id.describe('The version that was previewed against'), reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'VersionMove' });
export type VersionMove = z.infer<typeof VersionMove>;

export const VersionMoved = z.object({ before: Version, after: Version, changes: z.array(z.string()), dates: z.int() }).meta({ id: 'VersionMoved' });
export type VersionMoved = z.infer<typeof VersionMoved>;
