import { z } from 'zod';
import { Day, Id, Instant } from './common.js';

const Text = z.string().trim().min(1);

export const CallNotice = z
  .strictObject({
    number: Text.max(100).describe('Number of the notice (发文字号)'),
    places: z.int().positive().max(100_000).describe('Number of awards: the round’s own; changed only with the round’s quota and a reason'),
  })
  .meta({ id: 'CallNotice' });
export type CallNotice = z.infer<typeof CallNotice>;

export const CallPublished = z.object({ number: z.string(), places: z.int(), publishedOn: Day }).meta({ id: 'CallPublished' });
export type CallPublished = z.infer<typeof CallPublished>;

export const Calls = z
  .object({
    items: z.array(
      z.object({
        roundId: Id,
        roundName: z.string(),
        programme: z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }),
        authority: z.string(),
        number: z.string(),
        places: z.int(),
        publishedOn: Day,
        opensAt: Instant.nullable().describe('When applications open and close'),
        dueAt: Instant.nullable(),
        contacts: z.object({ office: z.object({ zh: z.string(), en: z.string() }), hotline: z.string(), mailbox: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Calls' });
export type Calls = z.infer<typeof Calls>;

export const Commendation = z.strictObject({ circular: Text.max(100).describe('Number of the circular that commends (通报文号)') }).meta({ id: 'Commendation' });
export type Commendation = z.infer<typeof Commendation>;

export const Commended = z.object({ circular: z.string(), commended: z.int(), withdrawn: z.int() }).meta({ id: 'Commended' });
export type Commended = z.infer<typeof Commended>;
