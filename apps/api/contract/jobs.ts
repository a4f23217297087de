import { z } from 'zod';
import { Id, Instant } from './common.js';

export const JobKind = z.enum(['acceptApplications', 'retryStuck', 'extendStuck', 'rehearsal']);
export const JobState = z.enum(['running', 'done', 'failed', 'cancelled']);

export const AcceptApplications = z
  .strictObject({ roundId: Id, applicationIds: z.array(Id).min(1).max(10_000).optional().describe('These; without them all that wait for a decision and whose eligibility is clear') })
  .meta({ id: 'AcceptApplications' });
export type AcceptApplications = z.infer<typeof AcceptApplications>;

const Filter = { roundId: Id.optional(), cause: z.string().min(1).max(40).optional().describe('Cause of the wait, as the list has it') };

export const RetryStuck = z.strictObject(Filter).meta({ id: 'RetryStuck' });
export type RetryStuck = z.infer<typeof RetryStuck>;

export const ExtendStuck = z.strictObject({ ...Filter, dueAt: Instant, reason: z.string().trim().min(1).max(500) }).meta({ id: 'ExtendStuck' });
export type ExtendStuck = z.infer<typeof ExtendStuck>;

export const AutomaticRehearsal = z
  .strictObject({ programmeId: Id, societies: z.int().min(12).max(200), seed: z.string().trim().min(1).max(40).default('1').describe('The same seed gives the same outcome') })
  .meta({ id: 'AutomaticRehearsal' });
export type AutomaticRehearsal = z.infer<typeof AutomaticRehearsal>;

export const JobPreview = z
  .object({
    count: z.int().describe('Records that it would be done to'),
    items: z.array(z.object({ label: z.string(), detail: z.string() })).describe('The first hundred'),
    left: z.array(z.object({ reason: z.string(), count: z.int() })).describe('Records of the same list that it would leave alone, and why'),
  })
  .meta({ id: 'JobPreview' });
export type JobPreview = z.infer<typeof JobPreview>;

export const Job = z
  .object({
    id: Id,
    kind: JobKind,
    state: JobState,
    by: z.object({ id: Id, name: z.string().nullable() }),
    begunAt: Instant,
    endedAt: Instant.nullable(),
    total: z.int(),
    done: z.int(),
    refused: z.int(),
    asked: z.record(z.string(), z.unknown()),
    progress: z.object({ now: Instant, stage: z.object({ zh: z.string(), en: z.string() }).nullable(), openTasks: z.int(), acts: z.int() }).nullable().describe('Of a rehearsal'),
    result: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

export const Jobs = z.object({ items: z.array(Job) }).meta({ id: 'Jobs' });
export type Jobs = z.infer<typeof Jobs>;

export const JobDetail = Job.extend({
  items: z.array(z.object({ n: z.int(), ref: z.string(), label: z.string(), state: z.enum(['waiting', 'done', 'refused']), problem: z.object({ code: z.string(), message: z.string() }).nullable(), at: Instant.nullable() })),
}).meta({ id: 'JobDetail' });
export type JobDetail = z.infer<typeof JobDetail>;
