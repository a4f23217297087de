import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Day, Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const SocietyName = z.object({ id: Id, code: z.string(), name: z.string() });
const GateId = z.int().min(1);

export const Gate = z
  .object({
    id: GateId,
    roundId: Id,
    projectId: Id.nullable(),
    applicationId: Id.nullable(),
    society: SocietyName.nullable().describe('Whose application or project it is about'),
    workflowId: z.string(),
    stage: z.string(),
    step: z.string(),
    name: Bilingual.describe('Of the stage, or of the project’s step'),
    status: z.enum(['open', 'sealed']),
    opensAt: Instant,
    dueAt: Instant,
    suspendedAt: Instant.nullable(),
    deadlineVersion: z.int(),
    tasks: z.object({ open: z.int(), done: z.int(), skipped: z.int(), cancelled: z.int() }),
    extensions: z.array(z.object({ society: SocietyName, dueAt: Instant, reason: z.string() })).describe('Of single societies'),
  })
  .meta({ id: 'Gate' });
export type Gate = z.infer<typeof Gate>;

export const GateQuery = z.strictObject({ ...pageQuery, roundId: Id, projectId: Id.optional(), status: z.enum(['open', 'sealed']).optional() });
export type GateQuery = z.infer<typeof GateQuery>;

export const GatePage = page(Gate).meta({ id: 'GatePage' });
export type GatePage = z.infer<typeof GatePage>;

export const GatePath = z.strictObject({ id: z.coerce.number().int().min(1) });
export type GatePath = z.infer<typeof GatePath>;

const Reason = z.string().trim().min(1).max(500);
const move = { dueAt: Instant.describe('The new deadline: something is in time before it'), societyId: Id.optional().describe('For one society only') };

export const ExtensionRequest = z.strictObject(move).meta({ id: 'ExtensionRequest' });
export type ExtensionRequest = z.infer<typeof ExtensionRequest>;

const Reminder = z.object({ wave: z.string(), at: Instant });

export const ExtensionPreview = z
  .object({
    before: Instant,
    dueAt: Instant,
    lastDayBefore: Day,
    lastDay: Day,
    onRestDay: z.boolean().describe('The new last day is a rest day; it stands'),
    workingDays: z.int().describe('Gained'),
    restDays: z.array(Day).describe('Rest days among the days gained'),
    calendarUnknown: z.boolean(),
    affected: z.int().describe('Open tasks whose deadline moves'),
    societies: z.array(z.object({ society: SocietyName, before: Instant, dueAt: Instant })).describe('Who is told by mail'),
    reminders: z.object({ before: z.array(Reminder), after: z.array(Reminder) }).describe('Still to come, with the old and with the new deadline'),
    message: z.string().describe('The same in one sentence'),
  })
  .meta({ id: 'ExtensionPreview' });
export type ExtensionPreview = z.infer<typeof ExtensionPreview>;

export const Extension = z.strictObject({ ...move, reason: Reason }).meta({ id: 'Extension' });
export type Extension = z.infer<typeof Extension>;

export const Extended = z.object({ gateId: GateId, before: Instant, dueAt: Instant, deadlineVersion: z.int(), concerned: z.int() }).meta({ id: 'Extended' });
export type Extended = z.infer<typeof Extended>;

export const Suspension = z.strictObject({ reason: Reason }).meta({ id: 'Suspension' });
export type Suspension = z.infer<typeof Suspension>;

export const Suspended = z.object({ gateId: GateId, suspendedAt: Instant }).meta({ id: 'Suspended' });
export type Suspended = z.infer<typeof Suspended>;

export const Resumption = z.strictObject({}).meta({ id: 'Resumption' });
export type Resumption = z.infer<typeof Resumption>;

export const Resumed = z.object({ gateId: GateId, before: Instant, dueAt: Instant }).meta({ id: 'Resumed' });
export type Resumed = z.infer<typeof Resumed>;
