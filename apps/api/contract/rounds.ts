import { z } from 'zod';
import { RoundSettings } from '../../../domain/programme/settings.js';
import { page, pageQuery } from '../http/paging.js';
import { Id, Instant, Version } from './common.js';

const Name = z.string().trim().min(1).max(200);
const Bilingual = z.object({ zh: z.string(), en: z.string() });
export const RoundStatus = z.enum(['draft', 'running', 'announced', 'closed', 'cancelled']);

export const RoundStage = z
  .object({
    id: Id,
    key: z.string(),
    type: z.string(),
    name: Bilingual,
    n: z.int().describe('Which attempt'),
    status: z.enum(['open', 'done', 'cancelled']),
    openedAt: Instant,
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'RoundStage' });

const summary = {
  id: Id,
  name: z.string(),
  programme: z.object({ versionId: Id, key: z.string(), version: z.int(), name: Bilingual }),
  authority: z.string(),
  year: z.int().describe('The year that fixed dates count from'),
  status: RoundStatus,
  version: Version,
  createdAt: Instant,
  launchedAt: Instant.nullable(),
  announcedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
};

export const RoundSummary = z.object(summary).meta({ id: 'RoundSummary' });
export type RoundSummary = z.infer<typeof RoundSummary>;

export const Round = z
  .object({ ...summary, settings: z.record(z.string(), z.unknown()), funded: z.boolean().describe('Whether projects come of it'), stages: z.array(RoundStage).describe('Attempts so far, in the order in which they opened') })
  .meta({ id: 'Round' });
export type Round = z.infer<typeof Round>;

export const RoundQuery = z.strictObject({ ...pageQuery, status: RoundStatus.optional() });
export type RoundQuery = z.infer<typeof RoundQuery>;

export const RoundPage = page(RoundSummary).meta({ id: 'RoundPage' });
export type RoundPage = z.infer<typeof RoundPage>;

export const NewRound = z.strictObject({ programmeVersionId: Id, name: Name, settings: RoundSettings.default({}) }).meta({ id: 'NewRound' });
export type NewRound = z.infer<typeof NewRound>;

export const RoundChange = z.strictObject({ name: Name, settings: RoundSettings }).meta({ id: 'RoundChange' });
export type RoundChange = z.infer<typeof RoundChange>;

export const RoundPreview = z.strictObject({ programmeVersionId: Id, settings: RoundSettings.default({}) }).meta({ id: 'RoundPreview' });
export type RoundPreview = z.infer<typeof RoundPreview>;
