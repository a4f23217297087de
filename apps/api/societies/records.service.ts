import { Inject, Injectable } from '@nestjs/common';
import { mailroomId } from '../../../domain/ids.js';
import { BAR_CLAUSE } from '../../../domain/sanctions/bar.js';
import { recordFact, withdrawFact } from '../../../records/eligibility-checks.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findSociety, listRecords, type RecordRow } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { NewSocietyRecord, SocietyRecord, SocietyRecords } from '../contract/societies.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { mustNotBeMerged, note } from './societies.service.js';

/** What is recorded about a society. A wrong record is corrected or withdrawn, never removed. */
@Injectable()
export class RecordsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  list(scope: Scope, societyId: string): Promise<SocietyRecords> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findSociety(tx, societyId));
      return { items: (await listRecords(tx, societyId)).map(toRecord) };
    });
  }

  /** A new record; with `replaces`, it corrects that one. */
  async add(scope: Scope, accountId: string, request: Repeatable, societyId: string, entry: NewSocietyRecord, replaces?: string): Promise<SocietyRecord> {
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      mustNotBeMerged(await findSociety(tx, societyId));
      if (replaces !== undefined) await mustBeFree(tx, societyId, replaces);
      const added = await recordFact(tx, { ...entry, realm: scope.realm, societyId, replaces, by: accountId });
      if (added === undefined) throw refused('NOT_FOUND');
      await note(tx, scope, societyId, accountId, replaces === undefined ? 'record.add' : 'record.correct', { record: added.id, kind: added.kind, replaces: replaces ?? null });
      return toRecord(added);
    });
    // Checks that were run again have written to society and office.
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return answer;
  }

  async withdraw(scope: Scope, accountId: string, request: Repeatable, societyId: string, id: string, reason: string): Promise<SocietyRecords> {
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      await mustBeFree(tx, societyId, id);
      if (!(await withdrawFact(tx, societyId, id))) throw refused('NOT_FOUND');
      await note(tx, scope, societyId, accountId, 'record.withdraw', { record: id, reason });
      return { items: (await listRecords(tx, societyId)).map(toRecord) };
    });
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return answer;
  }
}

/** 003 §5.2: a bar rests on a decision, and only a decision lifts it. */
export async function mustBeFree(tx: Tx, societyId: string, id: string): Promise<void> {
  const record = (await listRecords(tx, societyId)).find((row) => row.id === id);
  if (record?.kind === 'bar') throw refused('BAR_BY_DECISION', { rule: BAR_CLAUSE });
}

/** Imported records may be a bare word. */
const asRecord = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : { value });

function toRecord(row: RecordRow): SocietyRecord {
  return {
    id: row.id, kind: row.kind, value: asRecord(row.value), occurredOn: row.occurred_on, asOf: row.as_of, issuer: row.issuer, provision: row.provision,
    document: row.document, status: row.status, replaces: row.replaces, authority: row.authority, createdAt: toInstant(row.created_at),
  };
}
