import { z } from 'zod';
import { page, pageQuery, sortQuery } from '../http/paging.js';
import { Day, Id, Instant } from './common.js';
import { TaskForm } from './forms.js';
import { OnPaper } from './paper.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });
const Text = z.string().trim().min(1);
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
export const ApplicationStatus = z.enum(['submitted', 'correcting', 'accepted', 'notAccepted', 'withdrawn', 'cancelled']);

const Reason = z.object({ code: z.string(), message: z.string(), factId: Id.nullable() });
const CitedFact = z.object({
  id: Id,
  kind: z.string(),
  value: z.record(z.string(), z.unknown()),
  occurredOn: Day.nullable(),
  asOf: Day,
  issuer: z.string(),
  provision: z.string(),
  document: z.string().describe('Where it is recorded; a wrong record is contested with papers that show it'),
  status: z.enum(['active', 'corrected', 'withdrawn']),
});

/** 000 §5.2: rule by rule, with the facts that were weighed. */
export const Eligibility = z
  .object({
    outcome: z.enum(['eligible', 'notAccepted', 'unknown', 'flagged']),
    lines: z.array(
      z.object({
        rule: Key,
        name: Bilingual,
        result: z.enum(['pass', 'fail', 'unknown', 'flagged']),
        clause: Clause,
        why: z.array(Reason),
        facts: z.array(CitedFact),
      }),
    ),
  })
  .meta({ id: 'Eligibility' });
export type Eligibility = z.infer<typeof Eligibility>;

const summary = {
  id: Id,
  roundId: Id,
  society: z.object({ id: Id, code: z.string(), name: z.string(), disciplineGroup: z.string() }),
  n: z.int().describe('The society’s n-th application in the round'),
  status: ApplicationStatus,
  eligibility: Eligibility.shape.outcome.nullable().describe('Null until it is checked, and for those who do not check it'),
  submittedAt: Instant,
  decidedAt: Instant.nullable(),
};

export const ApplicationSummary = z.object(summary).meta({ id: 'ApplicationSummary' });
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;

export const ApplicationQuery = z.strictObject({ ...pageQuery, sort: sortQuery(['code', 'name', 'disciplineGroup', 'status', 'submittedAt']), limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows per page'), status: ApplicationStatus.optional() });
export type ApplicationQuery = z.infer<typeof ApplicationQuery>;

export const ApplicationPage = page(ApplicationSummary).meta({ id: 'ApplicationPage' });
export type ApplicationPage = z.infer<typeof ApplicationPage>;

export const Application = z
  .object({
    ...summary,
    receipt: z.string().nullable(),
    onPaper: OnPaper,
    content: z.record(z.string(), z.unknown()),
    form: TaskForm.nullable().describe('What it was filled in by'),
    electronic: z.object({ word: z.string(), sealedPdf: z.string() }).nullable().describe('SHA-256 of the two files that are to say the same; null where the programme does not ask for both'),
    paper: z
      .object({ result: z.enum(['complete', 'incomplete', 'late', 'missing']), copies: z.int(), receivedOn: Day.nullable(), receipt: z.string(), faults: z.array(z.string()) })
      .nullable()
      .describe('Entry of the register of paper material; null before there is one'),
    eligibility: Eligibility.nullable(),
    decision: z.record(z.string(), z.unknown()).nullable().describe('The last decision: its reason, its rule, what is to be corrected'),
  })
  .meta({ id: 'Application' });
export type Application = z.infer<typeof Application>;

/** A person settles what the facts leave open; what they decide is changed by correcting the facts. */
const Settlement = z.strictObject({ rule: Key, result: z.enum(['pass', 'fail']), reason: Text.max(1000) });
const compared = z
  .strictObject({ same: z.boolean(), note: z.string().trim().max(500).default('') })
  .optional()
  .describe('Whether Word and sealed PDF say the same; asked for where the programme takes both (001 §4.1)');
const settle = { settle: z.array(Settlement).max(50).optional() };

export const ApplicationDecision = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('accept'), reason: Text.max(2000).optional(), compared, ...settle }),
    z.strictObject({ decision: z.literal('notAccept'), reason: Text.max(2000), ...settle }),
    z.strictObject({ decision: z.literal('correct'), items: z.array(Text.max(500)).min(1).max(50).describe('Everything, in one notice'), reason: Text.max(2000).optional(), ...settle }),
  ])
  .meta({ id: 'ApplicationDecision' });
export type ApplicationDecision = z.infer<typeof ApplicationDecision>;

export const ApplicationDecided = z
  .object({ decision: z.enum(['accept', 'notAccept', 'correct']), eligibility: Eligibility.shape.outcome })
  .meta({ id: 'ApplicationDecided' });
export type ApplicationDecided = z.infer<typeof ApplicationDecided>;

export const ApplicationWithdrawal = z.strictObject({ reason: Text.max(1000) }).meta({ id: 'ApplicationWithdrawal' });
export type ApplicationWithdrawal = z.infer<typeof ApplicationWithdrawal>;

export const ApplicationCancellation = z
  .strictObject({ rule: Text.max(200).describe('The rule that takes eligibility away'), reason: Text.max(2000), source: Text.max(500).optional().describe('The document it rests on') })
  .meta({ id: 'ApplicationCancellation' });
export type ApplicationCancellation = z.infer<typeof ApplicationCancellation>;

export const ApplicationCancelled = z.object({ applicationId: Id, status: z.literal('cancelled') }).meta({ id: 'ApplicationCancelled' });
export type ApplicationCancelled = z.infer<typeof ApplicationCancelled>;
