import { z } from 'zod';
import { Authority } from '../../../domain/authority.js';
import { RoundSettings } from '../../../domain/programme/settings.js';
import { Day, Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const ClauseOf = z.object({ document: z.string(), clause: z.string() });

export const ProgrammeSummary = z
  .object({ id: Id, key: z.string(), version: z.int(), name: Bilingual, authority: Authority, year: z.int(), hash: z.string(), createdAt: Instant })
  .meta({ id: 'ProgrammeSummary' });
export type ProgrammeSummary = z.infer<typeof ProgrammeSummary>;

export const Programmes = z.object({ items: z.array(ProgrammeSummary) }).meta({ id: 'Programmes' });
export type Programmes = z.infer<typeof Programmes>;

export const ProgrammeDetail = ProgrammeSummary.extend({
  source: z.string().describe('The file as staff wrote it (YAML)'),
  definition: z.record(z.string(), z.unknown()).describe('As domain/programme/schema.ts reads it'),
}).meta({ id: 'ProgrammeDetail' });
export type ProgrammeDetail = z.infer<typeof ProgrammeDetail>;

export const DisciplineGroups = z.object({ items: z.array(z.object({ key: z.string(), name: Bilingual })) }).meta({ id: 'DisciplineGroups' });
export type DisciplineGroups = z.infer<typeof DisciplineGroups>;

export const ProgrammeFile = z
  .strictObject({ source: z.string().min(1).max(400_000).describe('YAML'), fileName: z.string().min(1).max(200).default('programme.yaml') })
  .meta({ id: 'ProgrammeFile' });
export type ProgrammeFile = z.infer<typeof ProgrammeFile>;

export const ProgrammeCheck = z
  .object({
    ok: z.boolean(),
    key: z.string().nullable(),
    version: z.int().nullable(),
    problems: z.array(z.object({ line: z.int(), column: z.int(), path: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ProgrammeCheck' });
export type ProgrammeCheck = z.infer<typeof ProgrammeCheck>;

export const TimelineRequest = z.strictObject({ settings: RoundSettings.default({}) }).meta({ id: 'TimelineRequest' });
export type TimelineRequest = z.infer<typeof TimelineRequest>;

export const Timeline = z
  .object({
    entries: z.array(
      z.object({
        key: z.string(),
        of: z.enum(['stage', 'project']),
        type: z.string(),
        name: Bilingual,
        n: z.int().optional().describe('Number of the implementation year, from 1'),
        year: z.int().optional(),
        opens: Instant,
        due: Instant,
        lastDay: Day.describe('The last day on which one is in time'),
        role: z.string(),
        roles: z.array(z.string()),
        reminders: z.array(z.object({ wave: z.string(), at: Instant })),
        parts: z.array(z.object({ part: z.string(), due: Instant })).describe('Dates inside the stage'),
        clause: ClauseOf,
        choice: z.boolean().describe('The source does not say this date'),
      }),
    ),
    warnings: z.array(
      z.object({ code: z.string(), severity: z.enum(['notice', 'warning']), key: z.string(), year: z.int().optional(), message: z.string() }),
    ),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof Timeline>;
