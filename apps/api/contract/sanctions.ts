import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Day, Id, Instant } from './common.js';
import { TaskForm } from './forms.js';
import { OnPaper } from './paper.js';
import { SocietyRef } from './reviews.js';

const Text = z.string().trim().min(1);
const Cents = z.int().describe('Cents of a yuan');
const Minutes = Text.max(200).describe('Number of the minutes of the collective decision');
const Reason = Text.max(4000);

export const SanctionState = z.enum(['hearing', 'deciding', 'clawback', 'barred', 'closed']);

const summary = {
  id: Id,
  roundId: Id,
  roundName: z.string(),
  society: SocietyRef,
  applicationId: Id,
  projectId: Id.nullable().describe('Null when it was found before an award'),
  state: SanctionState,
  outcome: z.enum(['dismissed', 'revoked']).nullable(),
  foundAt: Instant,
  decidedAt: Instant.nullable(),
  liftedAt: Instant.nullable().describe('When it was lifted on appeal'),
  closedAt: Instant.nullable(),
  claimCents: Cents,
  outstandingCents: Cents,
};

export const SanctionSummary = z.object(summary).meta({ id: 'SanctionSummary' });
export type SanctionSummary = z.infer<typeof SanctionSummary>;

export const SanctionQuery = z.strictObject({ ...pageQuery, roundId: Id.optional(), societyId: Id.optional(), state: SanctionState.optional() });
export type SanctionQuery = z.infer<typeof SanctionQuery>;

export const SanctionPage = page(SanctionSummary).meta({ id: 'SanctionPage' });
export type SanctionPage = z.infer<typeof SanctionPage>;

export const Sanction = z
  .object({
    ...summary,
    finding: z.string(),
    evidence: z.string(),
    statement: z
      .object({ receipt: z.string(), at: Instant, content: z.record(z.string(), z.unknown()), form: TaskForm.describe('What it was filled in by'), onPaper: OnPaper })
      .nullable()
      .describe('Null until it is made; after the hearing: none was made'),
    statementDueAt: Instant.nullable(),
    minutes: z.string(),
    reason: z.string(),
    clawback: z
      .object({
        claimCents: Cents.describe('Disbursed − returned before the decision'),
        recoveredCents: Cents,
        writtenOffCents: Cents,
        outstandingCents: Cents,
        dueAt: Instant.nullable(),
        overdue: z.boolean(),
        returns: z.array(z.object({ id: Id, amountCents: Cents, receivedOn: Day, voucher: z.string(), voided: z.boolean(), voidReason: z.string() })),
        writeOff: z.object({ minutes: z.string(), reason: z.string(), at: Instant }).nullable(),
      })
      .nullable()
      .describe('Null unless it was revoked'),
    bar: z.object({ recordId: Id, covers: z.string().describe('An authority, or one of its programmes'), from: Day, to: Day, lifted: z.boolean() }).nullable(),
    lift: z
      .object({ minutes: z.string(), reason: z.string(), appealedOn: Day, at: Instant, unclaimedCents: Cents, restitutedCents: Cents, reinstatedCents: Cents })
      .nullable(),
  })
  .meta({ id: 'Sanction' });
export type Sanction = z.infer<typeof Sanction>;

export const NewSanction = z
  .strictObject({
    roundId: Id,
    societyId: Id,
    finding: Reason.describe('What was found: fraud, inflated results, or the like (003 §5.2)'),
    evidence: Text.max(2000).describe('What it rests on'),
  })
  .meta({ id: 'NewSanction' });
export type NewSanction = z.infer<typeof NewSanction>;

export const SanctionDecision = z.strictObject({ outcome: z.enum(['dismissed', 'revoked']), minutes: Minutes, reason: Reason }).meta({ id: 'SanctionDecision' });
export type SanctionDecision = z.infer<typeof SanctionDecision>;

export const SanctionDecided = z
  .object({
    outcome: z.enum(['dismissed', 'revoked']),
    claimCents: Cents.optional(),
    releasedCents: Cents.optional(),
    barFrom: Day.optional(),
    barTo: Day.optional(),
  })
  .meta({ id: 'SanctionDecided' });
export type SanctionDecided = z.infer<typeof SanctionDecided>;

export const ClawbackReturn = z
  .strictObject({ amountCents: z.int().positive().max(1_000_000_000_000).describe('Cents of a yuan'), receivedOn: Day.describe('Day of arrival, not later than today'), voucher: Text.max(100) })
  .meta({ id: 'ClawbackReturn' });
export type ClawbackReturn = z.infer<typeof ClawbackReturn>;

export const ClawbackReturned = z.object({ returnId: Id, recoveredCents: Cents, outstandingCents: Cents }).meta({ id: 'ClawbackReturned' });
export type ClawbackReturned = z.infer<typeof ClawbackReturned>;

export const ReturnPath = z.strictObject({ id: Id, return: Id });
export type ReturnPath = z.infer<typeof ReturnPath>;

export const ReturnVoid = z.strictObject({ reason: Reason }).meta({ id: 'ReturnVoid' });
export type ReturnVoid = z.infer<typeof ReturnVoid>;

export const WriteOff = z.strictObject({ minutes: Minutes, reason: Reason }).meta({ id: 'WriteOff' });
export type WriteOff = z.infer<typeof WriteOff>;

export const WrittenOff = z.object({ writtenOffCents: Cents, outstandingCents: Cents }).meta({ id: 'WrittenOff' });
export type WrittenOff = z.infer<typeof WrittenOff>;

export const Lift = z.strictObject({ minutes: Minutes, reason: Reason, appealedOn: Day.describe('The day the appeal was received') }).meta({ id: 'Lift' });
export type Lift = z.infer<typeof Lift>;

export const Lifted = z.object({ lifted: z.literal(true), unclaimedCents: Cents, restitutedCents: Cents, reinstatedCents: Cents }).meta({ id: 'Lifted' });
export type Lifted = z.infer<typeof Lifted>;
