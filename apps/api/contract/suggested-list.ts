import { z } from 'zod';
import { Day, Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const Text = z.string().trim().min(1);

const Source = z.strictObject({
  source: Key.describe('One of the programme’s sources'),
  document: Text.max(300),
  asOf: Day.describe('The day it vouches for'),
  note: z.string().trim().max(500).default(''),
});

export const SuggestedList = z
  .object({
    status: z.enum(['notYet', 'open', 'published']),
    sources: z.array(z.object({ key: Key, name: Bilingual })).describe('What a suggestion may rest on'),
    items: z.array(
      z.object({
        societyId: Id,
        code: z.string(),
        name: z.string(),
        disciplineGroup: z.string(),
        route: z.enum(['suggested', 'volunteer']).describe('`volunteer`: applies beside the list'),
        sources: z.array(z.object({ source: Key, document: z.string(), asOf: Day, note: z.string() })),
        reason: z.string().describe('Of a volunteer: what is distinctive about it'),
        at: Instant,
      }),
    ),
  })
  .meta({ id: 'SuggestedList' });
export type SuggestedList = z.infer<typeof SuggestedList>;

export const Suggestions = z
  .strictObject({ entries: z.array(z.strictObject({ societyId: Id, sources: z.array(Source).min(1).max(20) })).min(1).max(500) })
  .refine(({ entries }) => new Set(entries.map(({ societyId }) => societyId)).size === entries.length, { path: ['entries'], params: { code: 'repeated' } })
  .meta({ id: 'Suggestions' });
export type Suggestions = z.infer<typeof Suggestions>;

export const SuggestionPath = z.strictObject({ id: Id, society: Id });
export type SuggestionPath = z.infer<typeof SuggestionPath>;

export const SuggestedListPublished = z.object({ suggested: z.int() }).meta({ id: 'SuggestedListPublished' });
export type SuggestedListPublished = z.infer<typeof SuggestedListPublished>;

export const Volunteering = z.strictObject({ distinctive: Text.max(2000).describe('What is distinctive about the society') }).meta({ id: 'Volunteering' });
export type Volunteering = z.infer<typeof Volunteering>;

export const Volunteered = z.object({ roundId: Id, societyId: Id, dueAt: Instant.describe('The application is a task now, due then') }).meta({ id: 'Volunteered' });
export type Volunteered = z.infer<typeof Volunteered>;
