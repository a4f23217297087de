import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Id, Instant } from './common.js';

const MailState = z.enum(['queued', 'claimed', 'sent', 'failed', 'cancelled']);

export const MailQuery = z.strictObject({ ...pageQuery, roundId: Id.optional(), recipient: z.string().trim().min(1).max(100).optional().describe('In the address'), state: MailState.optional(), template: z.string().min(1).max(60).optional(), societyId: Id.optional() });
export type MailQuery = z.infer<typeof MailQuery>;

export const Mail = z
  .object({
    id: Id,
    template: z.string(),
    wave: z.string().nullable().describe('Of a reminder: T-7, overdue …'),
    round: z.object({ id: Id, name: z.string() }).nullable(),
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

const Audience = z.enum(['invited', 'applicants', 'funded', 'panel']).describe('Societies that were asked for something or are on the list; that applied; that are funded; the experts');

export const AnnouncementTo = z.strictObject({ audience: Audience }).meta({ id: 'AnnouncementTo' });
export type AnnouncementTo = z.infer<typeof AnnouncementTo>;

export const AnnouncementPreview = z.object({ count: z.int(), names: z.array(z.string()) }).meta({ id: 'AnnouncementPreview' });
export type AnnouncementPreview = z.infer<typeof AnnouncementPreview>;

export const Announcement = z.strictObject({ audience: Audience, subject: z.string().trim().min(1).max(120), text: z.string().trim().min(1).max(8000) }).meta({ id: 'Announcement' });
export type Announcement = z.infer<typeof Announcement>;

export const Announced = z.object({ count: z.int().describe('Letters queued') }).meta({ id: 'Announced' });
export type Announced = z.infer<typeof Announced>;
