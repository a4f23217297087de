/** 000 §5.4–5.5: what a funded society, the office, the auditor and the leadership owe from signing to final acceptance. */
import { z } from 'zod';
import { Clause, DateRule, Key, Named, Role } from './common.js';
import { Form } from './form.js';

/** Owed only if it is so: an earlier hand-in of the step answers a choice in this way, or money is on its way to the society. */
export const OwedWhen = z.union([
  z.strictObject({ kind: Key, field: Key, is: z.array(Key).min(1) }),
  z.strictObject({ instalment: z.literal(true) }),
]);
export type OwedWhen = z.infer<typeof OwedWhen>;

/** A period from when it is owed; the day itself is not counted. */
export const Within = z.union([z.strictObject({ workingDays: z.int().min(1).max(250) }), z.strictObject({ days: z.int().min(1).max(1100) })]);
export type Within = z.infer<typeof Within>;

/** One thing owed: a document, a record or a decision, and by whom. */
export const Owed = z.strictObject({
  kind: Key,
  name: Named,
  role: Role,
  /** Owed only after that other kind of the same step is there: the office countersigns what the society signed. */
  after: Key.optional(),
  when: OwedWhen.optional(),
  /** A deadline of its own, instead of the step's. */
  within: Within.optional(),
  /** When its own deadline has passed, what follows it goes on without it: an audit is not held up by a society that says nothing. */
  lapses: z.boolean().optional(),
  /** When it sends back what was handed in: how long that may be done again, if the step's own deadline comes sooner. */
  returnWithin: Within.optional(),
  /** The decisions to choose from, for a verdict. */
  outcomes: z.array(Key).optional(),
  form: Form.optional(),
  clause: Clause,
});
export type Owed = z.infer<typeof Owed>;

/** The step in which claimed money comes back: the last of every project that ends badly, and of no programme's plan. */
export const REPAYMENT = 'repayment';

export const ProjectStepType = z.enum(['taskBookSigning', 'materials', 'inspection', 'audit', 'verdict', 'finalAcceptance', 'filing', 'midTermCheck']);
export type ProjectStepType = z.infer<typeof ProjectStepType>;

export const ProjectStep = z.strictObject({
  key: Key,
  type: ProjectStepType,
  name: Named,
  /** Once, or once in each implementation year. In a yearly step's dates, year 0 is that implementation year. */
  per: z.enum(['project', 'year']),
  opens: DateRule,
  due: DateRule,
  owes: z.array(Owed),
  clause: Clause,
  /** After the due instant: `wait` for whoever still owes (and say so), or `proceed` without it. */
  onMissed: z.enum(['wait', 'proceed']),
});
export type ProjectStep = z.infer<typeof ProjectStep>;
