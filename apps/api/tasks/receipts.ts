import type { Clause, Refusal } from '../../../domain/refusal.js';
import type { Taken } from '../../../records/facts.js';
import { toInstant } from '../contract/common.js';
import type { Receipt } from '../contract/tasks.js';
import { Refused } from '../problem/refused.js';

/** How a refusal of the gate is said to whoever hands in; `due` as RFC 3339. */
export type SayRefused = (code: string, due: string | undefined) => Refusal;

/** The receipt, or why nothing was taken: with the rule, and the deadline that decided. */
export function receiptOf(taken: Taken, rule?: Clause, said: SayRefused = (code) => ({ code })): Receipt {
  if (taken.ok) return { receipt: taken.receipt, at: toInstant(Date.parse(taken.at)), bodyHash: taken.bodyHash, factId: taken.factId, repeated: taken.repeated };
  const { ok: _, code, due, at, opens, since } = taken;
  const instants = { dueAt: due, at, opensAt: opens, suspendedAt: since };
  const fact: { dueAt?: string } = Object.fromEntries(Object.entries(instants).flatMap(([name, value]) => (value === undefined ? [] : [[name, toInstant(Date.parse(value))]])));
  throw new Refused({ rule: code === 'KEY_REUSED' ? undefined : rule, ...said(code, fact.dueAt) }, { fact: Object.keys(fact).length === 0 ? undefined : fact });
}
