/**
 * 003 §5.2: 收回已拨付的专项资金. What is claimed is what was paid out less what came back before; no interest [C]. It ends
 * when all of it has been returned, or when the leadership writes off the rest by a recorded decision [C]. Whole cents.
 */
import type { Explanation } from '../explanation.js';
import { accept, type Clause, refuse, type Result } from '../refusal.js';

export const CLAWBACK_CLAUSE: Clause = { document: '003', clause: '§5.2' };

export interface Paid {
  /** All instalments paid to the society, cents. */
  disbursedCents: number;
  /** Unspent money that it gave back before the decision, cents. */
  returnedCents: number;
}

/** Disbursed − returned: never negative, and never more than was paid. */
export function claimOf({ disbursedCents, returnedCents }: Paid): Result<number> {
  const whole = [disbursedCents, returnedCents].every((cents) => Number.isSafeInteger(cents) && cents >= 0);
  if (!whole) return refuse({ code: 'CLAIM_NOT_WHOLE_CENTS', rule: CLAWBACK_CLAUSE, params: { disbursed: String(disbursedCents), returned: String(returnedCents) } });
  if (returnedCents > disbursedCents) return refuse({ code: 'RETURNED_OVER_DISBURSED', rule: CLAWBACK_CLAUSE, params: { disbursed: disbursedCents, returned: returnedCents } });
  return accept(disbursedCents - returnedCents);
}

/** A clawback on its way: what is claimed, what has come in, what was written off. Cents. */
export interface Clawback {
  claimCents: number;
  recoveredCents: number;
  writtenOffCents: number;
}

export const outstandingOf = ({ claimCents, recoveredCents, writtenOffCents }: Clawback): number => claimCents - recoveredCents - writtenOffCents;

/** Takes one payment of the society; several make the whole. More than is outstanding is not taken. */
export function takeReturn(clawback: Clawback, cents: number): Result<Clawback> {
  const outstanding = outstandingOf(clawback);
  if (!Number.isSafeInteger(cents) || cents <= 0) return refuse({ code: 'RETURN_NOT_WHOLE_CENTS', field: 'amountCents', params: { amount: String(cents) } });
  if (cents > outstanding) return refuse({ code: 'RETURN_OVER_CLAIM', field: 'amountCents', rule: CLAWBACK_CLAUSE, params: { amount: cents, outstanding } });
  return accept({ ...clawback, recoveredCents: clawback.recoveredCents + cents });
}

/** Gives up all that is outstanding. */
export function writeOff(clawback: Clawback): Result<Clawback> {
  const outstanding = outstandingOf(clawback);
  if (outstanding <= 0) return refuse({ code: 'NOTHING_OUTSTANDING', rule: CLAWBACK_CLAUSE });
  return accept({ ...clawback, writtenOffCents: clawback.writtenOffCents + outstanding });
}

export interface ClawbackPart {
  /** Posting in the ledger. */
  posting: string;
  /** YYYY-MM-DD, Beijing. */
  day: string;
  amountCents: number;
  what: 'disbursed' | 'returned' | 'recovered' | 'writtenOff';
}

/** Why so much is claimed and so much still outstanding: every posting it was put together from. */
export function explainClawback(sanction: string, clawback: Clawback, clause: Clause, postings: readonly ClawbackPart[]): Explanation {
  const sum = (what: ClawbackPart['what']) => postings.filter((one) => one.what === what).reduce((total, one) => total + one.amountCents, 0);
  const outstanding = outstandingOf(clawback);
  return {
    what: 'clawback',
    result: outstanding,
    clause,
    formula: {
      code: 'formula.clawback',
      params: {
        disbursed: sum('disbursed'), returned: sum('returned'), claim: clawback.claimCents, recovered: clawback.recoveredCents, writtenOff: clawback.writtenOffCents, outstanding,
      },
    },
    inputs: postings.map(({ posting, what, amountCents }) => ({ name: `input.${what}`, value: amountCents, unit: 'cents', source: { kind: 'record' as const, id: posting } })),
    parts: [
      {
        what: 'claim', result: clawback.claimCents, clause,
        formula: { code: 'formula.claim', params: { disbursed: sum('disbursed'), returned: sum('returned'), claim: clawback.claimCents } },
        inputs: [{ name: 'input.sanction', value: sanction, source: { kind: 'decision', id: sanction } }], parts: [],
      },
    ],
  };
}
