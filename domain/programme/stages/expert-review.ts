/** 000 §5.3: an expert panel hears the applicants by discipline group and scores them; the result is a preliminary list. */
import { z } from 'zod';
import { Clause, DateRule, Key, Named, stageBase } from '../common.js';

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

export const ExpertReview = z.strictObject({
  type: z.literal('expertReview'),
  ...stageBase,
  sheet: ScoreSheet,
  /** Experts per application. */
  perApplication: z.int().positive(),
  /** `trimmedMean` leaves out the highest and the lowest score. */
  aggregation: z.strictObject({ method: z.enum(['mean', 'trimmedMean', 'median']), clause: Clause }),
  /** Experts declare conflicts by then; whoever is recused is replaced. */
  conflictDeclaration: z.strictObject({ due: DateRule, clause: Clause }),
  scoring: z.strictObject({ due: DateRule, clause: Clause }),
  defence: z.strictObject({ due: DateRule, presentationMinutes: z.int().positive(), questionMinutes: z.int().positive(), clause: Clause }),
});
export type ExpertReview = z.infer<typeof ExpertReview>;
