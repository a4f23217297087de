import { Inject, Injectable } from '@nestjs/common';
import { dayOf, daysBetween } from '../../../domain/calendar/beijing.js';
import { lastDayOf } from '../../../domain/programme/date-rules.js';
import { type Programme, stageOf } from '../../../domain/programme/schema.js';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { sayDue } from '../../../domain/wording/dates.js';
import { sayWait, sayWaitShort } from '../../../domain/wording/waits.js';
import { lastEvents } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { countCollection } from '../../../records/collections.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { countAsked, type Funnel, funnelOf, stageProgress, type StageProgress } from '../../../records/round-overview.js';
import { loadRound, type PlannedRound, type StageAttempt, stagesOf } from '../../../records/rounds.js';
import { countStuck } from '../../../records/stuck.js';
import { auditView } from '../audit/audit.service.js';
import { toInstant } from '../contract/common.js';
import type { RoundOverview } from '../contract/round-overview.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';
import { timelineView } from '../programmes/timeline-view.js';
import { Temporal } from '../temporal.js';
import { orNull } from './round-view.js';

const EVENTS = 20;

/** A round on one page. Reads PostgreSQL only. */
@Injectable()
export class OverviewService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly temporal: Temporal,
  ) {}

  read(scope: Scope, id: string, locale: Locale): Promise<RoundOverview> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, id));
      const at = await now(tx, scope.realm);
      const stages = await stagesOf(tx, id);
      const open = stages.findLast((stage) => stage.status === 'open');
      const progress = open === undefined ? undefined : await stageProgress(tx, open.workflow_id);
      const funnel = await funnelOf(tx, id);
      const collected = await collectedIn(tx, round);
      const stuck = await countStuck(tx, id);
      const events = await lastEvents(tx, id, EVENTS);
      return {
        id, name: round.name, status: round.status, now: toInstant(at), funnel, collected, stuck,
        sentence: sentence(locale, { round, open, progress, funnel, collected, stuck, at }),
        stage: open === undefined ? null : this.stageView(round.programme, open, progress, locale),
        timeline: actualTimeline(round, stages, progress, locale),
        events: events.map(({ society, ...row }) => ({ ...auditView(row), society })),
      };
    });
  }

  private stageView(programme: Programme, open: StageAttempt, progress: StageProgress | undefined, locale: Locale): RoundOverview['stage'] {
    return {
      id: open.id, key: open.key, name: stageName(programme, open.key), n: open.n, workflowId: open.workflow_id,
      gateId: progress?.gate_id ?? null, dueAt: orNull(progress?.due_at ?? null),
      waitingFor: progress?.wait ? sayWait(locale, { ...progress.wait, since: progress.since ?? open.opened_at, until: progress.until }) : null,
      temporalUrl: this.temporal.uiUrl(open.workflow_id),
    };
  }
}

const stageName = (programme: Programme, key: string): { zh: string; en: string } => stageOf(programme, key)?.name ?? { zh: key, en: key };

interface Standing {
  round: PlannedRound;
  open: StageAttempt | undefined;
  progress: StageProgress | undefined;
  funnel: Funnel;
  collected: RoundOverview['collected'];
  stuck: number;
  at: number;
}

/** With societies at work: how many have handed in, and how long is left. Else for whom it waits. */
function sentence(locale: Locale, { round, open, progress, funnel, collected, stuck, at }: Standing): string {
  if (open !== undefined) {
    const stage = stageName(round.programme, open.key)[locale];
    const due = progress?.due_at ?? null;
    if (progress !== undefined && due !== null && progress.asked > 0 && due > at) {
      return say(locale, 'round.sentence', {
        stage, days: daysBetween(dayOf(at), lastDayOf(due)), deadline: sayDue(locale, due),
        invited: progress.asked, submitted: progress.done, drafts: progress.drafts, stuck,
      });
    }
    const wait = progress?.wait ? sayWaitShort(locale, { ...progress.wait, until: progress.until }) : say(locale, 'round.busy');
    return say(locale, 'round.sentence.waiting', { stage, wait, stuck: sayStuck(locale, stuck) });
  }
  switch (round.status) {
    case 'draft':
      return say(locale, 'round.sentence.draft');
    case 'running':
      return say(locale, 'round.sentence.starting', { stuck: sayStuck(locale, stuck) });
    case 'announced':
      return say(locale, 'round.sentence.announced', { running: funnel.running, finished: funnel.finished, stuck: sayStuck(locale, stuck) });
    case 'closed':
    case 'cancelled':
      if (round.programme.project === undefined && collected.length > 0) return collectedSentence(locale, collected);
      return say(locale, 'round.sentence.closed', { awarded: funnel.awarded, finished: funnel.finished });
  }
}

const collectedSentence = (locale: Locale, collected: RoundOverview['collected']): string =>
  collected.map(({ name, owed, submitted }) => say(locale, 'round.sentence.collected', { stage: name[locale], owed, submitted })).join(say(locale, 'round.sentence.and'));

/** By stage, in the programme's order; a part that it does not have is not counted as none. */
async function collectedIn(tx: Tx, { id, programme }: PlannedRound): Promise<RoundOverview['collected']> {
  const collected: RoundOverview['collected'] = [];
  for (const stage of programme.stages) {
    if (stage.type !== 'materialsCollection') continue;
    const { warnings, explanations, findings, rectified } = await countCollection(tx, id, stage.key);
    collected.push({
      stage: stage.key, name: stage.name, ...(await countAsked(tx, id, stage.key, stage.handIn.kind)),
      ...(stage.explanation === undefined ? { warnings: null, explanations: null } : { warnings, explanations }),
      ...(stage.rectification === undefined ? { findings: null, rectified: null } : { findings, rectified }),
    });
  }
  return collected;
}

const sayStuck = (locale: Locale, count: number): string => (count === 0 ? say(locale, 'round.stuck.none') : say(locale, 'round.stuck.some', { count }));

/** The plan, with what has really happened to each stage. */
function actualTimeline(round: PlannedRound, stages: StageAttempt[], progress: StageProgress | undefined, locale: Locale): RoundOverview['timeline'] {
  return timelineView(round.programme, round.settings, locale).entries.map(({ key, of, type, name, year, opens, due, lastDay }) => {
    const attempt = of === 'stage' ? stages.findLast((stage) => stage.key === key) : undefined;
    const now = attempt?.status === 'open' ? (progress?.due_at ?? 0) : 0;
    const moved = now > Date.parse(due) ? now : undefined;
    return {
      key, of, type, name, year, opens, due: moved === undefined ? due : toInstant(moved), lastDay: moved === undefined ? lastDay : lastDayOf(moved),
      state: of === 'project' ? 'planned' : stateOf(attempt),
      openedAt: orNull(attempt?.opened_at ?? null), doneAt: orNull(attempt?.done_at ?? null),
    };
  });
}

function stateOf(attempt: StageAttempt | undefined): RoundOverview['timeline'][number]['state'] {
  if (attempt === undefined) return 'coming';
  return attempt.status === 'open' ? 'open' : 'done';
}
