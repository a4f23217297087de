import type { Clause } from '../../../domain/refusal.js';
import type { Taken } from '../../../records/facts.js';
import { toInstant } from '../contract/common.js';
import type { Receipt } from '../contract/tasks.js';
import { refused } from '../problem/refused.js';

/** The receipt, or why nothing was taken: with the rule, and the deadline that decided. */
export function receiptOf(taken: Taken, rule?: Clause): Receipt {
  if (taken.ok) return { receipt: taken.receipt, at: toInstant(Date.parse(taken.at)), bodyHash: taken.bodyHash, factId: taken.factId, repeated: taken.repeated };
  const { ok: _, code, due, at, opens, since } = taken;
  const instants = { dueAt: due, at, opensAt: opens, suspendedAt: since };
  const fact = Object.fromEntries(Object.entries(instants).flatMap(([name, value]) => (value === undefined ? [] : [[name, toInstant(Date.parse(value))]])));
  throw refused(code, { rule: code === 'KEY_REUSED' ? undefined : rule }, { fact: Object.keys(fact).length === 0 ? undefined : fact });
}
