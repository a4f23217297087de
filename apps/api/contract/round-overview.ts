import { z } from 'zod';
import { AuditItem } from './audit.js';
import { Day, Id, Instant } from './common.js';
import { RoundStatus } from './rounds.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const count = z.int();

export const RoundOverview = z
  .object({
    id: Id,
    name: z.string(),
    status: RoundStatus,
    sentence: z.string().describe('Where the round stands, in one sentence'),
    now: Instant.describe('The realm’s clock'),
    stage: z
      .object({ id: Id, key: z.string(), name: Bilingual, n: z.int(), workflowId: z.string(), gateId: z.int().nullable(), dueAt: Instant.nullable(), waitingFor: z.string().nullable(), temporalUrl: z.string().nullable() })
      .nullable()
      .describe('The open one'),
    funnel: z.object({
      assessed: count, invited: count, submitted: count, correcting: count, accepted: count, notAccepted: count, withdrawn: count, cancelled: count,
      listed: count, awarded: count, projects: count, running: count, finished: count,
    }),
    collected: z
      .array(z.object({ stage: z.string(), name: Bilingual, owed: count, submitted: count, warnings: count.nullable(), explanations: count.nullable(), findings: count.nullable(), rectified: count.nullable() }))
      .describe('Per collection of materials: societies, and points for warnings and findings; null for what the programme does not ask'),
    stuck: count,
    timeline: z.array(
      z.object({
        key: z.string(),
        of: z.enum(['stage', 'project']),
        type: z.string().describe('Of the stage, or of the project’s step'),
        name: Bilingual,
        year: z.int().optional(),
        opens: Instant.describe('Planned'),
        due: Instant.describe('Planned; of the open stage, as it has been moved'),
        lastDay: Day,
        state: z.enum(['done', 'open', 'coming', 'planned']).describe('A project’s step is planned: every project is at its own'),
        openedAt: Instant.nullable(),
        doneAt: Instant.nullable(),
      }),
    ),
    events: z.array(AuditItem.extend({ society: z.string().nullable().describe('Whose case it concerns') })).describe('The last twenty of the round’s own record'),
  })
  .meta({ id: 'RoundOverview' });
export type RoundOverview = z.infer<typeof RoundOverview>;
