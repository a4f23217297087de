import { z } from 'zod';
import { Id, Instant } from './common.js';
import { SocietyRef } from './reviews.js';

const State = z.enum(['open', 'lead', 'upheld', 'rejected']);

export const Objection = z
  .object({
    id: Id,
    stageId: Id,
    society: SocietyRef,
    named: z.boolean(),
    state: State.describe('`lead`: anonymous, kept and not answered'),
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
