/** 000 §5.3: an expert panel hears the applicants by discipline group and scores them; the result is a preliminary list. */
import { z } from 'zod';
import { Clause, ClockTime, DateRule, Key, Named, stageBase } from '../common.js';

export const Criterion = z.strictObject({
  key: Key,
  name: Named,
  points: z.number().positive(),
  /** What a full score looks like, for whoever scores. */
  anchor: Named,
  clause: Clause,
});
export type Criterion = z.infer<typeof Criterion>;

/** Answered yes or no before scoring; a majority of "no" takes the application out of the ranking. */
export const PassFail = z.strictObject({ key: Key, name: Named, clause: Clause });
export type PassFail = z.infer<typeof PassFail>;

export const ScoreSheet = z.strictObject({
  passFail: z.array(PassFail),
  criteria: z.array(Criterion),
  /** A reason is required below and above these percentages of a criterion's points. */
  reasonBelowPercent: z.number().min(0).max(100),
  reasonAbovePercent: z.number().min(0).max(100),
});
export type ScoreSheet = z.infer<typeof ScoreSheet>;

/** How well an expert fits an application: see `domain/review/affinity.ts`. Weights are relative to each other. */
export const AffinityRule = z.strictObject({
  group: z.number().min(0),
  subDisciplines: z.number().min(0),
  keywords: z.number().min(0),
  /** Text field of the application form that names its sub-disciplines, several by comma or 、. */
  subDisciplineField: Key.optional(),
  /** Fields of kind `tags` whose tags are the application's keywords. */
  keywordFields: z.array(Key),
  clause: Clause,
});
export type AffinityRule = z.infer<typeof AffinityRule>;

/** Experts drawn at random from those who may be asked: seed and pool are recorded before the draw. */
export const PanelDraw = z.strictObject({ substitutesPerGroup: z.int().min(0), clause: Clause });

/** Rooms sit at these hours of a day; the last day is that of `due`. */
export const DefenceHours = z.strictObject({ from: ClockTime, to: ClockTime });

export const ExpertReview = z.strictObject({
  type: z.literal('expertReview'),
  ...stageBase,
  sheet: ScoreSheet,
  /** Experts per application. */
  perApplication: z.int().positive(),
  /** With a reason staff may let an application go on with fewer reviews, but not with fewer than this. Default: a majority. */
  atLeast: z.strictObject({ reviews: z.int().positive(), clause: Clause }).optional(),
  /** Whom an expert may read: the own group only, neighbouring ones that the expert's record names, or any. Default `own`. */
  panels: z.strictObject({ reach: z.enum(['own', 'neighbouring', 'any']), draw: PanelDraw.optional(), clause: Clause }).optional(),
  /** Without it all experts of the group fit alike. */
  affinity: AffinityRule.optional(),
  /**
   * `trimmedMean` leaves out the highest and the lowest score; `zNormalised` and `leastSquares` take out what an expert gives
   * more or less than others (`ridge`: how strongly such a bias is drawn to zero, in reviews; `domain/review/calibrate.ts`).
   */
  aggregation: z.strictObject({ method: z.enum(['mean', 'trimmedMean', 'median', 'zNormalised', 'leastSquares']), ridge: z.number().positive().optional(), clause: Clause }),
  /** Experts declare conflicts by then; whoever is recused is replaced. */
  conflictDeclaration: z.strictObject({ due: DateRule, clause: Clause }),
  scoring: z.strictObject({ due: DateRule, clause: Clause }),
  /** The leaders of the discipline groups sign an opinion and a ranking each, with dissent. Without it there are none. */
  summary: z.strictObject({ due: DateRule, clause: Clause }).optional(),
  defence: z.strictObject({
    due: DateRule,
    presentationMinutes: z.int().positive(),
    questionMinutes: z.int().positive(),
    /** Between two societies. */
    breakMinutes: z.int().min(0).optional(),
    /** Days, the last of which is the due day. */
    days: z.int().positive().optional(),
    hours: z.array(DefenceHours).min(1).optional(),
    clause: Clause,
  }),
});
export type ExpertReview = z.infer<typeof ExpertReview>;
