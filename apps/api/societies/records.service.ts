import { Inject, Injectable } from '@nestjs/common';
import { BAR_CLAUSE } from '../../../domain/sanctions/bar.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { addRecord, findSociety, listRecords, type RecordRow, retireRecord } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { NewSocietyRecord, SocietyRecord, SocietyRecords } from '../contract/societies.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { note } from './societies.service.js';

/** What is recorded about a society. A wrong record is corrected or withdrawn, never removed. */
@Injectable()
export class RecordsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  list(scope: Scope, societyId: string): Promise<SocietyRecords> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findSociety(tx, societyId));
      return { items: (await listRecords(tx, societyId)).map(toRecord) };
    });
  }

  /** A new record; with `replaces`, it corrects that one. */
  add(scope: Scope, accountId: string, request: Repeatable, societyId: string, entry: NewSocietyRecord, replaces?: string): Promise<SocietyRecord> {
    return this.once.run(scope, accountId, request, async (tx) => {
      found(await findSociety(tx, societyId));
      if (replaces !== undefined) await mustBeFree(tx, societyId, replaces);
      if (replaces !== undefined && !(await retireRecord(tx, societyId, replaces, 'corrected'))) throw refused('NOT_FOUND');
      const added = await addRecord(tx, { ...entry, realm: scope.realm, societyId, replaces, by: accountId });
      await note(tx, scope, societyId, accountId, replaces === undefined ? 'record.add' : 'record.correct', { record: added.id, kind: added.kind, replaces: replaces ?? null });
      return toRecord(added);
    });
  }

  withdraw(scope: Scope, accountId: string, request: Repeatable, societyId: string, id: string, reason: string): Promise<SocietyRecords> {
    return this.once.run(scope, accountId, request, async (tx) => {
      await mustBeFree(tx, societyId, id);
      if (!(await retireRecord(tx, societyId, id, 'withdrawn'))) throw refused('NOT_FOUND');
      await note(tx, scope, societyId, accountId, 'record.withdraw', { record: id, reason });
      return { items: (await listRecords(tx, societyId)).map(toRecord) };
    });
  }
}

/** 003 §5.2: a bar rests on a decision, and only a decision lifts it. */
async function mustBeFree(tx: Tx, societyId: string, id: string): Promise<void> {
  const record = (await listRecords(tx, societyId)).find((row) => row.id === id);
  if (record?.kind === 'bar') throw refused('BAR_BY_DECISION', { rule: BAR_CLAUSE });
}

function toRecord(row: RecordRow): SocietyRecord {
  return {
    id: row.id, kind: row.kind, value: row.value, occurredOn: row.occurred_on, asOf: row.as_of, issuer: row.issuer, provision: row.provision,
    document: row.document, status: row.status, replaces: row.replaces, authority: row.authority, createdAt: toInstant(row.created_at),
  };
}
