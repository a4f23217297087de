/** 000 §5.1: indicators in eleven dimensions, a ranking, and the shortlist of 150 % of the planned number. */
import { z } from 'zod';
import { Clause, DateRule, Key, Named, stageBase } from '../common.js';

/** One of the source's dimensions; its points are the sum of its indicators'. */
export const Dimension = z.strictObject({ key: Key, name: Named, points: z.number().positive(), clause: Clause });
export type Dimension = z.infer<typeof Dimension>;

const Thresholds = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const PointBands = z.array(z.strictObject({ from: z.number(), points: z.number().min(0) })).min(1).max(20);
const ScaleRange = z.strictObject({ worst: z.number(), best: z.number() });

/** Another way from figure to points than shares by bands. */
export const Scale = z.discriminatedUnion('kind', [
  /** "600 members = 3 points, 200 = 2, 50 = 1", best first; short of the last there are none. */
  z.strictObject({ kind: z.literal('points'), bands: PointBands, byGroup: z.record(Key, PointBands).optional() }),
  /** Linear from worst to best; without a range between the worst and the best figure that were handed in. */
  z.strictObject({ kind: z.literal('minMax'), range: ScaleRange.optional(), byGroup: z.record(Key, ScaleRange).optional() }),
]);
export type Scale = z.infer<typeof Scale>;

export const Indicator = z.strictObject({
  key: Key,
  dimension: Key,
  name: Named,
  unit: Named,
  points: z.number().positive(),
  /** Is more better, or less? */
  direction: z.enum(['higher', 'lower']),
  /** Best first: reaching the first gives `bandShares[0]` % of the points, … below the fourth gives the fifth share. */
  bands: Thresholds.optional(),
  /** Other thresholds for a discipline group, by its key. */
  bandsByGroup: z.record(Key, Thresholds).optional(),
  /** Instead of bands. */
  scale: Scale.optional(),
  /** The paper that proves the figure. A figure without evidence is missing, and missing is not zero. */
  evidence: Named,
  /** Not handed in: the percentage that a collection of materials of that programme recorded about the society (002 notice). */
  from: z.strictObject({ record: z.literal('progress'), programme: z.string().min(1) }).optional(),
  clause: Clause.optional(),
});
export type Indicator = z.infer<typeof Indicator>;

/** Points taken off for a finding of standard management. */
export const Deduction = z.strictObject({ key: Key, name: Named, points: z.number().positive(), clause: Clause });
export type Deduction = z.infer<typeof Deduction>;

export const Shortlist = z.strictObject({
  /** Of the planned number of grants: 150 of 50 is 75. */
  percent: z.number().min(100).max(1000),
  /** Societies invited in addition, whatever their rank, each counted once. */
  legacy: z
    .strictObject({ programme: z.string().min(1), title: z.string().min(1), fromYear: z.int(), toYear: z.int(), clause: Clause })
    .optional(),
  clause: Clause,
});
export type Shortlist = z.infer<typeof Shortlist>;

export const CapabilityAssessment = z.strictObject({
  type: z.literal('capabilityAssessment'),
  ...stageBase,
  /** Societies hand their figures in by then; what follows until the stage is due is staff's, for the shortlist. */
  handIn: z.strictObject({ due: DateRule, clause: Clause }),
  dimensions: z.array(Dimension),
  indicators: z.array(Indicator),
  /** Percent of an indicator's points per band, best first. */
  bandShares: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
  deductions: z.array(Deduction),
  /** A figure that was not reported is not zero. `noPoints` unless the programme says otherwise: no points, shown, and asked for. */
  missing: z.strictObject({ treatment: z.enum(['noPoints', 'reweighted']), clause: Clause }).optional(),
  /** Indicators whose figures decide, one after the other, between equal totals. Without them equals share a rank and people decide. */
  tieBreak: z.strictObject({ indicators: z.array(Key).min(1), clause: Clause }).optional(),
  shortlist: Shortlist,
});
export type CapabilityAssessment = z.infer<typeof CapabilityAssessment>;
