import { z } from 'zod';
import { Id, Instant } from './common.js';
import { Objection } from './objections.js';
import { Place, Ranking } from './reviews.js';

const Text = z.string().trim().min(1);

export const Dossier = z
  .object({
    roundId: Id,
    roundName: z.string(),
    status: z.enum(['notYet', 'before', 'returned', 'approved']).describe('`before`: it lies before the leadership; `returned`: the office is to answer'),
    dueAt: Instant.nullable(),
    list: z.array(Place),
    reserve: z.array(Place),
    variance: Ranking.shape.variance,
    objections: z.array(Objection),
    decisions: z
      .array(z.object({ kind: z.string(), at: Instant.describe('By the clock of its realm'), minutes: z.array(z.string()), reason: z.string().nullable() }))
      .describe('Decisions that led here, with the numbers of their minutes'),
  })
  .meta({ id: 'Dossier' });
export type Dossier = z.infer<typeof Dossier>;

export const Approval = z.strictObject({ minutes: Text.max(200).describe('Number of the minutes of the collective decision') }).meta({ id: 'Approval' });
export type Approval = z.infer<typeof Approval>;

export const Approved = z.object({ decision: z.literal('approved'), minutes: z.string(), awards: z.record(z.string(), z.int()).describe('By tier') }).meta({ id: 'Approved' });
export type Approved = z.infer<typeof Approved>;

export const ApprovalReturn = z.strictObject({ reason: Text.max(4000).describe('What is to be revised or answered') }).meta({ id: 'ApprovalReturn' });
export type ApprovalReturn = z.infer<typeof ApprovalReturn>;

export const ApprovalReturned = z.object({ decision: z.literal('returned'), comments: z.string() }).meta({ id: 'ApprovalReturned' });
export type ApprovalReturned = z.infer<typeof ApprovalReturned>;

export const Resubmission = z.strictObject({ reason: Text.max(4000).describe('The office’s answer') }).meta({ id: 'Resubmission' });
export type Resubmission = z.infer<typeof Resubmission>;

export const Resubmitted = z.object({ decision: z.literal('resubmitted'), answer: z.string() }).meta({ id: 'Resubmitted' });
export type Resubmitted = z.infer<typeof Resubmitted>;
