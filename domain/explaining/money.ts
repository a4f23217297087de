/** Why this amount: an instalment, what stands on an account. */
import type { Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { choice, from, input, node } from './node.js';

export interface InstalmentCase {
  number: string;
  year: number;
  /** Per implementation year, of the tier; integer cents. */
  plannedCents: number;
  paidCents: number;
  /** The verdict on the year before; none before the first instalment. */
  verdict?: { year: number; decision: string; percent: number; minutes: string; commandId: string };
  signed: boolean;
  clause: Clause;
}

/** What an implementation year pays: the tier's sum, what the verdict left of it, or nothing yet. Integer cents. */
export function explainInstalment({ number, year, plannedCents, verdict, signed, clause }: InstalmentCase): Explanation {
  const inputs = [input('planned', plannedCents, from('programme', 'quota.tiers'), 'cents'), input('year', year), input('project', number)];
  const of = (result: number, code: string, params: Record<string, string | number> = {}, more: Explanation['inputs'] = []): Explanation =>
    node('instalment', result, clause, [code, params], [...inputs, ...more]);
  if (!signed) return of(0, 'why.formula.notSigned');
  if (!verdict) return of(plannedCents, 'why.formula.firstInstalment');
  const decided = [input('verdict', verdict.decision, from('command', verdict.commandId)), ...(verdict.minutes === '' ? [] : [input('minutes', verdict.minutes, from('decision', verdict.minutes))])];
  if (verdict.decision === 'terminate') return of(0, 'why.formula.terminated', {}, decided);
  const percent = verdict.decision === 'adjust' ? verdict.percent : 100;
  return of(Math.floor((plannedCents * percent) / 100), 'why.formula.instalment', { percent }, [...decided, input('percent', percent, undefined, '%')]);
}

/** What stands on an account of a project: the sum of its movements, each with its posting. Integer cents. */
export function explainBalance(account: string, entries: readonly { posting: string; memo: string; amountCents: number }[]): Explanation {
  const own = entries.map(({ posting, memo, amountCents }) => node(`movement.${memo}`, amountCents, choice('double entry'), ['why.formula.movement'], [input('posting', posting)]));
  return node(`account.${account}`, entries.reduce((sum, entry) => sum + entry.amountCents, 0), choice('double entry'), ['why.formula.balance', { movements: entries.length }], [], own);
}
