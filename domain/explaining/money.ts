/** Why this amount stands on an account. */
import type { Explanation } from '../explanation.js';
import { choice, input, node } from './node.js';

/** What stands on an account of a project: the sum of its movements, each with its posting. Integer cents. */
export function explainBalance(account: string, entries: readonly { posting: string; memo: string; amountCents: number }[]): Explanation {
  const own = entries.map(({ posting, memo, amountCents }) => node(`movement.${memo}`, amountCents, choice('double entry'), ['why.formula.movement'], [input('posting', posting)]));
  return node(`account.${account}`, entries.reduce((sum, entry) => sum + entry.amountCents, 0), choice('double entry'), ['why.formula.balance', { movements: entries.length }], [], own);
}
