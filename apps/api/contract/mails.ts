import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Id, Instant } from './common.js';

const MailState = z.enum(['queued', 'claimed', 'sent', 'failed', 'cancelled']);

export const MailQuery = z.strictObject({ ...pageQuery, roundId: Id, state: MailState.optional(), template: z.string().min(1).max(60).optional(), societyId: Id.optional() });
export type MailQuery = z.infer<typeof MailQuery>;

export const Mail = z
  .object({
    id: Id,
    template: z.string(),
    wave: z.string().nullable().describe('Of a reminder: T-7, overdue …'),
    society: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
    taskId: Id.nullable(),
    recipient: z.string().nullable().describe('Null for letters to an objector: who objected is confidential'),
    state: MailState,
    subject: z.string().nullable().describe('Null until it is sent'),
    body: z.string().nullable(),
    attempts: z.int(),
    problem: z.string().nullable(),
    queuedAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof Mail>;

export const MailPage = page(Mail).meta({ id: 'MailPage' });
export type MailPage = z.infer<typeof MailPage>;
