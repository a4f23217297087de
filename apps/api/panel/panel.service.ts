import { Inject, Injectable } from '@nestjs/common';
import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import { drawPanel, lotOf, poolTooSmall } from '../../../domain/review/draw.js';
import { say } from '../../../domain/wording/catalogue.js';
import { sayInstant } from '../../../domain/wording/dates.js';
import { groupName } from '../../../domain/wording/groups.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { leadersOf, nameLeader } from '../../../records/group-summaries.js';
import { drawPool, keepDrawn, lockDraw, panelDraws, type PanelDraw as DrawRow, recordDraw } from '../../../records/panel-draws.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { toInstant } from '../contract/common.js';
import type { DrawAnnouncement, DrawPath, Leaders, NewLeader, PanelDraw, PanelDraws } from '../contract/panel.js';
import type { Repeatable } from '../http/keyed.js';
import type { Locale } from '../http/request.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, Refused, refused, unwrap } from '../problem/refused.js';

/** How a panel comes about: the draw, seed first, and who leads each group. */
@Injectable()
export class PanelService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  draws(scope: Scope, roundId: string, locale: Locale): Promise<PanelDraws> {
    return withScope(this.pool, scope, async (tx) => {
      const { programme } = found(await loadRound(tx, roundId));
      return { items: (await panelDraws(tx, roundId)).map((draw) => drawView(draw, programme, locale)) };
    });
  }

  announce(scope: Scope, accountId: string, request: Repeatable, roundId: string, entry: DrawAnnouncement, locale: Locale): Promise<PanelDraw> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const stage = await reviewStage(tx, roundId);
      const groups = Object.keys(entry.wanted);
      const { programme } = found(await loadRound(tx, roundId));
      const known = new Set(programme.disciplineGroups.map(({ key }) => key));
      const stray = groups.find((group) => !known.has(group));
      if (stray !== undefined || groups.length === 0) throw refused('PROGRAMME_KEY_UNKNOWN', { field: `wanted.${stray ?? ''}`, params: { key: stray ?? '' } });
      const pool = await drawPool(tx, scope.realm, groups);
      const refusal = poolTooSmall({ pool, wanted: entry.wanted });
      if (refusal) throw new Refused(refusal, { programme });
      const draw = await recordDraw(tx, {
        realm: scope.realm, roundId, seed: entry.seed, witness: entry.witness, pool, wanted: entry.wanted,
        substitutes: entry.substitutesPerGroup ?? stage.panels?.draw?.substitutesPerGroup ?? 0, by: accountId, at: await now(tx, scope.realm),
      });
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'panel.seed', body: { n: draw.n, seed: draw.seed, witness: draw.witness, wanted: draw.wanted, pool: pool.map(({ code }) => code) } });
      return drawView(draw, programme, locale);
    });
  }

  draw(scope: Scope, accountId: string, request: Repeatable, { id: roundId, n }: DrawPath, locale: Locale): Promise<PanelDraw> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const { programme } = found(await loadRound(tx, roundId));
      const draw = found(await lockDraw(tx, roundId, n));
      if (draw.result !== null) return drawView(draw, programme, locale);
      const result = unwrap(drawPanel({ pool: draw.pool, wanted: draw.wanted, substitutesPerGroup: draw.substitutes, seed: draw.seed }));
      const kept = await keepDrawn(tx, draw.id, result, await now(tx, scope.realm));
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'panel.draw', body: { n, result } });
      return drawView(kept, programme, locale);
    });
  }

  leaders(scope: Scope, roundId: string): Promise<Leaders> {
    return withScope(this.pool, scope, (tx) => leadersView(tx, roundId));
  }

  nameLeader(scope: Scope, accountId: string, request: Repeatable, roundId: string, { group, expertId }: NewLeader): Promise<Leaders> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const groups = found(await loadRound(tx, roundId)).programme.disciplineGroups.map(({ key }) => key);
      if (!groups.includes(group)) throw refused('PROGRAMME_KEY_UNKNOWN', { field: 'group', params: { key: group } });
      if (!(await nameLeader(tx, roundId, group, expertId))) throw refused('ASSIGNEE_NOT_ON_PANEL', { field: 'expertId' });
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'panel.leader', body: { group, expert: expertId } });
      return leadersView(tx, roundId);
    });
  }
}

async function reviewStage(tx: Tx, roundId: string): Promise<StageOf<'expertReview'>> {
  const round = found(await loadRound(tx, roundId));
  const stage = round.programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview');
  if (!stage) throw refused('STAGE_NOT_OPEN');
  return stage;
}

async function leadersView(tx: Tx, roundId: string): Promise<Leaders> {
  return { items: (await leadersOf(tx, roundId)).map(({ panel, expert_id, code, name }) => ({ group: panel, expert: { id: expert_id, code, name } })) };
}

const drawView = (draw: DrawRow, programme: Programme, locale: Locale): PanelDraw => ({
  n: draw.n, seed: draw.seed, witness: draw.witness, recordedAt: toInstant(draw.recorded_at), drawnAt: draw.drawn_at === null ? null : toInstant(draw.drawn_at),
  wanted: draw.wanted, substitutesPerGroup: draw.substitutes, pool: draw.pool.map(({ code, group }) => ({ code, group, lot: lotOf(draw.seed, code) })),
  result: draw.result, record: printed(draw, programme, locale),
});

/** The sheet that staff and witness sign. */
function printed(draw: DrawRow, programme: Programme, locale: Locale): string | null {
  const { result, drawn_at: drawnAt } = draw;
  if (result === null || drawnAt === null) return null;
  return [
    say(locale, 'draw.record.head', { n: draw.n, recordedAt: sayInstant(locale, draw.recorded_at), drawnAt: sayInstant(locale, drawnAt) }),
    say(locale, 'draw.record.rule', { seed: draw.seed, pool: draw.pool.length }),
    ...result.map(({ group, drawn, substitutes }) => say(locale, 'draw.record.group', { group: groupName(programme, group)[locale], drawn: drawn.map((code) => say(locale, 'named', { name: code, code: lotOf(draw.seed, code) })).join('、'), substitutes: substitutes.join('、') || '—' })),
    say(locale, 'draw.record.signed', { witness: draw.witness }),
  ].join('\n');
}
