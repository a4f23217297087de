/** A lead (线索) and its way, as the discipline office keeps petitions [C]: registered → transferred → verified → answered → closed. */
import { type Result, accept, refuse } from '../refusal.js';

export const LEAD_STATES = ['registered', 'transferred', 'verified', 'answered', 'closed'] as const;
export type LeadState = (typeof LEAD_STATES)[number];
export const LEAD_RESULTS = ['founded', 'unfounded', 'notVerifiable'] as const;
export type LeadResult = (typeof LEAD_RESULTS)[number];

/** Forward only; what is verified stays verified. An anonymous lead has nobody to answer. */
const NEXT: Record<LeadState, readonly LeadState[]> = {
  registered: ['transferred', 'verified', 'closed'],
  transferred: ['verified', 'closed'],
  verified: ['answered', 'closed'],
  answered: ['closed'],
  closed: [],
};

export interface LeadMove {
  to: LeadState;
  note: string;
  /** To whom it is handed over. */
  transferredTo?: string;
  result?: LeadResult;
}

/** Verifying and closing say what came of it; handing over says to whom; every move has a note. */
export function moveLead(lead: { state: LeadState; result: LeadResult | null }, move: LeadMove): Result<{ state: LeadState; result: LeadResult | null }> {
  if (!NEXT[lead.state].includes(move.to)) return refuse({ code: 'LEAD_CANNOT_MOVE', field: 'to', params: { from: lead.state, to: move.to } });
  if (move.note.trim() === '') return refuse({ code: 'REASON_REQUIRED', field: 'note' });
  if (move.to === 'transferred' && (move.transferredTo ?? '').trim() === '') return refuse({ code: 'LEAD_NEEDS_RECEIVER', field: 'transferredTo' });
  const result = move.result ?? lead.result;
  if ((move.to === 'verified' || move.to === 'closed') && result === null) return refuse({ code: 'LEAD_NEEDS_RESULT', field: 'result' });
  return accept({ state: move.to, result });
}
