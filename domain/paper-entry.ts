/**
 * What a society hands in on paper and the office enters for it [C]. The gate decides by the instant of the entry, as for
 * everybody; when and how the paper came is recorded beside it, and decides nothing. Paper that came in time and was not
 * entered before the deadline needs an extension for that society: a decision with a reason, on record.
 */
import { accept, refuse, type Clause, type Refusal, type Result } from './refusal.js';

export const PAPER_CHANNELS = ['post', 'courier', 'inPerson'] as const;
export type PaperChannel = (typeof PAPER_CHANNELS)[number];

const RULE: Clause = { document: 'choice', clause: 'entry of paper' };

/** Only what a society owes: an expert's score, an audit or a decision is its author's own. */
export const checkEnterable = (task: { role: string; society_id: string | null }): Result<void> =>
  task.role === 'society' && task.society_id !== null ? accept(undefined) : refuse({ code: 'PAPER_OF_SOCIETIES_ONLY', rule: RULE });

/** Both in epoch milliseconds. Nothing is entered that has not come yet. */
export const checkReceived = (receivedMs: number, nowMs: number): Result<void> =>
  receivedMs <= nowMs ? accept(undefined) : refuse({ code: 'PAPER_NOT_YET_RECEIVED', field: 'receivedAt', rule: RULE });

const TOO_LATE: Readonly<Record<string, string>> = { DEADLINE_PASSED: 'PAPER_AFTER_DEADLINE', GATE_CLOSED: 'PAPER_AFTER_SEALING' };

/** What a gate says to whoever is late, said to the desk: for which society, since when, and what has to be done first. `due` as RFC 3339. */
export function refusedEntry(code: string, society: string, due: string | undefined): Refusal {
  const late = TOO_LATE[code];
  return late === undefined || due === undefined ? { code } : { code: late, params: { society, due } };
}
