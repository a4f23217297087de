import { z } from 'zod';
import { Id } from './common.js';

const Reason = z.string().trim().min(1).max(500);
const Place = z.enum(['in', 'tied', 'out']);

export const WhatIfRequest = z
  .strictObject({
    weights: z.record(z.string().min(1).max(48), z.number().positive().max(1000)).optional().describe('Full points by indicator; all together must stay what they are'),
    bands: z.record(z.string().min(1).max(48), z.array(z.number()).min(1).max(20)).optional().describe('Thresholds of share bands by indicator, best first, for every group'),
    tieBreak: z.array(z.string().min(1).max(48)).max(20).optional().describe('Indicators compared one after the other when totals are equal'),
  })
  .meta({ id: 'WhatIfRequest' });
export type WhatIfRequest = z.infer<typeof WhatIfRequest>;

export const WhatIf = z
  .object({
    places: z.int().describe('By rank'),
    societies: z.array(
      z.object({ code: z.string(), rankBefore: z.int(), rank: z.int(), totalBefore: z.number(), total: z.number(), placeBefore: Place, place: Place }),
    ),
    enters: z.array(z.string()).describe('On the list by rank only with the change; whoever is tied at the cut is neither in nor out'),
    leaves: z.array(z.string()),
  })
  .meta({ id: 'WhatIf' });
export type WhatIf = z.infer<typeof WhatIf>;

export const CutSensitivity = z
  .object({
    places: z.int(),
    steps: z.array(z.number()).describe('Percent by which one weight is changed, the others in proportion'),
    robust: z.boolean().describe('No step changes the list'),
    items: z.array(z.object({ indicator: z.string(), percent: z.number(), enters: z.array(z.string()), leaves: z.array(z.string()) })).describe('The steps that change the list'),
  })
  .meta({ id: 'CutSensitivity' });
export type CutSensitivity = z.infer<typeof CutSensitivity>;

export const FigurePath = z.strictObject({ id: Id, society: Id, indicator: z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/) });
export type FigurePath = z.infer<typeof FigurePath>;

export const FigureCorrection = z
  .strictObject({
    value: z.number().nullable().describe('Null: it cannot be proved and counts as not reported'),
    evidence: z.string().trim().min(1).max(300).describe('The paper that the figure rests on'),
    reason: Reason,
  })
  .meta({ id: 'FigureCorrection' });
export type FigureCorrection = z.infer<typeof FigureCorrection>;

export const FigureCorrected = z
  .object({
    societyId: Id, indicator: z.string(), before: z.number().nullable(), value: z.number().nullable(), rankBefore: z.int().nullable(), rank: z.int().nullable(), total: z.number(),
  })
  .meta({ id: 'FigureCorrected' });
export type FigureCorrected = z.infer<typeof FigureCorrected>;

export const FigureCheck = z
  .strictObject({
    state: z.enum(['verified', 'contested']).describe('A contested figure keeps the list from being confirmed until it is verified or corrected'),
    evidence: z.string().trim().min(1).max(300),
    note: z.string().trim().max(500).default(''),
  })
  .meta({ id: 'FigureCheck' });
export type FigureCheck = z.infer<typeof FigureCheck>;

export const FigureChecked = z.object({ n: z.int().describe('How often this figure was looked at'), state: z.enum(['verified', 'contested']) }).meta({ id: 'FigureChecked' });
export type FigureChecked = z.infer<typeof FigureChecked>;
