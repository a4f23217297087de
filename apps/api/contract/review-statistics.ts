import { z } from 'zod';

const Codes = z.array(z.string()).describe('Societies by code');
export const Method = z.enum(['mean', 'trimmedMean', 'median', 'zNormalised', 'leastSquares']);

export const ReviewStatistics = z
  .object({
    method: Method.describe('The programme’s: the rank follows it'),
    agreement: z.object({
      alpha: z.number().nullable().describe('Krippendorff’s alpha, interval data: 1 is full agreement, 0 what chance would give; null when nothing can be compared'),
      byGroup: z.array(z.object({ group: z.string(), alpha: z.number().nullable() })),
    }),
    experts: z
      .array(z.object({ expert: z.string(), reviews: z.int(), mean: z.number(), bias: z.number().describe('Points above or below the others for the same applications, by least squares') }))
      .describe('By code'),
    components: z.int().describe('Parts that share no expert: between them biases cannot be compared'),
    ranks: z.array(z.object({ society: z.string(), ranks: z.record(z.string(), z.int()) })).describe('The rank by every method, side by side'),
    unfit: Codes.describe('Out of the ranking: a majority finds the political direction wanting'),
    cut: z.object({
      places: z.int(),
      margin: z.number().nullable().describe('Points between the last inside and the first outside'),
      missing: z.array(z.object({ society: z.string(), points: z.number() })).describe('Those outside, nearest first, and what each lacks'),
      withoutExpert: z.array(z.object({ expert: z.string(), entering: Codes, leaving: Codes })).describe('Only experts whose absence would move the cut'),
      withMethod: z.array(z.object({ method: Method, entering: Codes, leaving: Codes })),
      contested: Codes.describe('Whoever changes sides when any one expert is left out'),
    }),
  })
  .meta({ id: 'ReviewStatistics' });
export type ReviewStatistics = z.infer<typeof ReviewStatistics>;
