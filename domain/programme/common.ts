/** The words every part of a programme definition is written in: keys, bilingual texts, clauses, roles, date rules. */
import { z } from 'zod';

/** camelCase, used in workflow ids and URLs: no slash, no dot. */
export const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
export type Key = z.infer<typeof Key>;

/** A text people read, Chinese first. */
export const Named = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Named = z.infer<typeof Named>;

/**
 * Where a rule comes from. Written in the file as one line, `000 §5.1` (document, then clause); a setting of ours is
 * `choice <why in a word>`. Its type is `Clause` of domain/refusal.ts.
 */
export const Clause = z
  .string()
  .regex(/^(00[0-4]|law|choice) \S.*$/)
  .transform((text) => ({ document: text.slice(0, text.indexOf(' ')), clause: text.slice(text.indexOf(' ') + 1) }));
export type Clause = z.infer<typeof Clause>;

/** Who may owe something. The public never owes, and an administrator decides nothing. */
export const Role = z.enum(['society', 'staff', 'expert', 'auditor', 'finance', 'leadership']);
export type Role = z.infer<typeof Role>;

/** Beijing wall time, to the minute or to the second; `24:00` is the end of the day. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$|^24:00$/);

const AFTER = /^(opens|signed|[a-z][A-Za-z0-9]*\.(opens|due))$/;

const ruleExtras = {
  /** Default: `00:00` for an opening, `24:00` for a due date. */
  time: ClockTime.optional(),
  /** True when the source does not say it. */
  choice: z.boolean().optional(),
};

/** A fixed date: it never rolls. `year` counts from the programme's year; inside a yearly step, from the implementation year. */
export const FixedDate = z.strictObject({
  on: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  year: z.int().min(-5).max(15).optional(),
  ...ruleExtras,
});
export type FixedDate = z.infer<typeof FixedDate>;

/** A period in natural days: the starting day is not counted; a last day that is a rest day moves to the next working day. */
export const DaysAfter = z.strictObject({ days: z.int().min(0).max(1100), after: z.string().regex(AFTER), ...ruleExtras });
export type DaysAfter = z.infer<typeof DaysAfter>;

/** A period in working days of the State Council's calendar; the starting day is not counted. */
export const WorkingDaysAfter = z.strictObject({ workingDays: z.int().min(1).max(250), after: z.string().regex(AFTER), ...ruleExtras });
export type WorkingDaysAfter = z.infer<typeof WorkingDaysAfter>;

/** A period in months: it ends on the corresponding day, or the month's last where there is none; a rest day gives way. */
export const MonthsAfter = z.strictObject({ months: z.int().min(1).max(120), after: z.string().regex(AFTER), ...ruleExtras });
export type MonthsAfter = z.infer<typeof MonthsAfter>;

/** A period in years, ending as one in months does. */
export const YearsAfter = z.strictObject({ years: z.int().min(1).max(10), after: z.string().regex(AFTER), ...ruleExtras });
export type YearsAfter = z.infer<typeof YearsAfter>;

/**
 * When something opens or is due. `after` names what a period counts from: `opens` (its own opening), `signed` (both
 * signatures on the task book), or another stage's or step's date, `application.due`. Zero days is that very instant.
 */
export const DateRule = z.union([FixedDate, DaysAfter, WorkingDaysAfter, MonthsAfter, YearsAfter]);
export type DateRule = z.infer<typeof DateRule>;

/** What every stage has. */
export const stageBase = {
  key: Key,
  name: Named,
  opens: DateRule,
  due: DateRule,
  /** Who must act for the stage to end. */
  responsible: Role,
  clause: Clause,
};
