import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '../../../domain/calendar/beijing.js';
import { remindersId, sanctionId } from '../../../domain/ids.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { findListedSanction, listSanctions, sanctionGates, statementOf } from '../../../records/sanction-list.js';
import { addSanction, returnsOf, subjectOf } from '../../../records/sanctions.js';
import { findSociety, listRecords } from '../../../records/societies.js';
import { createWait } from '../../../records/waits.js';
import { Commands } from '../commands.js';
import {
  type ClawbackReturn, ClawbackReturned, type Lift, Lifted, type NewSanction, type Sanction, SanctionDecided, type SanctionDecision, type SanctionPage,
  type SanctionQuery, type WriteOff, WrittenOff,
} from '../contract/sanctions.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { sanctionView, summaryView } from './sanction-view.js';

/** 003 §5.2: from a finding to its closing; the decisions are taken by the case's workflow. */
@Injectable()
export class SanctionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly commands: Commands,
    private readonly temporal: Temporal,
  ) {}

  async list(scope: Scope, query: SanctionQuery): Promise<SanctionPage> {
    const { rows, total } = await withScope(this.pool, scope, (tx) => listSanctions(tx, { ...query, after: fromCursor(query.cursor, 2) }));
    return toPage(rows, query.limit, total, summaryView, (row) => [row.found_at, row.id]);
  }

  get(scope: Scope, id: string): Promise<Sanction> {
    return withScope(this.pool, scope, (tx) => read(tx, scope, id));
  }

  /** The workflow starts after the commit; without Temporal it is started by the reconciler. */
  async open(scope: Scope, accountId: string, request: Repeatable, entry: NewSanction): Promise<Sanction> {
    const sanction = await this.once.run(scope, accountId, request, async (tx) => {
      const round = await loadRound(tx, entry.roundId);
      if (round === undefined) throw refused('NOT_FOUND', { field: 'roundId' });
      if ((await findSociety(tx, entry.societyId)) === undefined) throw refused('NOT_FOUND', { field: 'societyId' });
      const { programme } = round;
      // 000 and 001 have no bar and no reclaim: nothing follows from fraud by itself.
      if (programme.sanctions === undefined) throw refused('NO_SANCTIONS', { rule: programme.source[0], params: { programme: programme.name.zh } });
      const subject = await subjectOf(tx, round.id, entry.societyId);
      if (subject === undefined) throw refused('NOTHING_TO_SANCTION', { field: 'societyId', rule: programme.sanctions.clause });
      const id = await addSanction(tx, {
        realm: scope.realm, roundId: round.id, societyId: entry.societyId, applicationId: subject.application_id, projectId: subject.project_id,
        finding: entry.finding, evidence: entry.evidence, by: accountId, at: await now(tx, scope.realm),
      });
      if (id === undefined) throw refused('SANCTION_OPEN', { field: 'societyId' });
      await createWait(tx, scope.realm, sanctionId(id), 'sanctionCase', { roundId: round.id, societyId: entry.societyId, stage: 'sanction' });
      await record(tx, { stream: `sanction/${id}`, realm: scope.realm, actor: accountId, action: 'sanction.open', body: { ...entry } });
      return read(tx, scope, id);
    });
    this.temporal.wake(scope.realm, [sanctionId(sanction.id), remindersId(sanction.roundId)]);
    return sanction;
  }

  async decide(scope: Scope, accountId: string, request: Repeatable, id: string, decision: SanctionDecision): Promise<SanctionDecided> {
    return SanctionDecided.parse(await this.command(scope, accountId, request, id, 'decideSanction', { ...decision }));
  }

  async recordReturn(scope: Scope, accountId: string, request: Repeatable, id: string, entry: ClawbackReturn): Promise<ClawbackReturned> {
    const today = dayOf(await withScope(this.pool, scope, (tx) => now(tx, scope.realm)));
    if (entry.receivedOn > today) throw refused('RECEIVED_LATER', { field: 'receivedOn', params: { receivedOn: entry.receivedOn, today } });
    return ClawbackReturned.parse(await this.command(scope, accountId, request, id, 'recordReturn', { ...entry }));
  }

  async voidReturn(scope: Scope, accountId: string, request: Repeatable, id: string, returnId: string, reason: string): Promise<ClawbackReturned> {
    return ClawbackReturned.parse(await this.command(scope, accountId, request, id, 'voidReturn', { returnId, reason }));
  }

  async writeOff(scope: Scope, accountId: string, request: Repeatable, id: string, decision: WriteOff): Promise<WrittenOff> {
    return WrittenOff.parse(await this.command(scope, accountId, request, id, 'writeOffClawback', { ...decision }));
  }

  async lift(scope: Scope, accountId: string, request: Repeatable, id: string, decision: Lift): Promise<Lifted> {
    return Lifted.parse(await this.command(scope, accountId, request, id, 'liftSanction', { ...decision }));
  }

  private async command(scope: Scope, accountId: string, request: Repeatable, id: string, kind: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    await withScope(this.pool, scope, async (tx) => found(await findListedSanction(tx, id)));
    return this.commands.decide(scope, { accountId, request, kind, workflowId: sanctionId(id), body });
  }
}

async function read(tx: Tx, scope: Scope, id: string): Promise<Sanction> {
  const row = found(await findListedSanction(tx, id));
  const { programme } = found(await loadRound(tx, row.round_id));
  const records = row.bar_record_id === null ? [] : await listRecords(tx, row.society_id);
  const statement = await statementOf(tx, sanctionId(id));
  return sanctionView(row, {
    programme, statement, paper: statement && (await paperEntryOf(tx, statement.id)), gates: await sanctionGates(tx, sanctionId(id)), returns: await returnsOf(tx, id),
    bar: records.find((one) => one.id === row.bar_record_id), now: await now(tx, scope.realm),
  });
}
