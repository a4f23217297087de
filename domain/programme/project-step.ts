/** 000 §5.4–5.5: what a funded society, the office, the auditor and the leadership owe from signing to final acceptance. */
import { z } from 'zod';
import { Clause, DateRule, Key, Named, Role } from './common.js';
import { Form } from './form.js';

/** One thing owed: a document, a record or a decision, and by whom. */
export const Owed = z.strictObject({
  kind: Key,
  name: Named,
  role: Role,
  /** Owed only after that other kind of the same step is there: the office countersigns what the society signed. */
  after: Key.optional(),
  /** The decisions to choose from, for a verdict. */
  outcomes: z.array(Key).optional(),
  form: Form.optional(),
  clause: Clause,
});
export type Owed = z.infer<typeof Owed>;

export const ProjectStepType = z.enum(['taskBookSigning', 'materials', 'inspection', 'audit', 'verdict', 'finalAcceptance']);
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
