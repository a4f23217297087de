/** The rules of a programme's money: uses, budget, instalments, deviations. Amounts are the tiers'; what is checked is domain/funds. */
import { z } from 'zod';
import { Clause, Key, Named } from './common.js';

/** What money may, must not, or may only after a person's decision be spent on. */
export const FundUse = z.strictObject({
  key: Key,
  name: Named,
  clause: Clause,
  /** Words in a line's text that suggest this use: they never refuse, they send the line to a person. */
  words: z.array(z.string().min(1)).default([]),
});
export type FundUse = z.infer<typeof FundUse>;

/** One payment of an award: which step's end releases it, and its share of the whole. */
export const PlannedInstalment = z.strictObject({
  key: Key,
  name: Named,
  /** Number of the implementation year that it is for, from 1. */
  year: z.int().min(1).max(10),
  /** In proportion to the other instalments' shares. */
  share: z.int().positive(),
  /** Key of the project step; of a yearly one the one of implementation year `ofYear`, from 1. */
  after: Key,
  ofYear: z.int().min(1).max(10).optional(),
  /** The thing owed in that step that releases it; the end of the whole step when absent. */
  on: Key.optional(),
  clause: Clause,
});
export type PlannedInstalment = z.infer<typeof PlannedInstalment>;

export const Deviation = z
  .strictObject({
    /** A line that is spent beyond its budget by more than this needs an explanation; in percent. */
    explainAbovePercent: z.number().min(0).max(100),
    /** Beyond it by more than this: only after an approved adjustment of the budget. */
    adjustAbovePercent: z.number().min(0).max(100),
    clause: Clause,
  });
export type Deviation = z.infer<typeof Deviation>;

export const Funds = z.strictObject({
  uses: z.array(FundUse).min(1),
  forbidden: z.array(FundUse),
  /** Uses next to a forbidden one ("等支出"), and those on no list: the office decides about each line, with a reason. */
  borderline: z.array(FundUse),
  budget: z.strictObject({ basisRequired: z.boolean(), directionRequired: z.boolean(), clause: Clause }),
  deviation: Deviation,
  /** [C] In how many working days unspent money comes back that is claimed when a project ends badly. */
  repayment: z.strictObject({ workingDays: z.int().min(1).max(250), clause: Clause }),
  /** In the order in which they are paid. */
  instalments: z.array(PlannedInstalment).min(1),
  clause: Clause,
});
export type Funds = z.infer<typeof Funds>;
