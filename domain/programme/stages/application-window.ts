/** 000 §5.2: voluntary applications by the invited societies, refused at intake where a rule says so. */
import { z } from 'zod';
import { Clause, Key, Named, stageBase } from '../common.js';
import { Form } from '../form.js';

const ruleBase = { key: Key, name: Named, clause: Clause };

/** Whole calendar years, both included. A fact outside is flagged for staff, never refused by the rule. */
export const YearWindow = z.strictObject({ fromYear: z.int(), toYear: z.int() });
export type YearWindow = z.infer<typeof YearWindow>;

/** Why an application is not accepted (不予受理). Each kind is decided by domain/eligibility on recorded facts. */
export const EligibilityRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('partyOrganisation'), ...ruleBase }),
  /** A violation of discipline or law recorded in the window. */
  z.strictObject({ kind: z.literal('violation'), ...ruleBase, window: YearWindow }),
  /** Criticised by circular, or penalised, by a competent department for breaking state rules: issuer and provision are recorded. */
  z.strictObject({ kind: z.literal('criticismOrPenalty'), ...ruleBase, window: YearWindow }),
  /** "等情形之一" is an open list: staff may name a further case, with its reason. */
  z.strictObject({ kind: z.literal('otherCircumstance'), ...ruleBase, window: YearWindow.optional() }),
]);
export type EligibilityRule = z.infer<typeof EligibilityRule>;

export const ApplicationWindow = z.strictObject({
  type: z.literal('applicationWindow'),
  ...stageBase,
  form: Form,
  eligibility: z.array(EligibilityRule),
  /** Working days staff have for the formal check of one application, from its submission. */
  formalCheck: z.strictObject({ days: z.int().positive(), clause: Clause }),
  /** A supplement is asked for once, with everything in one notice (一次性告知). */
  correction: z.strictObject({ workingDays: z.int().positive(), attempts: z.int().min(0), clause: Clause }),
});
export type ApplicationWindow = z.infer<typeof ApplicationWindow>;
