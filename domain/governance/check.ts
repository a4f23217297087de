/**
 * The governance checks that a programme may ask for (002 items 2–8 and 29, 004 §3–§4). Which of them, with which settings and
 * what follows from a breach is data of the programme; each reads figures by the keys of the form's fields.
 */
import { z } from 'zod';
import { Clause, Key, Named } from '../programme/common.js';

const base = {
  key: Key,
  name: Named,
  clause: Clause,
  /** "一般不超过", "原则上", "应为": a warning that asks for an explanation, never a failure; 004's "不得": a finding for staff to verify. */
  then: z.enum(['warning', 'finding']),
};

/** An exact fraction: 3/4. */
const Fraction = z.string().regex(/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/);

/** 002 item 3. `below` is exclusive; the last band has none. `gapAt`: a number of members that the text leaves out. */
const Cap = z.strictObject({ below: z.int().positive().optional(), most: z.int().positive() });
const capSettings = {
  caps: z.array(Cap).min(1),
  gapAt: z.int().positive().optional(),
  /** Individual members grown by more than this in the last year: relaxed. */
  relaxedAbovePercent: z.int().min(0),
};

export const GovernanceCheck = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('councilSize'), ...base, ...capSettings }),
  z.strictObject({ kind: z.literal('councilNotGrown'), ...base, ...capSettings }),
  /** `part` is at least (`more`: more than) a fraction of `whole`. */
  z.strictObject({ kind: z.literal('share'), ...base, part: Key, whole: Key, atLeast: Fraction, more: z.boolean().optional() }),
  /** A share that the text wants raised without saying how far: reported, judged by nobody. */
  z.strictObject({ kind: z.literal('shareReported'), ...base, part: Key, whole: Key }),
  /** Every one of these questions is answered with yes. */
  z.strictObject({ kind: z.literal('allYes'), ...base, fields: z.array(Key).min(1) }),
  /** These numbers are all zero. */
  z.strictObject({ kind: z.literal('none'), ...base, fields: z.array(Key).min(1) }),
  /** Branches (a table with the day of the last activity) without activity for so long. */
  z.strictObject({ kind: z.literal('idleBranches'), ...base, table: Key, column: Key, months: z.int().positive() }),
  /** The growth of the whole of all societies; each society's own is shown (002 item 8). */
  z.strictObject({ kind: z.literal('wholeGrowth'), ...base, now: Key, before: Key, percent: z.int().positive() }),
]);
export type GovernanceCheck = z.infer<typeof GovernanceCheck>;
export type CheckOf<K extends GovernanceCheck['kind']> = Extract<GovernanceCheck, { kind: K }>;

/** What was handed in, by field. */
export type Figures = Readonly<Record<string, unknown>>;

/** `unknown`: a figure is missing, and is asked for; it never passes silently. `reported`: shown, judged by nobody. */
export type LineResult = 'pass' | 'warning' | 'finding' | 'reported' | 'unknown';

export interface CheckLine {
  key: string;
  result: LineResult;
  /** Worded under `governance.<code>`. */
  code: string;
  params: Record<string, string | number>;
}
export type Weighed = Omit<CheckLine, 'key'>;

/** The council's figures have fixed names: the rule of 002 item 3 is about them. */
export const COUNCIL_FIELDS = ['individualMembers', 'individualMembersBefore', 'councilSize'] as const;
export const TERM_FIELDS = ['changingTerm', 'previousCouncilSize'] as const;

/** The fields that a check reads: the form must have them. */
export function readsOf(check: GovernanceCheck): string[] {
  switch (check.kind) {
    case 'councilSize':
      return [...COUNCIL_FIELDS];
    case 'councilNotGrown':
      return [...COUNCIL_FIELDS, ...TERM_FIELDS];
    case 'share':
    case 'shareReported':
      return [check.part, check.whole];
    case 'allYes':
    case 'none':
      return check.fields;
    case 'idleBranches':
      return [check.table];
    case 'wholeGrowth':
      return [check.now, check.before];
  }
}

/** A count of people or things: a whole number, not negative. */
export const countOf = (figures: Figures, field: string): number | undefined => {
  const value = figures[field];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

export const missing = (...fields: string[]): Weighed => ({ result: 'unknown', code: 'FIGURE_MISSING', params: { fields: fields.join('、') } });
