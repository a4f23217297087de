import { Inject, Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { roundYear } from '../../../domain/programme/dates.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { calendarIn } from '../../../records/calendar.js';
import { now } from '../../../records/clock.js';
import { type Pool, type Scope, type Tx, unscoped, withScope } from '../../../records/pool.js';
import { findProgramme } from '../../../records/programmes.js';
import { changeDraft, createDraft, findListedRound, launchDraft, listRounds } from '../../../records/round-drafts.js';
import { loadRound, type PlannedRound, stagesOf } from '../../../records/rounds.js';
import type { Timeline } from '../contract/programmes.js';
import type { NewRound, Round, RoundChange, RoundPage, RoundPreview, RoundQuery } from '../contract/rounds.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { mustFit, preview } from './planning.js';
import { roundView, summaryView } from './round-view.js';

@Injectable()
export class RoundsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  async list(scope: Scope, who: Principal, query: RoundQuery): Promise<RoundPage> {
    const { rows, total } = await withScope(this.pool, scope, (tx) => listRounds(tx, { ...query, drafts: seesDrafts(who), after: fromCursor(query.cursor, 2) }));
    return toPage(rows, query.limit, total, summaryView, (row) => [row.created_at, row.id]);
  }

  get(scope: Scope, who: Principal, id: string): Promise<Round> {
    return withScope(this.pool, scope, async (tx) => {
      const round = await readRound(tx, id);
      if (round.status === 'draft' && !seesDrafts(who)) throw refused('NOT_FOUND');
      return round;
    });
  }

  create(scope: Scope, accountId: string, request: Repeatable, entry: NewRound): Promise<Round> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const { definition } = found(await findProgramme(tx, entry.programmeVersionId));
      mustFit(definition, entry.settings);
      const id = await createDraft(tx, { ...entry, realm: scope.realm, programme: definition, year: roundYear(definition, entry.settings) });
      await note(tx, scope, id, accountId, 'round.create', { name: entry.name, programme: definition.key, version: definition.version, settings: entry.settings });
      return readRound(tx, id);
    });
  }

  change(scope: Scope, accountId: string, id: string, version: number, change: RoundChange): Promise<Round> {
    return withScope(this.pool, scope, async (tx) => {
      const round = mustBeDraft(found(await loadRound(tx, id)));
      mustFit(round.programme, change.settings);
      if (!(await changeDraft(tx, id, version, { ...change, year: roundYear(round.programme, change.settings) }))) throw refused('CONFLICT_VERSION');
      await note(tx, scope, id, accountId, 'round.change', { before: { name: round.name, settings: round.settings }, after: change });
      return readRound(tx, id);
    });
  }

  async preview(scope: Scope, request: RoundPreview, locale: Locale): Promise<Timeline> {
    const { definition } = found(await findProgramme(unscoped(this.pool), request.programmeVersionId));
    mustFit(definition, request.settings);
    const { at, calendar } = await withScope(this.pool, scope, async (tx) => ({ at: await now(tx, scope.realm), calendar: await calendarIn(tx, scope.realm) }));
    return preview(definition, { ...request.settings, calendar }, locale, at);
  }

  /** The workflows start after the commit; without Temporal nothing is begun that would then only wait. */
  async launch(scope: Scope, accountId: string, request: Repeatable, id: string): Promise<Round> {
    let woken: string[] = [];
    const round = await this.once.run(scope, accountId, request, async (tx) => {
      const draft = mustBeDraft(found(await loadRound(tx, id)));
      mustFit(draft.programme, draft.settings);
      if (!(await this.temporal.reachable())) throw refused('PROCESS_UNAVAILABLE', {}, { headers: { 'Retry-After': '10' } });
      woken = (await launchDraft(tx, scope.realm, id)) ?? [];
      if (woken.length === 0) throw refused('ROUND_NOT_DRAFT');
      await note(tx, scope, id, accountId, 'round.launch', { programmeVersion: draft.programme_version_id, settings: draft.settings });
      return readRound(tx, id);
    });
    this.temporal.wake(scope.realm, woken);
    return round;
  }
}

const seesDrafts = (who: Principal): boolean => may(who, 'round.overview');

function mustBeDraft(round: PlannedRound): PlannedRound {
  if (round.status !== 'draft') throw refused('ROUND_NOT_DRAFT');
  return round;
}

async function readRound(tx: Tx, id: string): Promise<Round> {
  const row = found(await findListedRound(tx, id));
  const { programme } = found(await loadRound(tx, id));
  return roundView(row, programme, await stagesOf(tx, id));
}

const note = (tx: Tx, scope: Scope, roundId: string, actor: string, action: string, body: Record<string, unknown>): Promise<void> =>
  record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor, action, body });
