/**
 * The money of a round, double-entry, in whole cents: every posting sums to zero. Money starts in `appropriation`, so that
 * account runs negative; what has left it is always somewhere.
 *
 *   commit: appropriation → commitments · notify: commitments → payable · arrive: payable → disbursed · hold: payable → commitments
 *   pay: commitments → disbursed, where no arrival is waited for · unspent money comes back: disbursed → returned
 *   reclaim: disbursed → clawback (claimed) → returned (received) or → writtenOff (given up by decision)
 *   sanction lifted on appeal: clawback, returned, writtenOff → disbursed · reduce or terminate: commitments → appropriation
 */
import { type Result, accept, refuse } from '../refusal.js';

export const accounts = ['appropriation', 'commitments', 'payable', 'disbursed', 'returned', 'clawback', 'writtenOff'] as const;
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
  /** The disbursement notice: the society may send its receipt. */
  notify: (society: string, cents: number) => move('commitments', 'payable', society, cents),
  /** It has arrived on the society's account. */
  arrive: (society: string, cents: number) => move('payable', 'disbursed', society, cents),
  /** The notice is taken back before the money has left. */
  hold: (society: string, cents: number) => move('payable', 'commitments', society, cents),
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
  const result: Record<Account, number> = { appropriation: 0, commitments: 0, payable: 0, disbursed: 0, returned: 0, clawback: 0, writtenOff: 0 };
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
    const overdrawn = (['commitments', 'payable', 'disbursed', 'clawback', 'returned', 'writtenOff'] as const).find((account) => own[account] < 0);
    if (overdrawn) return refuse({ code: 'ACCOUNT_OVERDRAWN', params: { society, account: overdrawn, missing: -own[overdrawn] } });
  }
  return accept(next);
}

/** The first account that the posting would overdraw, with what is missing. Only the appropriation runs negative. */
export function overdrawn(before: Readonly<Record<string, number>>, { lines }: Posting): { account: Account; missing: number } | undefined {
  const after = (account: Account): number => (before[account] ?? 0) + lines.reduce((sum, line) => sum + (line.account === account ? line.amountCents : 0), 0);
  const account = accounts.find((one) => one !== 'appropriation' && lines.some((line) => line.account === one) && after(one) < 0);
  return account && { account, missing: -after(account) };
}

/** The first account that stands below zero, with what is missing. Only the appropriation may. */
export function belowZero(standing: Readonly<Record<string, number>>): { account: Account; missing: number } | undefined {
  const account = accounts.find((one) => one !== 'appropriation' && (standing[one] ?? 0) < 0);
  return account && { account, missing: -(standing[account] ?? 0) };
}
