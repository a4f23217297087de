/** 000 §5.2: voluntary applications by the invited societies, refused at intake where a rule says so. */
import { z } from 'zod';
import { Clause, DateRule, FixedDate, Key, Named, stageBase } from '../common.js';
import { Form } from '../form.js';

const ruleBase = { key: Key, name: Named, clause: Clause };

/** Whole calendar years, both included. A fact outside is flagged for staff, never refused by the rule. */
export const YearWindow = z.strictObject({ fromYear: z.int(), toYear: z.int() });
export type YearWindow = z.infer<typeof YearWindow>;

/**
 * Years counted back from a stated day, which is the last one (001 §3.3: 近三年): `upTo` 30 September 2021 and 3 years are 1
 * October 2018 – 30 September 2021. With `untilCheck` what happens later counts too, until the day of the check.
 */
export const BackWindow = z.strictObject({ years: z.int().positive().max(20), upTo: FixedDate, untilCheck: z.boolean().optional() });
export type BackWindow = z.infer<typeof BackWindow>;

export const LookBack = z.union([YearWindow, BackWindow]);
export type LookBack = z.infer<typeof LookBack>;

/** Why an application is not accepted (不予受理). Each kind is decided by domain/eligibility on recorded facts. */
export const EligibilityRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('partyOrganisation'), ...ruleBase }),
  /** A violation of discipline or law recorded in the window. */
  z.strictObject({ kind: z.literal('violation'), ...ruleBase, window: LookBack }),
  /** Criticised by circular, or penalised, by a competent department for breaking state rules: issuer and provision are recorded. */
  z.strictObject({ kind: z.literal('criticismOrPenalty'), ...ruleBase, window: LookBack }),
  /** "等情形之一" is an open list: staff may name a further case, with its reason. */
  z.strictObject({ kind: z.literal('otherCircumstance'), ...ruleBase, window: LookBack.optional() }),
  /**
   * Conclusions of annual inspections, of `lastYear` and before. `notFailed` (001 §3.2): the last issued one is not 不合格, and not
   * all of the last `years` are 基本合格. `qualified` (003 §3): each of the `years` is 合格.
   */
  z.strictObject({ kind: z.literal('annualInspection'), ...ruleBase, requires: z.enum(['notFailed', 'qualified']), lastYear: z.int(), years: z.int().min(1).max(10) }),
  /** Projects not completed as required (001 §3.4, 003 §3); of these programmes by key or name, else of any of the authority. */
  z.strictObject({ kind: z.literal('pastProjects'), ...ruleBase, programmes: z.array(z.string().min(1)).min(1).optional() }),
  /** A condition that somebody must have stated to be met (003 §3); facts of kind `condition` name it. */
  z.strictObject({ kind: z.literal('condition'), ...ruleBase, condition: Key }),
  /** Yearly papers handed in on time (003 §3). */
  z.strictObject({ kind: z.literal('annualPapers'), ...ruleBase, papers: z.array(z.strictObject({ paper: z.enum(['summary', 'plan']), year: z.int() })).min(1) }),
]);
export type EligibilityRule = z.infer<typeof EligibilityRule>;

export const ApplicationWindow = z.strictObject({
  type: z.literal('applicationWindow'),
  ...stageBase,
  /**
   * Who is invited: the shortlist of the assessment (000 §5.1; the default), the suggested list (001 §3), or all societies of the
   * authority (003 §3).
   */
  invites: z.enum(['shortlist', 'suggestedList', 'all']).optional(),
  /** Others that are willing may apply too, and say what is distinctive about them (001 §3: 特色突出); same checks. */
  volunteers: z.strictObject({ clause: Clause }).optional(),
  form: Form,
  /** Handed in twice with the same content (001 §4.1: word版和盖章PDF版): the `file` fields of the form; the office compares them. */
  electronic: z.strictObject({ word: Key, sealedPdf: Key, clause: Clause }).optional(),
  /** Signed and sealed copies on paper, with a deadline of their own; by post the postmark counts, if so. */
  paper: z.strictObject({ copies: z.int().positive(), to: Named, due: DateRule, postmark: z.boolean(), clause: Clause }).optional(),
  eligibility: z.array(EligibilityRule),
  /** Working days staff have for the formal check of one application, from its submission. */
  formalCheck: z.strictObject({ days: z.int().positive(), clause: Clause }),
  /** A supplement is asked for once, with everything in one notice (一次性告知). */
  correction: z.strictObject({ workingDays: z.int().positive(), attempts: z.int().min(0), clause: Clause }),
});
export type ApplicationWindow = z.infer<typeof ApplicationWindow>;
