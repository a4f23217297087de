import { z } from 'zod';
import { Instant } from './common.js';

export const Operations = z
  .object({
    workers: z.int().nullable().describe('Worker processes that asked for work in the last minutes; null when Temporal does not answer'),
    mail: z.object({ queued: z.int(), failed: z.int().describe('Given up after the last attempt'), oldestQueuedAt: Instant.nullable() }),
    workflows: z.object({ open: z.int(), failing: z.int().describe('An activity that keeps failing, or a step that waits for a person') }),
    jobsRunning: z.int(),
    temporalUrl: z.string().nullable().describe('The Temporal UI; null when nobody said where it is'),
  })
  .meta({ id: 'Operations' });
export type Operations = z.infer<typeof Operations>;
