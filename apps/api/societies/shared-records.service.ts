import { Inject, Injectable } from '@nestjs/common';
import { type Locale, sayCode } from '../../../domain/wording/catalogue.js';
import { now } from '../../../records/clock.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { disputedRecords, knownSocieties, type SharedRecord, settleShared, takeBack, takeShared } from '../../../records/shared-records.js';
import { findSociety } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { DisputedRecord, DisputedRecords, MatchDecision, SharedRecords, SharedRecordsTaken } from '../contract/shared-records.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { note } from './societies.service.js';

/** 004 §5: CAST and the Ministry of Civil Affairs share what they know; each fact keeps its source and its as-of date. */
@Injectable()
export class SharedRecordsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  /** All of it or nothing; an entry that the sender takes back must have come before. */
  import(scope: Scope, accountId: string, request: Repeatable, { records, withdrawn }: SharedRecords): Promise<SharedRecordsTaken> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const sender = { realm: scope.realm, by: accountId, at: await now(tx, scope.realm) };
      const societies = await knownSocieties(tx, scope.realm);
      const items: SharedRecordsTaken['items'] = [];
      for (const entry of records) items.push(await takeShared(tx, sender, entry, societies));
      for (const [n, { ref, reason }] of withdrawn.entries()) {
        if (!(await takeBack(tx, sender, ref, reason))) throw refused('NOT_FOUND', {}, { errors: [{ field: `withdrawn.${n}.ref`, code: 'NOT_FOUND' }] });
        items.push({ ref, outcome: 'withdrawn' });
      }
      return { items };
    });
  }

  disputed(scope: Scope, locale: Locale): Promise<DisputedRecords> {
    return withScope(this.pool, scope, async (tx) => ({ items: (await disputedRecords(tx)).map((row) => view(row, locale)) }));
  }

  settle(scope: Scope, accountId: string, request: Repeatable, id: string, { societyId, reason }: MatchDecision, locale: Locale): Promise<DisputedRecord> {
    return this.once.run(scope, accountId, request, async (tx) => {
      if (societyId !== null) await mustBeOurs(tx, societyId);
      const settled = found(await settleShared(tx, { realm: scope.realm, by: accountId, at: await now(tx, scope.realm) }, id, societyId, reason));
      if (societyId !== null) await note(tx, scope, societyId, accountId, 'record.match', { shared: id, record: settled.record_id, reason });
      return view(settled, locale);
    });
  }
}

/** The Ministry's records reach CAST's societies only. */
async function mustBeOurs(tx: Tx, societyId: string): Promise<void> {
  if (found(await findSociety(tx, societyId)).authority !== 'CAST') throw refused('NOT_OF_THIS_AUTHORITY', { field: 'societyId', rule: { document: '004', clause: '§5' } });
}

const view = (row: SharedRecord, locale: Locale): DisputedRecord => ({
  id: row.id, ref: row.ref, creditCode: row.credit_code, name: row.name, record: { ...row.entry }, state: row.state, why: row.why,
  message: row.why === null ? null : sayCode(locale, row.why), societyId: row.society_id, recordId: row.record_id, sentAt: toInstant(row.sent_at),
});
