import { z } from 'zod';
import { LEAD_RESULTS, LEAD_STATES } from '../../../domain/publicity/leads.js';
import { Id, Instant } from './common.js';
import { SocietyRef } from './reviews.js';

const State = z.enum(['open', 'lead', 'inadmissible', 'upheld', 'rejected', 'lapsed']);

const Reexamination = z.object({
  requestedBy: z.enum(['objector', 'society']), grounds: z.string(), first: z.enum(['upheld', 'rejected']), state: z.enum(['open', 'confirmed', 'changed']),
  answer: z.string().nullable(), requestedAt: Instant, answerDueAt: Instant.nullable(), decidedAt: Instant.nullable(),
});

export const Objection = z
  .object({
    id: Id,
    stageId: Id,
    society: SocietyRef,
    named: z.boolean(),
    state: State.describe('`lead`: kept and not answered; `inadmissible`: with its reason; `lapsed`: its list was taken back'),
    standing: z
      .object({ reason: z.string(), message: z.string(), conditions: z.array(z.object({ condition: z.string(), met: z.boolean() })) })
      .nullable()
      .describe('Why it was taken, kept as a lead, or not admitted'),
    reexamination: Reexamination.nullable(),
    grounds: z.string(),
    receipt: z.string(),
    receivedAt: Instant,
    answerDueAt: Instant.nullable(),
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'Objection' });
export type Objection = z.infer<typeof Objection>;

export const Objections = z.object({ items: z.array(Objection) }).meta({ id: 'Objections' });
export type Objections = z.infer<typeof Objections>;

export const Objector = z.object({ name: z.string(), contact: z.string() }).meta({ id: 'Objector' });
export type Objector = z.infer<typeof Objector>;

export const ObjectionAnswer = z
  .strictObject({ decision: z.enum(['upheld', 'rejected']), answer: z.string().trim().min(1).max(4000).describe('Sent to whoever objected') })
  .meta({ id: 'ObjectionAnswer' });
export type ObjectionAnswer = z.infer<typeof ObjectionAnswer>;

export const ObjectionAnswered = z.object({ objectionId: Id, state: z.enum(['upheld', 'rejected']) }).meta({ id: 'ObjectionAnswered' });
export type ObjectionAnswered = z.infer<typeof ObjectionAnswered>;

export const StandingJudgement = z
  .strictObject({ standing: z.enum(['inadmissible', 'lead']), reason: z.string().trim().min(1).max(2000).describe('Told to whoever objected') })
  .meta({ id: 'StandingJudgement' });
export type StandingJudgement = z.infer<typeof StandingJudgement>;

export const StandingJudged = z.object({ objectionId: Id, standing: z.enum(['inadmissible', 'lead']) }).meta({ id: 'StandingJudged' });
export type StandingJudged = z.infer<typeof StandingJudged>;

export const ReexaminationAnswer = z
  .strictObject({ decision: z.enum(['confirmed', 'changed']), answer: z.string().trim().min(1).max(4000) })
  .meta({ id: 'ReexaminationAnswer' });
export type ReexaminationAnswer = z.infer<typeof ReexaminationAnswer>;

export const Reexamined = z
  .object({ objectionId: Id, state: z.enum(['confirmed', 'changed']), decision: z.enum(['upheld', 'rejected']).describe('What holds now') })
  .meta({ id: 'Reexamined' });
export type Reexamined = z.infer<typeof Reexamined>;

const LeadState = z.enum(LEAD_STATES);
const LeadResult = z.enum(LEAD_RESULTS);

export const Lead = z
  .object({
    id: Id, society: SocietyRef, source: z.enum(['anonymous', 'late', 'unsealed', 'hotline', 'mailbox', 'inspection']), objectionId: Id.nullable(), grounds: z.string(),
    state: LeadState, result: LeadResult.nullable(), transferredTo: z.string(), note: z.string(), version: z.int(), registeredAt: Instant, changedAt: Instant,
  })
  .meta({ id: 'Lead' });
export type Lead = z.infer<typeof Lead>;

export const Leads = z.object({ items: z.array(Lead) }).meta({ id: 'Leads' });
export type Leads = z.infer<typeof Leads>;

export const NewLead = z
  .strictObject({ societyId: Id, source: z.enum(['hotline', 'mailbox', 'inspection']), grounds: z.string().trim().min(1).max(4000) })
  .meta({ id: 'NewLead' });
export type NewLead = z.infer<typeof NewLead>;

export const LeadMove = z
  .strictObject({
    to: LeadState, note: z.string().trim().min(1).max(4000), transferredTo: z.string().trim().min(1).max(200).optional().describe('To whom it is handed over'),
    result: LeadResult.optional().describe('What verifying or closing it came to'),
  })
  .meta({ id: 'LeadMove' });
export type LeadMove = z.infer<typeof LeadMove>;
