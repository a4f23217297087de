import { z } from 'zod';
import { Day, Id, Instant } from './common.js';
import { OnPaper } from './paper.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });
const Text = z.string().trim().min(1);

const period = {
  stageId: Id,
  roundId: Id,
  roundName: z.string(),
  programme: Bilingual,
  n: z.int().describe('The second period is that of replacements'),
  state: z.enum(['coming', 'open', 'suspended', 'ended', 'withdrawn']).describe('`withdrawn`: another list has taken its place'),
  opensAt: Instant,
  dueAt: Instant.describe('Objections are taken before it'),
  listed: z.int(),
  plannedMedia: z.array(z.string()).describe('Keys of the media that the programme asks for besides this page'),
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
    reexamination: z
      .object({ withinWorkingDays: z.int(), answerWorkingDays: z.int() })
      .nullable()
      .describe('Whoever objected, or the society, may ask once for a re-examination, so many working days after the answer'),
    media: z.array(z.object({ medium: z.string(), name: Bilingual, on: Day, reference: z.string() })).describe('Besides this page; the period counts from the latest (003 §4.2)'),
    countedFrom: Day.describe('The day of the latest medium'),
    countsFirstDay: z.boolean(),
    notices: z.array(z.object({ text: z.string(), restarts: z.boolean(), at: Instant, withdrawn: z.object({ at: Instant, reason: z.string() }).nullable() })).describe('Corrections, oldest first; one posted by mistake stays, with the reason'),
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
    societyId: Id.describe('About whom; somebody who is not on the list makes it inadmissible'),
    grounds: Text.max(4000),
    name: Text.max(100).optional().describe('Real name or the organisation’s; kept confidential'),
    contact: Text.max(200).optional().describe('Where the answer goes; with `name`'),
    organisation: z.boolean().optional().describe('In an organisation’s name, which takes its seal'),
    sealed: z.boolean().optional().describe('The organisation’s objection bears its seal'),
  })
  .superRefine(({ name, contact }, context) => {
    if ((name === undefined) !== (contact === undefined)) {
      context.addIssue({ code: 'custom', path: [name === undefined ? 'name' : 'contact'], params: { code: 'required' } });
    }
  })
  .meta({ id: 'NewObjection' });
export type NewObjection = z.infer<typeof NewObjection>;

export const PublicReceipt = z
  .object({ receipt: z.string(), kind: z.string(), at: Instant, bodyHash: z.string(), roundId: Id, roundName: z.string(), onPaper: OnPaper })
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

export const Disclosure = z
  .object({
    roundId: Id,
    roundName: z.string(),
    programme: Bilingual,
    asOf: Instant,
    sums: z.object({ awardedCents: z.int(), paidCents: z.int(), spentCents: z.int(), returnedCents: z.int() }),
    projects: z.array(
      z.object({
        number: z.string(),
        society: z.object({ code: z.string(), name: z.string() }),
        tierName: Bilingual,
        status: z.enum(['awarded', 'running', 'terminated', 'accepted', 'failed', 'revoked']),
        awardedCents: z.int(),
        paidCents: z.int(),
        spentCents: z.int().nullable().describe('Null where spending is not recorded line by line'),
        returnedCents: z.int(),
        years: z.array(z.object({ year: z.int(), report: Instant.nullable().describe('When the annual report came in'), verdict: z.enum(['continue', 'adjust', 'terminate']).nullable() })),
      }),
    ),
  })
  .meta({ id: 'Disclosure' });
export type Disclosure = z.infer<typeof Disclosure>;

export const Replacement = z
  .strictObject({
    removed: Id.describe('The society that dropped out of this list'), replacement: Id.describe('A society of the reserve'), minutes: Text.max(200),
    reason: Text.max(2000).optional().describe('For anybody but the next in rank and its equals'),
  })
  .meta({ id: 'Replacement' });
export type Replacement = z.infer<typeof Replacement>;

export const Replaced = z.object({ removed: Id, replacement: z.string().describe('Code'), minutes: z.string(), reason: z.string() }).meta({ id: 'Replaced' });
export type Replaced = z.infer<typeof Replaced>;

export const PostingConfirmation = z
  .strictObject({
    checked: z.literal(true).describe('The office has looked for classified and personal data'),
    media: z.array(z.strictObject({ medium: z.string().min(1).max(48), on: Day, reference: z.string().trim().max(500).default('') })).max(20).default([])
      .describe('Each medium of the programme, with the day on which the list stands there'),
  })
  .meta({ id: 'PostingConfirmation' });
export type PostingConfirmation = z.infer<typeof PostingConfirmation>;

export const PostingConfirmed = z.object({ opensAt: Instant, dueAt: Instant, countedFrom: Day }).meta({ id: 'PostingConfirmed' });
export type PostingConfirmed = z.infer<typeof PostingConfirmed>;

export const CorrectionNotice = z
  .strictObject({ text: Text.max(4000).describe('Printed with the list'), restarts: z.boolean().default(false).describe('The period begins again: it changes what one may object to') })
  .meta({ id: 'CorrectionNotice' });
export type CorrectionNotice = z.infer<typeof CorrectionNotice>;

export const CorrectionPosted = z.object({ restarts: z.boolean(), dueAt: Instant }).meta({ id: 'CorrectionPosted' });
export type CorrectionPosted = z.infer<typeof CorrectionPosted>;

/** 复核 [C]: by whoever objected, known by receipt, name and contact. */
export const ReexaminationRequest = z.strictObject({ name: Text.max(100), contact: Text.max(200), grounds: Text.max(4000) }).meta({ id: 'ReexaminationRequest' });
export type ReexaminationRequest = z.infer<typeof ReexaminationRequest>;

export const OwnReexaminationRequest = z.strictObject({ grounds: Text.max(4000) }).meta({ id: 'OwnReexaminationRequest' });
export type OwnReexaminationRequest = z.infer<typeof OwnReexaminationRequest>;
