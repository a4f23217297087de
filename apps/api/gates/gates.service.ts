import { Inject, Injectable } from '@nestjs/common';
import { extensionPreview } from '../../../domain/programme/extension.js';
import { calendarOf } from '../../../domain/programme/settings.js';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { sayDay, sayDue } from '../../../domain/wording/dates.js';
import { now } from '../../../records/clock.js';
import { extensionsOfGates, findListedGate, isConcerned, type ListedGate, listGates, owedWithDue } from '../../../records/gate-list.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { Extended, type Extension, type ExtensionPreview, type ExtensionRequest, type Gate, type GatePage, type GateQuery, Resumed, Suspended } from '../contract/gates.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { gateView } from './gate-view.js';

/** The deadlines of what is open, and the decisions that move them. */
@Injectable()
export class GatesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  list(scope: Scope, query: GateQuery): Promise<GatePage> {
    const after = fromCursor(query.cursor, 1)?.[0];
    return withScope(this.pool, scope, async (tx) => {
      const { programme } = found(await loadRound(tx, query.roundId));
      const { rows, total } = await listGates(tx, { ...query, after: after === undefined ? undefined : Number(after) });
      const extensions = await extensionsOfGates(tx, rows.map((row) => row.id));
      return toPage(rows, query.limit, total, (row) => gateView(programme, row, extensions), (row) => [row.id]);
    });
  }

  get(scope: Scope, id: number): Promise<Gate> {
    return withScope(this.pool, scope, async (tx) => {
      const gate = found(await findListedGate(tx, id));
      const { programme } = found(await loadRound(tx, gate.round_id));
      return gateView(programme, gate, await extensionsOfGates(tx, [id]));
    });
  }

  /** What an extension would do; nothing is changed. */
  preview(scope: Scope, id: number, request: ExtensionRequest, locale: Locale): Promise<ExtensionPreview> {
    return withScope(this.pool, scope, async (tx) => {
      const gate = await movable(tx, id, request.societyId);
      const { programme, settings } = found(await loadRound(tx, gate.round_id));
      const newDueMs = Date.parse(request.dueAt);
      const own = (await extensionsOfGates(tx, [id])).find((one) => one.society.id === request.societyId);
      const dueMs = own?.due_at ?? gate.due_at;
      const moved = unwrap(extensionPreview(programme, { dueMs, newDueMs, nowMs: await now(tx, scope.realm) }, calendarOf(settings)));
      const owed = (await owedWithDue(tx, id)).filter((task) => (request.societyId === undefined || task.society?.id === request.societyId) && task.due_at < newDueMs);
      const societies = new Map(owed.flatMap((task) => (task.society === null ? [] : [[task.society.id, { society: task.society, before: toInstant(task.due_at), dueAt: toInstant(newDueMs) }] as const])));
      const { remindersBefore, reminders, ...days } = moved;
      return {
        ...days,
        before: toInstant(dueMs),
        dueAt: toInstant(newDueMs),
        affected: owed.length,
        societies: [...societies.values()],
        reminders: { before: remindersBefore.map(waveView), after: reminders.map(waveView) },
        message: say(locale, 'extension.sentence', {
          before: sayDue(locale, dueMs), after: sayDue(locale, newDueMs), affected: owed.length, workingDays: moved.workingDays,
          restDays: moved.restDays.length === 0 ? say(locale, 'extension.noRestDays') : moved.restDays.map((day) => sayDay(locale, day)).join(say(locale, 'list.separator')),
        }),
      };
    });
  }

  async extend(scope: Scope, accountId: string, request: Repeatable, id: number, { dueAt, societyId, reason }: Extension): Promise<Extended> {
    const gate = await withScope(this.pool, scope, (tx) => knownGate(tx, id, societyId));
    const body = { gateId: id, dueAt, reason, ...(societyId === undefined ? {} : { societyId }) };
    return Extended.parse(await this.commands.decide(scope, { accountId, request, kind: 'extendDeadline', workflowId: gate.workflow_id, body }));
  }

  async suspend(scope: Scope, accountId: string, request: Repeatable, id: number, reason: string): Promise<Suspended> {
    const gate = await withScope(this.pool, scope, (tx) => knownGate(tx, id));
    return Suspended.parse(await this.commands.decide(scope, { accountId, request, kind: 'suspend', workflowId: gate.workflow_id, body: { gateId: id, reason } }));
  }

  async resume(scope: Scope, accountId: string, request: Repeatable, id: number): Promise<Resumed> {
    const gate = await withScope(this.pool, scope, (tx) => knownGate(tx, id));
    return Resumed.parse(await this.commands.decide(scope, { accountId, request, kind: 'resume', workflowId: gate.workflow_id, body: { gateId: id } }));
  }
}

const waveView = ({ wave, atMs }: { wave: string; atMs: number }) => ({ wave, at: toInstant(atMs) });

/** A society that has nothing to do with the gate has no deadline there. */
async function knownGate(tx: Tx, id: number, societyId?: string): Promise<ListedGate> {
  const gate = found(await findListedGate(tx, id));
  if (societyId !== undefined && !(await isConcerned(tx, id, societyId))) throw refused('NOT_FOUND', { field: 'societyId' });
  return gate;
}

async function movable(tx: Tx, id: number, societyId?: string): Promise<ListedGate> {
  const gate = await knownGate(tx, id, societyId);
  if (gate.status !== 'open') throw refused('STAGE_CLOSED');
  return gate;
}
