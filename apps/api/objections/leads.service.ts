import { Inject, Injectable } from '@nestjs/common';
import { moveLead } from '../../../domain/publicity/leads.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { type Lead as Row, listLeads, lockLead, registerLead, saveLead } from '../../../records/leads.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { findSociety } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { Lead, LeadMove, Leads, NewLead } from '../contract/objections.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused, unwrap } from '../problem/refused.js';

/** 线索 [C]: kept apart from those concerned; every move is in the record of the lead, with who made it. */
@Injectable()
export class LeadsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  list(scope: Scope, roundId: string): Promise<Leads> {
    return withScope(this.pool, scope, async (tx) => ({ items: (await listLeads(tx, roundId)).map(leadView) }));
  }

  register(scope: Scope, accountId: string, request: Repeatable, roundId: string, lead: NewLead): Promise<Lead> {
    return this.once.run(scope, accountId, request, async (tx) => {
      found(await findListedRound(tx, roundId));
      if (!(await findSociety(tx, lead.societyId))) throw refused('NOT_FOUND', { field: 'societyId' });
      const id = await registerLead(tx, { realm: scope.realm, roundId, objectionId: null, at: await now(tx, scope.realm), ...lead });
      await note(tx, scope, accountId, id, 'lead.registered', { source: lead.source, society: lead.societyId });
      return leadView(found(await lockLead(tx, id)));
    });
  }

  move(scope: Scope, accountId: string, request: Repeatable, id: string, move: LeadMove): Promise<Lead> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const lead = found(await lockLead(tx, id));
      const { state, result } = unwrap(moveLead(lead, move));
      await saveLead(tx, id, { state, result, transferredTo: move.transferredTo ?? lead.transferred_to, note: move.note, at: await now(tx, scope.realm) });
      await note(tx, scope, accountId, id, `lead.${state}`, { before: lead.state, result, note: move.note, transferredTo: move.transferredTo ?? null });
      return leadView(found(await lockLead(tx, id)));
    });
  }
}

const note = (tx: Tx, scope: Scope, actor: string, id: string, action: string, body: Record<string, unknown>): Promise<void> =>
  record(tx, { stream: `lead/${id}`, realm: scope.realm, actor, action, body });

const leadView = (row: Row): Lead => ({
  id: row.id, society: { id: row.society_id, code: row.code, name: row.society_name }, source: row.source, objectionId: row.objection_id, grounds: row.grounds, state: row.state,
  result: row.result, transferredTo: row.transferred_to, note: row.note, version: row.version, registeredAt: toInstant(row.registered_at), changedAt: toInstant(row.changed_at),
});
