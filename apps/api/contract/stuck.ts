import { z } from 'zod';
import { Id, Instant } from './common.js';

const SocietyName = z.object({ id: Id, code: z.string(), name: z.string() });

export const StuckQuery = z.strictObject({ roundId: Id.optional(), limit: z.coerce.number().int().min(1).max(500).default(200) });
export type StuckQuery = z.infer<typeof StuckQuery>;

export const StuckAction = z.enum(['retry', 'decide', 'extend', 'suspend', 'resume', 'skip', 'reassign']);
export type StuckAction = z.infer<typeof StuckAction>;

export const StuckItem = z
  .object({
    workflowId: z.string(),
    type: z.string(),
    round: z.object({ id: Id, name: z.string() }).nullable(),
    projectId: Id.nullable(),
    applicationId: Id.nullable(),
    society: SocietyName.nullable(),
    stage: z.string(),
    step: z.string(),
    cause: z.enum(['manual', 'failing', 'unattended', 'objection', 'overdue', 'suspended', 'waiting']),
    causeText: z.string(),
    sentence: z.string().describe('For whom, since, until, what then'),
    role: z.string().describe('Who is waited for; empty when it is time alone'),
    since: Instant,
    until: Instant.nullable(),
    daysWaited: z.int().describe('Days in Beijing'),
    dueAt: Instant.nullable().describe('The agreed deadline'),
    gateId: z.int().nullable(),
    openTasks: z.int(),
    tasks: z
      .array(z.object({ id: Id, kind: z.string(), name: z.string(), role: z.string(), society: SocietyName.nullable(), account: z.object({ id: Id, name: z.string() }).nullable() }))
      .describe('The first ten'),
    reminders: z.int().describe('Sent for what is still owed'),
    problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    temporalUrl: z.string().nullable().describe('The workflow in the Temporal UI, for administrators'),
    actions: z.array(StuckAction),
  })
  .meta({ id: 'StuckItem' });
export type StuckItem = z.infer<typeof StuckItem>;

export const StuckList = z.object({ items: z.array(StuckItem), total: z.int(), message: z.string() }).meta({ id: 'StuckList' });
export type StuckList = z.infer<typeof StuckList>;

const WorkflowId = z.string().min(1).max(200);
const Reason = z.string().trim().min(1).max(500);

export const Retry = z.strictObject({ workflowId: WorkflowId }).meta({ id: 'Retry' });
export type Retry = z.infer<typeof Retry>;

export const Retried = z
  .object({ workflowId: z.string().describe('A stage that is gone is taken up again by its round'), outcome: z.enum(['retried', 'restarted']) })
  .meta({ id: 'Retried' });
export type Retried = z.infer<typeof Retried>;

export const Skip = z
  .strictObject({ workflowId: WorkflowId, step: z.string().min(1).max(100).optional().describe('The step that was seen: when the workflow has gone on, nothing is skipped'), reason: Reason })
  .meta({ id: 'Skip' });
export type Skip = z.infer<typeof Skip>;

export const Skipped = z.object({ skipped: z.string(), missed: z.int() }).meta({ id: 'Skipped' });
export type Skipped = z.infer<typeof Skipped>;

export const Reassignment = z.strictObject({ taskId: Id, accountId: Id.describe('Of another expert or auditor'), reason: Reason }).meta({ id: 'Reassignment' });
export type Reassignment = z.infer<typeof Reassignment>;

export const Reassigned = z.object({ taskId: Id, kind: z.string(), from: Id.nullable(), to: Id }).meta({ id: 'Reassigned' });
export type Reassigned = z.infer<typeof Reassigned>;
