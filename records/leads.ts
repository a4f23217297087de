/** Leads: what came without a name or too late, and what became of it. No society sees one; every change is in the record of the lead. */
import type { LeadResult, LeadState } from '../domain/publicity/leads.js';
import { instant, only, type Tx } from './pool.js';

export type LeadSource = 'anonymous' | 'late' | 'unsealed' | 'hotline' | 'mailbox' | 'inspection';

export interface Lead {
  id: string;
  realm: string;
  round_id: string;
  society_id: string;
  code: string;
  society_name: string;
  objection_id: string | null;
  source: LeadSource;
  grounds: string;
  state: LeadState;
  result: LeadResult | null;
  transferred_to: string;
  note: string;
  version: number;
  registered_at: number;
  changed_at: number;
}

export interface NewLead {
  realm: string;
  roundId: string;
  societyId: string;
  objectionId: string | null;
  source: LeadSource;
  grounds: string;
  at: number;
}

export async function registerLead(tx: Tx, lead: NewLead): Promise<string> {
  return only((await tx.query<{ id: string }>(
    `INSERT INTO lead (realm, round_id, society_id, objection_id, source, grounds, registered_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (objection_id) DO UPDATE SET source = lead.source RETURNING id`,
    [lead.realm, lead.roundId, lead.societyId, lead.objectionId, lead.source, lead.grounds, instant(lead.at)])).rows).id;
}

const LEAD = 'SELECT l.*, s.code, s.name AS society_name FROM lead l JOIN society s ON s.id = l.society_id';

export async function listLeads(tx: Tx, roundId: string): Promise<Lead[]> {
  return (await tx.query<Lead>(`${LEAD} WHERE l.round_id = $1 ORDER BY l.registered_at, l.id`, [roundId])).rows;
}

/** Locked until the transaction ends. */
export async function lockLead(tx: Tx, id: string): Promise<Lead | undefined> {
  return (await tx.query<Lead>(`${LEAD} WHERE l.id = $1 FOR UPDATE OF l`, [id])).rows[0];
}

export async function saveLead(tx: Tx, id: string, change: { state: LeadState; result: LeadResult | null; transferredTo: string; note: string; at: number }): Promise<void> {
  await tx.query('UPDATE lead SET state = $2, result = $3, transferred_to = $4, note = $5, version = version + 1, changed_at = $6 WHERE id = $1',
    [id, change.state, change.result, change.transferredTo, change.note, instant(change.at)]);
}
