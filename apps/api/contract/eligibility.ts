import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Eligibility } from './applications.js';
import { Day, Id, Instant } from './common.js';
import { NewSocietyRecord } from './societies.js';

const Text = z.string().trim().min(1);
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

export const SelfCheckPath = z.strictObject({ id: Id, society: Id });
export type SelfCheckPath = z.infer<typeof SelfCheckPath>;

export const SelfCheck = z.object({ roundId: Id, societyId: Id, asOf: Day, ...Eligibility.shape }).meta({ id: 'SelfCheck' });
export type SelfCheck = z.infer<typeof SelfCheck>;

export const EligibilityChecked = z
  .object({
    id: Id,
    applicationId: Id,
    society: z.object({ id: Id, code: z.string() }),
    at: Instant,
    asOf: Day.describe('The day whose state of knowledge decided'),
    cause: z.enum(['opened', 'asked', 'decision', 'factAdded', 'factCorrected', 'factWithdrawn']),
    recordId: Id.nullable().describe('The fact that changed'),
    changed: z.array(Key).describe('Rules that came out otherwise than before'),
    state: z.enum(['settled', 'open']).describe('`open`: a person must say what follows for the application'),
    decision: z.object({ decision: z.string(), reason: z.string() }).nullable(),
    ...Eligibility.shape,
  })
  .meta({ id: 'EligibilityChecked' });
export type EligibilityChecked = z.infer<typeof EligibilityChecked>;

export const EligibilityChecks = z.object({ items: z.array(EligibilityChecked) }).meta({ id: 'EligibilityChecks' });
export type EligibilityChecks = z.infer<typeof EligibilityChecks>;

export const EligibilitySettlement = z
  .strictObject({ decision: z.enum(['keep', 'cancel']).describe('`keep`: the application stays as it is; what the facts refuse cannot be kept as accepted'), reason: Text.max(2000) })
  .meta({ id: 'EligibilitySettlement' });
export type EligibilitySettlement = z.infer<typeof EligibilitySettlement>;

export const EligibilitySettled = z.object({ checkId: Id, applicationId: Id, decision: z.enum(['keep', 'cancel']), status: z.string() }).meta({ id: 'EligibilitySettled' });
export type EligibilitySettled = z.infer<typeof EligibilitySettled>;

export const ContestState = z.enum(['open', 'upheld', 'corrected', 'withdrawn', 'recorded']);

export const Contest = z
  .object({
    id: Id,
    society: z.object({ id: Id, code: z.string(), name: z.string() }),
    recordId: Id.nullable().describe('The fact that is contested; null for one that is shown because a rule asks for it'),
    roundId: Id.nullable(),
    rule: z.string().nullable(),
    reason: z.string(),
    document: z.string(),
    raisedAt: Instant,
    dueAt: Instant.nullable().describe('Until when the office answers; null when it is not known yet, and for what was answered before there were deadlines'),
    dueUnknown: z.object({ code: z.string(), year: z.int() }).nullable().describe('CALENDAR_UNKNOWN: the deadline follows when the holiday arrangement of that year is recorded'),
    overdue: z.boolean().describe('Open, and the deadline has passed'),
    state: ContestState.describe('`upheld`: the fact stands'),
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
    resultId: Id.nullable().describe('The record that came of it'),
  })
  .meta({ id: 'Contest' });
export type Contest = z.infer<typeof Contest>;

export const ContestPage = page(Contest).extend({ overdue: z.int().describe('Of those that match, how many are overdue') }).meta({ id: 'ContestPage' });
export type ContestPage = z.infer<typeof ContestPage>;

export const ContestQuery = z.strictObject({ ...pageQuery, state: ContestState.optional(), societyId: Id.optional() });
export type ContestQuery = z.infer<typeof ContestQuery>;

const grounds = { reason: Text.max(2000), document: Text.max(300).describe('What shows it: a paper by its number, or an uploaded document by its SHA-256') };

export const NewContest = z.strictObject(grounds).meta({ id: 'NewContest' });
export type NewContest = z.infer<typeof NewContest>;

export const SuppliedFact = z.strictObject({ rule: Key.describe('The rule that is unknown'), ...grounds }).meta({ id: 'SuppliedFact' });
export type SuppliedFact = z.infer<typeof SuppliedFact>;

export const ContestAnswer = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('uphold'), answer: Text.max(2000) }),
    z.strictObject({ decision: z.literal('correct'), answer: Text.max(2000), record: NewSocietyRecord.describe('In the place of the wrong one; or the fact that was shown') }),
    z.strictObject({ decision: z.literal('withdraw'), answer: Text.max(2000) }),
  ])
  .meta({ id: 'ContestAnswer' });
export type ContestAnswer = z.infer<typeof ContestAnswer>;
