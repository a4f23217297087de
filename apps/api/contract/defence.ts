import { z } from 'zod';
import { Id, Instant } from './common.js';

const Group = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const Room = z.string().trim().min(1).max(60);
const Window = z.strictObject({ opensAt: Instant, closesAt: Instant });
const Person = z.object({ id: Id, code: z.string(), name: z.string() });
const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const DefenceSlot = z.object({
  applicationId: Id,
  society: Person,
  panel: z.string().describe('The discipline group'),
  panelName: Bilingual,
  position: z.int().describe('Drawn by lot within the group'),
  room: z.string(),
  startsAt: Instant,
  minutes: z.int().describe('Presentation and questions'),
  presentationMinutes: z.int(),
  questionMinutes: z.int(),
  status: z.enum(['planned', 'postponed', 'held']),
  yours: z.enum(['hears', 'leaves', 'defends']).nullable().describe('What whoever asks has to do with it'),
  experts: z.array(Person).describe('Who hears it; to an expert itself only, to a society nobody'),
  leaves: z.array(Person.extend({ reason: z.string() })).describe('Members of the panel who leave the room for this one; to an expert itself only'),
  attendance: z.object({ experts: z.array(Id), absent: z.array(Id), society: z.array(z.string()), at: Instant }).nullable(),
  timekeeping: z
    .object({
      presentationFrom: Instant, presentationTo: Instant, questionsTo: Instant,
      presentation: z.number().describe('Minutes used'), questions: z.number(), presentationOver: z.number().describe('Minutes beyond the plan'), questionsOver: z.number(),
    })
    .nullable(),
  changes: z.array(z.object({ at: Instant, reason: z.string(), startsAt: Instant.nullable(), room: z.string() })),
}).meta({ id: 'DefenceSlot' });
export type DefenceSlot = z.infer<typeof DefenceSlot>;

export const Defence = z
  .object({
    round: z.object({ id: Id, name: z.string() }),
    reader: z.enum(['office', 'expert', 'society']).describe('As whom it is read: an expert sees the panels it sits on, a society its own defence'),
    seed: z.string().nullable().describe('The order follows from it; for the office'),
    rooms: z.array(z.object({ room: z.string(), panel: z.string(), windows: z.array(z.object({ opensAt: Instant, closesAt: Instant })) })),
    items: z.array(DefenceSlot).describe('The run-sheet: by group and lot'),
  })
  .meta({ id: 'Defence' });
export type Defence = z.infer<typeof Defence>;

export const Defences = z
  .object({
    items: z.array(z.object({
      round: z.object({ id: Id, name: z.string() }), from: Instant.describe('Of the first defence that whoever asks is concerned with'), to: Instant,
      societies: z.int().describe('Defences that it is concerned with'), held: z.int(), room: z.string().nullable().describe('When all are in one'),
    })),
  })
  .meta({ id: 'Defences' });
export type Defences = z.infer<typeof Defences>;

export const DefencePlan = z
  .strictObject({
    seed: z.string().trim().min(4).max(100).describe('Written down before the lots are drawn'),
    rooms: z.array(z.strictObject({ room: Room, panel: Group, windows: z.array(Window).min(1).max(50) })).min(1).max(100),
  })
  .meta({ id: 'DefencePlan' });
export type DefencePlan = z.infer<typeof DefencePlan>;

export const SlotPath = z.strictObject({ id: Id, applicationId: Id });
export type SlotPath = z.infer<typeof SlotPath>;

export const SlotChange = z
  .strictObject({
    startsAt: Instant.nullable().describe('Null postpones it: a time follows later'),
    room: Room.optional().describe('Default: the same'),
    reason: z.string().trim().min(1).max(500),
  })
  .meta({ id: 'SlotChange' });
export type SlotChange = z.infer<typeof SlotChange>;

export const SignIn = z
  .strictObject({
    experts: z.array(Id).max(100).describe('Experts present, of those who hear it'),
    society: z.array(z.string().trim().min(1).max(60)).min(1).max(30).describe('Who speaks for the society: name and office'),
  })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const Timekeeping = z.strictObject({ presentationFrom: Instant, presentationTo: Instant, questionsTo: Instant }).meta({ id: 'Timekeeping' });
export type Timekeeping = z.infer<typeof Timekeeping>;
