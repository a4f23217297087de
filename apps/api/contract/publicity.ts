import { z } from 'zod';
import { Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });
const Text = z.string().trim().min(1);

const period = {
  stageId: Id,
  roundId: Id,
  roundName: z.string(),
  programme: Bilingual,
  n: z.int().describe('The second period is that of replacements'),
  state: z.enum(['coming', 'open', 'suspended', 'ended']),
  opensAt: Instant,
  dueAt: Instant.describe('Objections are taken before it'),
  listed: z.int(),
};

export const PublicityPeriod = z.object(period).meta({ id: 'PublicityPeriod' });
export type PublicityPeriod = z.infer<typeof PublicityPeriod>;

export const PublicityQuery = z.strictObject({ roundId: Id.optional() });
export type PublicityQuery = z.infer<typeof PublicityQuery>;

export const PublicityPeriods = z.object({ items: z.array(PublicityPeriod) }).meta({ id: 'PublicityPeriods' });
export type PublicityPeriods = z.infer<typeof PublicityPeriods>;

const PublicSociety = z.object({ societyId: Id, code: z.string(), name: z.string(), disciplineGroup: z.string(), tier: z.string(), tierName: Bilingual });

export const PublicityList = z
  .object({
    ...period,
    clause: Clause,
    answerWorkingDays: z.int().describe('An objection with a real name is answered within so many working days'),
    contact: z.object({ office: Bilingual, hotline: z.string(), mailbox: z.string() }),
    entries: z.array(PublicSociety),
  })
  .meta({ id: 'PublicityList' });
export type PublicityList = z.infer<typeof PublicityList>;

export const StagePath = z.strictObject({ stageId: Id });
export type StagePath = z.infer<typeof StagePath>;

/** 000 §5.3 [C]: with name and contact it is answered; without it is kept as a lead. */
export const NewObjection = z
  .strictObject({
    societyId: Id.describe('On the list'),
    grounds: Text.max(4000),
    name: Text.max(100).optional().describe('Real name or the organisation’s; kept confidential'),
    contact: Text.max(200).optional().describe('Where the answer goes; with `name`'),
  })
  .superRefine(({ name, contact }, context) => {
    if ((name === undefined) !== (contact === undefined)) {
      context.addIssue({ code: 'custom', path: [name === undefined ? 'name' : 'contact'], params: { code: 'required' } });
    }
  })
  .meta({ id: 'NewObjection' });
export type NewObjection = z.infer<typeof NewObjection>;

export const PublicReceipt = z
  .object({ receipt: z.string(), kind: z.string(), at: Instant, bodyHash: z.string(), roundId: Id, roundName: z.string() })
  .meta({ id: 'PublicReceipt' });
export type PublicReceipt = z.infer<typeof PublicReceipt>;

export const ReceiptPath = z.strictObject({ receipt: z.string().regex(/^R\d{8}-\d{6,12}$/) });
export type ReceiptPath = z.infer<typeof ReceiptPath>;

export const RoundPath = z.strictObject({ roundId: Id });
export type RoundPath = z.infer<typeof RoundPath>;

export const Results = z
  .object({ roundId: Id, roundName: z.string(), programme: Bilingual, announcedAt: Instant, awards: z.array(PublicSociety.extend({ number: z.string() })) })
  .meta({ id: 'Results' });
export type Results = z.infer<typeof Results>;

export const Replacement = z
  .strictObject({ removed: Id.describe('The society that dropped out'), replacement: Id.describe('A society of the reserve'), minutes: Text.max(200) })
  .meta({ id: 'Replacement' });
export type Replacement = z.infer<typeof Replacement>;

export const Replaced = z.object({ removed: Id, replacement: z.string().describe('Code'), minutes: z.string() }).meta({ id: 'Replaced' });
export type Replaced = z.infer<typeof Replaced>;
