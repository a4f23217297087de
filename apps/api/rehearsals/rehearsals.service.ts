import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { contestsId, LIVE, mailroomId } from '../../../domain/ids.js';
import { copyCalendar } from '../../../records/calendar.js';
import { type Pool, unscoped, wholeRealm, withScope } from '../../../records/pool.js';
import { nextDue, openRehearsal, unquiet } from '../../../records/realms.js';
import { lastRound } from '../../../records/rehearsal-report.js';
import { deleteRehearsal, findRehearsal, listRehearsals, openWorkflows, type Rehearsal as Row } from '../../../records/rehearsals.js';
import { toInstant } from '../contract/common.js';
import type { NewRehearsal, Rehearsal, Rehearsals } from '../contract/rehearsals.js';
import type { Repeatable } from '../http/keyed.js';
import type { DocumentStorage } from '../documents/storage.js';
import { DOCUMENTS, POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

@Injectable()
export class RehearsalsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DOCUMENTS) private readonly documents: DocumentStorage,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  async list(who: Principal): Promise<Rehearsals> {
    fromLive(who);
    const rows = await listRehearsals(unscoped(this.pool));
    return { items: await Promise.all(rows.map((row) => this.view(row))) };
  }

  async get(who: Principal, id: string): Promise<Rehearsal> {
    return this.view(await this.find(who, id));
  }

  open(who: Principal, accountId: string, request: Repeatable, entry: NewRehearsal): Promise<Rehearsal> {
    fromLive(who);
    return this.once.run(wholeRealm(LIVE), accountId, request, async (tx) => {
      const realm = await openRehearsal(tx, { id: `rehearsal-${randomUUID().slice(0, 8)}`, nowMs: Date.parse(entry.startAt), label: entry.label, seed: entry.seed });
      await copyCalendar(tx, LIVE, realm.id);
      return {
        id: realm.id, label: realm.label, seed: realm.seed, now: toInstant(Date.parse(entry.startAt)), waitingOn: null, nextDue: null, roundId: null, createdAt: toInstant(Date.now()),
      };
    });
  }

  /** Workflows first: one that lived on would find nothing of what it works on. */
  async delete(who: Principal, id: string): Promise<void> {
    await this.find(who, id);
    const open = await withScope(this.pool, wholeRealm(id), (tx) => openWorkflows(tx, id));
    if (open.length > 0 && !(await this.temporal.reachable())) throw refused('PROCESS_UNAVAILABLE', {}, { headers: { 'Retry-After': '10' } });
    await this.temporal.terminate([...open, mailroomId(id), contestsId(id)], 'the rehearsal was deleted');
    await deleteRehearsal(unscoped(this.pool), id);
    await this.documents.forget(id);
  }

  /** A rehearsal is a matter of the live realm: from inside one nobody reaches another. */
  async find(who: Principal, id: string): Promise<Row> {
    fromLive(who);
    return found(await findRehearsal(unscoped(this.pool), id));
  }

  private async view(row: Row): Promise<Rehearsal> {
    const state = await withScope(this.pool, wholeRealm(row.id), async (tx) => ({ why: await unquiet(tx, row.id), due: await nextDue(tx, row.id), roundId: await lastRound(tx, row.id) }));
    return {
      id: row.id, label: row.label, seed: row.seed, now: toInstant(row.now_at), waitingOn: state.why as Rehearsal['waitingOn'],
      nextDue: state.due === null ? null : toInstant(state.due), roundId: state.roundId ?? null, createdAt: toInstant(row.created_at),
    };
  }
}

function fromLive(who: Principal): void {
  if (who.realm !== LIVE) throw refused('REALM_MISMATCH');
}
