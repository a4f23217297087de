import { z } from 'zod';
import { Id, Instant } from './common.js';

const Reason = z.string().trim().min(1).max(500);

export const FewerReviews = z.strictObject({ applicationId: Id, reason: Reason }).meta({ id: 'FewerReviews' });
export type FewerReviews = z.infer<typeof FewerReviews>;
export const WithFewer = z.object({ applicationId: Id, reviews: z.int() }).meta({ id: 'WithFewer' });
export type WithFewer = z.infer<typeof WithFewer>;

export const Recusal = z.strictObject({ applicationId: Id, expertId: Id, reason: Reason }).meta({ id: 'Recusal' });
export type Recusal = z.infer<typeof Recusal>;
export const Recused = z.object({ applicationId: Id, expertId: Id }).meta({ id: 'Recused' });
export type Recused = z.infer<typeof Recused>;

export const Readers = z
  .object({
    scoring: z.enum(['notYet', 'open', 'over']).describe('Readers are taken off, and done without, while it is open'),
    wanted: z.int().describe('Reviews of each application'),
    least: z.int().describe('With fewer no application goes on'),
    items: z.array(z.object({
      applicationId: Id, society: z.object({ id: Id, code: z.string(), name: z.string(), disciplineGroup: z.string() }),
      readers: z.array(z.object({ id: Id, code: z.string(), name: z.string(), state: z.enum(['assigned', 'scored', 'recused', 'released']) })),
      scored: z.int(), assigned: z.int().describe('Still to be scored'), short: z.int().describe('So many readers are missing'),
      goesOnWith: z.object({ reviews: z.int(), reason: z.string(), at: Instant }).nullable().describe('Decided: fewer than wanted are enough'),
    })),
  })
  .meta({ id: 'Readers' });
export type Readers = z.infer<typeof Readers>;

export const Conflicts = z
  .object({
    items: z.array(z.object({
      applicationId: Id, society: z.object({ id: Id, code: z.string(), name: z.string() }), expert: z.object({ id: Id, code: z.string(), name: z.string() }),
      source: z.enum(['declared', 'detected', 'recorded']).describe('By the expert, by a rule, by the office'), reason: z.string().describe('As declared or recorded, or in words what was found'),
    })),
  })
  .meta({ id: 'Conflicts' });
export type Conflicts = z.infer<typeof Conflicts>;

export const AssignmentRuns = z
  .object({
    items: z.array(z.object({
      n: z.int(), at: Instant, kind: z.enum(['whole', 'gap']).describe('`gap`: after a recusal, without touching the others'), seed: z.string(), readings: z.int(),
      affinity: z.number().describe('Total of the readings assigned, thousandths'), bound: z.number().describe('No assignment can exceed it: equal to the total, which proves it best'),
      unevenness: z.number().describe('Sum of the squares of the loads'), loads: z.array(z.object({ expert: z.string(), load: z.int() })),
    })),
  })
  .meta({ id: 'AssignmentRuns' });
export type AssignmentRuns = z.infer<typeof AssignmentRuns>;

export const GroupOpinions = z
  .object({
    items: z.array(z.object({
      group: z.string(), leader: z.object({ id: Id, code: z.string(), name: z.string() }), opinion: z.string(), ranking: z.array(Id).describe('Applications, best first'),
      deviationReason: z.string(), dissent: z.array(z.object({ expertId: Id, opinion: z.string() })), signedAt: Instant,
    })),
  })
  .meta({ id: 'GroupOpinions' });
export type GroupOpinions = z.infer<typeof GroupOpinions>;
