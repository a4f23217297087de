import { z } from 'zod';
import { Day, Id, Instant } from './common.js';
import { TaskForm } from './forms.js';

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

const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const Contacts = z.object({ office: Bilingual, hotline: z.string(), mailbox: z.string() });

export const Call = z
  .object({
    roundId: Id,
    roundName: z.string(),
    programme: z.object({ key: z.string(), name: Bilingual }),
    authority: z.string(),
    number: z.string().nullable().describe('Of the notice, where the programme has one'),
    places: z.int().nullable(),
    publishedOn: Day.nullable(),
    opensAt: Instant.nullable().describe('When applications open and close'),
    dueAt: Instant.nullable(),
    whoMayApply: z.enum(['shortlist', 'suggestedList', 'all']).describe('Who is invited; with a suggested list others may apply beside it'),
    contacts: Contacts,
  })
  .meta({ id: 'Call' });
export type Call = z.infer<typeof Call>;

export const Calls = z.object({ items: z.array(Call) }).meta({ id: 'Calls' });
export type Calls = z.infer<typeof Calls>;

export const CallDetail = Call.extend({
  eligibility: z.array(z.object({ name: Bilingual, clause: z.object({ document: z.string(), clause: z.string() }) })).describe('What keeps a society out, or what it must meet'),
  form: TaskForm.describe('What an application asks for: to be prepared with, and printed'),
}).meta({ id: 'CallDetail' });
export type CallDetail = z.infer<typeof CallDetail>;

export const OfficeContacts = z.object({ items: z.array(z.object({ programme: Bilingual, contacts: Contacts })) }).meta({ id: 'OfficeContacts' });
export type OfficeContacts = z.infer<typeof OfficeContacts>;

export const Commendation = z.strictObject({ circular: Text.max(100).describe('Number of the circular that commends (通报文号)') }).meta({ id: 'Commendation' });
export type Commendation = z.infer<typeof Commendation>;

export const Commended = z.object({ circular: z.string(), commended: z.int(), withdrawn: z.int() }).meta({ id: 'Commended' });
export type Commended = z.infer<typeof Commended>;
