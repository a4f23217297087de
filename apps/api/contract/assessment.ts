import { z } from 'zod';
import { Id } from './common.js';
import { OnPaper } from './paper.js';

const Code = z.string();
const Line = z.object({ rank: z.int(), total: z.number(), codes: z.array(Code) });

export const Assessment = z
  .object({
    computed: z.boolean().describe('False until the figures are closed'),
    confirmed: z.boolean(),
    planned: z.int().describe('Planned number of grants'),
    percent: z.number(),
    places: z.int().describe('By rank; a broken number is rounded down'),
    societies: z.array(
      z.object({
        id: Id,
        code: Code,
        name: z.string(),
        disciplineGroup: z.string(),
        rank: z.int(),
        total: z.number().describe('Points'),
        missing: z.int().describe('Figures that were not reported'),
        place: z.enum(['in', 'tied', 'out', 'legacy']).describe('By the list as it stands; `tied` is undecided'),
        route: z.enum(['rank', 'legacy']).nullable().describe('Once confirmed: by which route the society may apply'),
      }),
    ),
    legacy: z.array(Code).describe('Invited whatever their rank'),
    tie: z.object({ rank: z.int(), codes: z.array(Code), places: z.int() }).nullable().describe('Open: more societies share the last rank than places are left'),
    contested: z.int().describe('Figures that keep the list from being confirmed'),
    cut: z.object({ lastIn: Line.optional(), firstOut: Line.optional(), gap: z.number().optional() }),
  })
  .meta({ id: 'Assessment' });
export type Assessment = z.infer<typeof Assessment>;

export const AssessmentPath = z.strictObject({ id: Id, society: Id });
export type AssessmentPath = z.infer<typeof AssessmentPath>;

export const AssessmentLines = z
  .object({
    rank: z.int(),
    total: z.number(),
    onPaper: OnPaper,
    lines: z.array(
      z.object({
        indicator: z.string(),
        value: z.number().nullable().describe('Null when it is missing: no points, but not zero'),
        share: z.number().describe('Percent of the indicator’s points'),
        points: z.number(),
        why: z.string().describe('BAND_REACHED, BELOW_ALL_BANDS, POINTS_REACHED, BELOW_ALL_POINTS, BETWEEN_WORST_AND_BEST or INDICATOR_MISSING'),
        message: z.string(),
        evidence: z.string(),
        corrected: z.boolean().describe('By staff, after the figures were sealed'),
        check: z.object({ state: z.enum(['verified', 'contested']), evidence: z.string(), note: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'AssessmentLines' });
export type AssessmentLines = z.infer<typeof AssessmentLines>;

export const ShortlistConfirmation = z
  .strictObject({
    include: z.array(z.string().min(1).max(32)).min(1).max(1000).optional().describe('Codes of the tied societies that are in; with `minutes`'),
    minutes: z.string().trim().min(1).max(200).optional().describe('Number of the minutes of the decision on the tie'),
  })
  .meta({ id: 'ShortlistConfirmation' });
export type ShortlistConfirmation = z.infer<typeof ShortlistConfirmation>;

export const ShortlistConfirmed = z.object({ byRank: z.int(), legacy: z.int(), total: z.int() }).meta({ id: 'ShortlistConfirmed' });
export type ShortlistConfirmed = z.infer<typeof ShortlistConfirmed>;
