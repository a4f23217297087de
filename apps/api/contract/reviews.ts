import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Id, Instant } from './common.js';
import { ReviewStatistics } from './review-statistics.js';

export const SocietyRef = z.object({ id: Id, code: z.string(), name: z.string() });
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

export const Review = z
  .object({
    id: Id,
    applicationId: Id,
    society: SocietyRef,
    expert: z.object({ id: Id, code: z.string(), name: z.string() }),
    state: z.enum(['assigned', 'scored', 'recused', 'released']),
    total: z.number().nullable().describe('Points'),
    entry: z.record(z.string(), z.unknown()).nullable().describe('The score sheet: points, reasons, answers to the pass-or-fail questions'),
    scoredAt: Instant.nullable(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;

export const ReviewQuery = z.strictObject({ ...pageQuery, limit: z.coerce.number().int().min(1).max(500).default(500).describe('Rows per page') });
export type ReviewQuery = z.infer<typeof ReviewQuery>;

export const ReviewPage = page(Review).meta({ id: 'ReviewPage' });
export type ReviewPage = z.infer<typeof ReviewPage>;

const Moved = z.object({ code: z.string(), from: z.string().nullable(), to: z.string().nullable(), reason: z.string(), madeWayFor: z.string().optional() });

export const Place = z
  .object({
    applicationId: Id,
    society: SocietyRef.extend({ disciplineGroup: z.string() }),
    rank: z.int(),
    score: z.number().describe('Calibrated, points'),
    raw: z.number().describe('Before calibration: the mean'),
    rawRank: z.int().describe('The rank by it'),
    spread: z.number().describe('Highest minus lowest total'),
    reviews: z.int(),
    tier: z.string().nullable(),
    status: z.enum(['listed', 'reserve', 'removed', 'awarded']),
    moved: z.array(Moved).describe('By hand: where from, where to, why, and for whom it made way'),
  })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof Place>;

const Variance = z.object({ tier: z.string(), planned: z.int(), actual: z.int() });

export const Ranking = z
  .object({
    computed: z.boolean().describe('False until scoring is over'),
    confirmed: z.boolean(),
    places: z.array(Place),
    variance: z.array(Variance).describe('“About” so many per tier: what was planned and what came of it'),
    tie: z
      .object({ tier: z.string(), rank: z.int(), codes: z.array(z.string()), places: z.int(), cause: z.enum(['tier', 'group']) })
      .nullable()
      .describe('Open: people decide, with the number of their minutes'),
    statistics: ReviewStatistics.nullable().describe('Null before any sheet is in'),
  })
  .meta({ id: 'Ranking' });
export type Ranking = z.infer<typeof Ranking>;

export const RankingConfirmation = z
  .strictObject({
    decisions: z
      .array(
        z.strictObject({
          tier: Key,
          rank: z.int().min(1).describe('The rank that is tied'),
          include: z.array(z.string().min(1).max(32)).max(1000).describe('Codes of those who go into the tier'),
          minutes: z.string().trim().min(1).max(200),
        }),
      )
      .max(20)
      .optional()
      .describe('One per tie'),
    moves: z
      .array(
        z.strictObject({
          code: z.string().min(1).max(32).describe('Of the society that is moved'),
          to: Key.nullable().describe('The tier; null is the reserve'),
          insteadOf: z.string().min(1).max(32).optional().describe('Who gives up the place and takes the mover’s former one'),
          reason: z.string().trim().min(1).max(2000),
        }),
      )
      .max(50)
      .optional()
      .describe('By hand, after the ranks; each stays marked'),
    varianceReason: z.string().trim().min(1).max(2000).optional().describe('Why there are more or fewer than planned, when people chose so'),
  })
  .meta({ id: 'RankingConfirmation' });
export type RankingConfirmation = z.infer<typeof RankingConfirmation>;

const Passed = z.object({
  code: z.string(), rank: z.int(), group: z.string(), tier: z.string(), cause: z.enum(['cap', 'floor', 'tie']), limit: z.int(), owedTo: z.array(z.string()),
});

export const RankingConfirmed = z
  .object({
    listed: z.int(), reserve: z.int(), variance: z.array(Variance), varianceReason: z.string(), moved: z.array(Moved),
    passes: z.array(Passed).describe('Who was passed over for a group’s quota, and by which rule'),
  }).meta({ id: 'RankingConfirmed' });
export type RankingConfirmed = z.infer<typeof RankingConfirmed>;

export const RankingPreview = z
  .object({
    places: z.array(Place), variance: z.array(Variance), tie: Ranking.shape.tie, passes: z.array(Passed),
    dropped: z.array(z.string()).describe('Codes of those who are on the list as it stands, and would not be'),
    problems: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })).describe('What confirming it would be refused for'),
  })
  .meta({ id: 'RankingPreview' });
export type RankingPreview = z.infer<typeof RankingPreview>;

