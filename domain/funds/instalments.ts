/** When an award is paid: each instalment is bound to a step of the project, or to one thing owed in it. */
import { implementationYears } from '../programme/dates.js';
import { projectStepsOf, type Programme } from '../programme/schema.js';
import type { RoundSettings } from '../programme/settings.js';
import { type Clause, type Result, accept, refuse } from '../refusal.js';

export interface Share {
  key: string;
  /** In proportion to the others'. */
  share: number;
}

export interface Instalment {
  key: string;
  amountCents: number;
}

const CHOICE: Clause = { document: 'choice', clause: 'instalments' };

/** The amount in instalments that sum to it to the cent: each ends where its share of the running total ends, rounded down. */
export function instalments(totalCents: number, plan: readonly Share[]): Result<Instalment[]> {
  if (!Number.isSafeInteger(totalCents) || totalCents < 0) {
    return refuse({ code: 'AMOUNT_NOT_WHOLE_CENTS', params: { account: 'commitments', amount: String(totalCents) } });
  }
  if (plan.length === 0 || plan.some(({ share }) => !Number.isSafeInteger(share) || share <= 0)) return refuse({ code: 'INSTALMENT_SHARES_INVALID', rule: CHOICE });
  const sum = plan.reduce((total, { share }) => total + share, 0);
  let shares = 0;
  let paid = 0;
  return accept(
    plan.map(({ key, share }) => {
      shares += share;
      const until = Number((BigInt(totalCents) * BigInt(shares)) / BigInt(sum));
      const amountCents = until - paid;
      paid = until;
      return { key, amountCents };
    }),
  );
}

/** An instalment of a project, with what releases it. */
export interface PlannedPayment extends Instalment {
  /** Calendar year of the implementation year that it is for. */
  year: number;
  share: number;
  /** Key of the project's step: `taskBook`, `2018.verdict`. */
  step: string;
  /** The thing owed in it; the end of the step when absent. */
  on?: string;
  clause: Clause;
}

/**
 * The payments of an award of `yearlyCents` per implementation year. A programme without `funds` pays one year at the
 * countersignature, and each further one at the verdict on the year before.
 */
export function paymentPlan(programme: Programme, settings: RoundSettings, yearlyCents: number): Result<PlannedPayment[]> {
  const years = implementationYears(programme, settings);
  const planned = (programme.funds?.instalments ?? usualInstalments(programme, years.length)).map((one) => {
    const stepYear = one.ofYear === undefined ? undefined : years[one.ofYear - 1];
    return { key: one.key, share: one.share, year: years[one.year - 1] ?? years[0] ?? 0, step: stepYear === undefined ? one.after : `${stepYear}.${one.after}`, clause: one.clause, ...(one.on === undefined ? {} : { on: one.on }) };
  });
  if (planned.length === 0) return accept([]);
  const amounts = instalments(yearlyCents * years.length, planned);
  return amounts.ok ? accept(planned.map((one, n) => ({ ...one, amountCents: amounts.value[n]?.amountCents ?? 0 }))) : amounts;
}

interface UsualInstalment {
  key: string;
  share: number;
  year: number;
  after: string;
  ofYear?: number;
  on?: string;
  clause: Clause;
}

function usualInstalments(programme: Programme, years: number): UsualInstalment[] {
  const steps = projectStepsOf(programme);
  const signing = steps.find(({ type }) => type === 'taskBookSigning') ?? steps[0];
  const verdict = steps.find(({ type }) => type === 'verdict');
  return Array.from({ length: years }, (_, n) => n + 1).flatMap((year): UsualInstalment[] => {
    const one = { key: `year${year}`, share: 1, year, clause: CHOICE };
    if (year === 1 && signing) return [{ ...one, after: signing.key, ...(signing.type === 'taskBookSigning' ? { on: 'countersignature' } : {}) }];
    return verdict ? [{ ...one, after: verdict.key, ofYear: year - 1, on: 'verdict' }] : signing ? [{ ...one, after: signing.key }] : [];
  });
}
