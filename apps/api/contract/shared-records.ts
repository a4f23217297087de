import { z } from 'zod';
import { SHARED_KINDS } from '../../../domain/authority.js';
import { creditCodeFault } from '../../../domain/societies/credit-code.js';
import { Id, Instant } from './common.js';
import { NewSocietyRecord } from './societies.js';

const Ref = z.string().trim().min(1).max(100).describe('The sender’s own number of the entry');
const Reason = z.string().trim().min(1).max(500);

/** Why a code is none is a field error of its own. */
const CreditCode = z.string().trim().superRefine((code, context) => {
  const fault = creditCodeFault(code);
  if (fault !== undefined) context.addIssue({ code: 'custom', params: { code: fault } });
}).describe('统一社会信用代码, with its check character (GB 32100-2015)');

export const SharedEntry = z.strictObject({
  ref: Ref,
  creditCode: CreditCode,
  name: z.string().trim().min(1).max(200),
  record: NewSocietyRecord.refine(({ kind }) => SHARED_KINDS.has(kind), { path: ['kind'], params: { code: 'KIND_NOT_SHARED' } })
    .refine(({ authority }) => authority === undefined || authority === 'MCA', { path: ['authority'], params: { code: 'KIND_NOT_SHARED' } }),
});

export const SharedRecords = z
  .strictObject({
    records: z.array(SharedEntry).max(500).default([]),
    withdrawn: z.array(z.strictObject({ ref: Ref, reason: Reason })).max(500).default([]).describe('Entries that the sender takes back; they stay in the history'),
  })
  .refine(({ records, withdrawn }) => records.length + withdrawn.length > 0, { path: ['records'], params: { code: 'required' } })
  .refine(({ records, withdrawn }) => new Set([...records, ...withdrawn].map(({ ref }) => ref)).size === records.length + withdrawn.length, { path: ['records'], params: { code: 'repeated' } })
  .meta({ id: 'SharedRecords' });
export type SharedRecords = z.infer<typeof SharedRecords>;

export const SharedRecordsTaken = z
  .object({ items: z.array(z.object({ ref: z.string(), outcome: z.enum(['recorded', 'corrected', 'disputed', 'known', 'withdrawn']) })) })
  .meta({ id: 'SharedRecordsTaken' });
export type SharedRecordsTaken = z.infer<typeof SharedRecordsTaken>;

export const DisputedRecord = z
  .object({
    id: Id,
    ref: z.string(),
    creditCode: z.string(),
    name: z.string(),
    record: z.record(z.string(), z.unknown()),
    state: z.enum(['recorded', 'disputed', 'dismissed', 'withdrawn']),
    why: z.enum(['NAME_DIFFERS', 'CODE_DIFFERS', 'SOCIETY_UNKNOWN']).nullable(),
    message: z.string().nullable(),
    societyId: Id.nullable().describe('Whose it is; of a disputed one, whom it might be'),
    recordId: Id.nullable(),
    sentAt: Instant,
  })
  .meta({ id: 'DisputedRecord' });
export type DisputedRecord = z.infer<typeof DisputedRecord>;

export const DisputedRecords = z.object({ items: z.array(DisputedRecord) }).meta({ id: 'DisputedRecords' });
export type DisputedRecords = z.infer<typeof DisputedRecords>;

export const MatchDecision = z.strictObject({ societyId: Id.nullable().describe('Null: none of ours'), reason: Reason }).meta({ id: 'MatchDecision' });
export type MatchDecision = z.infer<typeof MatchDecision>;
