import { z } from 'zod';
import { Id, Instant } from './common.js';

const Text = z.string().trim().min(1);
const Numbers = z.object({ planned: z.int(), tiers: z.record(z.string(), z.int()) });

export const QuotaChange = z
  .strictObject({
    planned: z.int().positive().optional().describe('Default: what the tiers add up to'),
    tiers: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/), z.int().min(0).max(10_000)).optional().describe('By tier key; a tier not named stays as it is'),
    reason: Text.max(2000),
  })
  .meta({ id: 'QuotaChange' });
export type QuotaChange = z.infer<typeof QuotaChange>;

export const QuotaChanged = z
  .object({ before: Numbers, after: Numbers, shortlistStands: z.boolean().describe('The shortlist was confirmed before: it is not widened') })
  .meta({ id: 'QuotaChanged' });
export type QuotaChanged = z.infer<typeof QuotaChanged>;

export const TakenDecision = z
  .object({
    id: Id,
    kind: z.string(),
    workflowId: z.string(),
    society: z.string().nullable().describe('Whose case it was about'),
    by: z.object({ id: Id, name: z.string().nullable() }),
    at: Instant.nullable().describe('By the clock of its realm'),
    decidedAt: Instant.describe('Real time, also in a rehearsal'),
    body: z.record(z.string(), z.unknown()),
    before: z.record(z.string(), z.unknown()).nullable().describe('What it was about, as that stood'),
    answer: z.record(z.string(), z.unknown()).nullable(),
    reason: z.string().nullable(),
    minutes: z.string().nullable(),
    correctedBy: Id.nullable(),
    correction: z
      .object({ possible: z.boolean().describe('There is a compensating act; its preview says whether it still can be done'), act: z.string().nullable(), until: z.string().nullable(), by: z.enum(['staff', 'leadership']).nullable(),
        choices: z.object({ field: z.enum(['societyId', 'replacement']), societies: z.array(z.object({ id: Id, code: z.string(), name: z.string() })) }).nullable().describe('What the correction has to name, and whom it may') }),
  })
  .meta({ id: 'TakenDecision' });
export type TakenDecision = z.infer<typeof TakenDecision>;

export const TakenDecisions = z.object({ items: z.array(TakenDecision) }).meta({ id: 'TakenDecisions' });
export type TakenDecisions = z.infer<typeof TakenDecisions>;

export const Correction = z
  .strictObject({
    reason: Text.max(2000).describe('Told to whoever was told of the decision'),
    minutes: Text.max(200).optional().describe('For what the leadership decides'),
    replacement: Id.optional().describe('For another replacement: a society of the reserve'),
    societyId: Id.optional().describe('For an award that is withdrawn: whose'),
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof Correction>;

const Change = z.object({ key: z.string(), name: z.string(), before: z.number(), after: z.number() });

export const CorrectionPreview = z
  .object({
    possible: z.boolean(),
    refusal: z.object({ code: z.string(), message: z.string() }).nullable().describe('Why it cannot be done'),
    act: z.string().nullable(),
    societies: z.array(z.object({ code: z.string(), name: z.string(), before: z.string(), after: z.string() })).describe('Who would stand otherwise than now: states of application, place and project, such as `application.accepted · ranked.listed · tier.tier1`'),
    money: z.array(Change).describe('Cents by account'),
    tasks: z.array(Change).describe('Open tasks by kind'),
    dates: z.array(z.object({ step: z.string(), name: z.string(), before: Instant, after: Instant.nullable() })).describe('Deadlines that would move; null: closed'),
    reopens: z.array(z.object({ stage: z.string(), name: z.string(), n: z.int(), opensAt: Instant.nullable(), dueAt: Instant.nullable() })).describe('Stages that would run again, from now'),
    letters: z.array(z.object({ template: z.string(), name: z.string(), count: z.int() })).describe('That would go out at once'),
    irreversible: z.object({ lettersSent: z.int(), paidCents: z.int() }).describe('What has left the house: a correction or a reversing entry follows it'),
  })
  .meta({ id: 'CorrectionPreview' });
export type CorrectionPreview = z.infer<typeof CorrectionPreview>;

export const Corrected = z.object({ corrects: Id, kind: z.string(), act: z.string() }).meta({ id: 'Corrected' });
export type Corrected = z.infer<typeof Corrected>;
