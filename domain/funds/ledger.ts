/**
 * The money of a round, double-entry, in whole cents: every posting sums to zero. Money starts in `appropriation`, so that
 * account runs negative; what has left it is always somewhere.
 *
 *   commit: appropriation → commitments · pay: commitments → disbursed · unspent money comes back: disbursed → returned
 *   reclaim: disbursed → clawback (claimed) → returned (received) or → writtenOff (given up by decision)
 *   sanction lifted on appeal: clawback, returned, writtenOff → disbursed · reduce or terminate: commitments → appropriation
 */
import { type Clause, type Result, accept, refuse } from '../refusal.js';

export const accounts = ['appropriation', 'commitments', 'disbursed', 'returned', 'clawback', 'writtenOff'] as const;
export type Account = (typeof accounts)[number];

export interface LedgerLine {
  account: Account;
  /** Cents; positive into the account, negative out of it, never zero. */
  amountCents: number;
  /** The society it concerns, by code. */
  society?: string;
}

export interface Posting {
  lines: LedgerLine[];
}

/** Takes lines that balance, and no others. */
export function post(lines: readonly LedgerLine[]): Result<Posting> {
  const wrong = lines.find((line) => !Number.isSafeInteger(line.amountCents) || line.amountCents === 0);
  if (wrong) return refuse({ code: 'AMOUNT_NOT_WHOLE_CENTS', params: { account: wrong.account, amount: String(wrong.amountCents) } });
  const sum = lines.reduce((total, line) => total + line.amountCents, 0);
  if (lines.length < 2 || sum !== 0) return refuse({ code: 'POSTING_NOT_BALANCED', params: { difference: sum, lines: lines.length } });
  return accept({ lines: lines.map((line) => ({ ...line })) });
}

/** The usual movements. Amounts are positive cents. */
export const movements = {
  commit: (society: string, cents: number) => move('appropriation', 'commitments', society, cents),
  pay: (society: string, cents: number) => move('commitments', 'disbursed', society, cents),
  release: (society: string, cents: number) => move('commitments', 'appropriation', society, cents),
  giveBack: (society: string, cents: number) => move('disbursed', 'returned', society, cents),
  claim: (society: string, cents: number) => move('disbursed', 'clawback', society, cents),
  recover: (society: string, cents: number) => move('clawback', 'returned', society, cents),
  /** What is not returned and is given up, by a recorded decision [C]. */
  writeOff: (society: string, cents: number) => move('clawback', 'writtenOff', society, cents),
  /** A payment that was recorded by mistake. */
  unrecover: (society: string, cents: number) => move('returned', 'clawback', society, cents),
  /** A sanction lifted on appeal: the claim, what came in on it and what was given up are reversed. */
  unclaim: (society: string, cents: number) => move('clawback', 'disbursed', society, cents),
  restitute: (society: string, cents: number) => move('returned', 'disbursed', society, cents),
  reinstate: (society: string, cents: number) => move('writtenOff', 'disbursed', society, cents),
};

function move(from: Account, to: Account, society: string, cents: number): Result<Posting> {
  if (!(cents > 0)) return refuse({ code: 'AMOUNT_NOT_WHOLE_CENTS', params: { account: to, amount: String(cents) } });
  return post([
    { account: from, society, amountCents: -cents },
    { account: to, society, amountCents: cents },
  ]);
}

/** What stands on each account; of one society, when it is named. The balances always sum to zero. */
export function balances(postings: readonly Posting[], society?: string): Record<Account, number> {
  const result: Record<Account, number> = { appropriation: 0, commitments: 0, disbursed: 0, returned: 0, clawback: 0, writtenOff: 0 };
  for (const line of postings.flatMap((posting) => posting.lines)) {
    if (society === undefined || line.society === society) result[line.account] += line.amountCents;
  }
  return result;
}

/**
 * May it be posted after those? Of a society nothing can be paid that was not committed, nor claimed or given back that it
 * was not paid; and no more is committed than was appropriated.
 */
export function checkPosting(postings: readonly Posting[], next: Posting, appropriatedCents: number): Result<Posting> {
  const after = [...postings, next];
  if (-balances(after).appropriation > appropriatedCents) {
    return refuse({ code: 'APPROPRIATION_EXCEEDED', params: { appropriated: appropriatedCents, committed: -balances(after).appropriation } });
  }
  for (const society of new Set(next.lines.flatMap((line) => line.society ?? []))) {
    const own = balances(after, society);
    const overdrawn = (['commitments', 'disbursed', 'clawback', 'returned', 'writtenOff'] as const).find((account) => own[account] < 0);
    if (overdrawn) return refuse({ code: 'ACCOUNT_OVERDRAWN', params: { society, account: overdrawn, missing: -own[overdrawn] } });
  }
  return accept(next);
}

export interface InstalmentPlan {
  key: string;
  /** Of the whole; at most two decimals. All of them make 100. */
  percent: number;
}

export interface Instalment {
  key: string;
  amountCents: number;
}

const CHOICE: Clause = { document: 'choice', clause: 'instalments' };

/** The amount in instalments that sum to it to the cent: each ends where its share of the running total ends, rounded down. */
export function instalments(tierAmountCents: number, plan: readonly InstalmentPlan[]): Result<Instalment[]> {
  if (!Number.isSafeInteger(tierAmountCents) || tierAmountCents < 0) {
    return refuse({ code: 'AMOUNT_NOT_WHOLE_CENTS', params: { account: 'commitments', amount: String(tierAmountCents) } });
  }
  const hundredths = plan.map(({ percent }) => Math.round(percent * 100));
  const sum = hundredths.reduce((total, share) => total + share, 0);
  if (sum !== 10_000 || hundredths.some((share) => share <= 0)) {
    return refuse({ code: 'INSTALMENTS_NOT_100_PERCENT', rule: CHOICE, params: { percent: sum / 100 } });
  }
  let shares = 0;
  let paid = 0;
  return accept(
    plan.map(({ key }, n) => {
      shares += hundredths[n] ?? 0;
      const until = Number((BigInt(tierAmountCents) * BigInt(shares)) / 10_000n);
      const amountCents = until - paid;
      paid = until;
      return { key, amountCents };
    }),
  );
}
