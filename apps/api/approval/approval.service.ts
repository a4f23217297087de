import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { type DecisionTaken, decisionsTaken } from '../../../records/dossier.js';
import { gateOf } from '../../../records/gates.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { listObjections } from '../../../records/publicity-list.js';
import { reexaminationsOf } from '../../../records/reexaminations.js';
import { listPlacements } from '../../../records/review-list.js';
import { latestStage, loadRound, type StageAttempt } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { ApprovalReturned, Approved, type Dossier, Resubmitted } from '../contract/approval.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { objectionView } from '../objections/objections.service.js';
import { POOL } from '../platform/names.js';
import { Stages } from '../platform/stages.js';
import { found } from '../problem/refused.js';
import { placeView, varianceOf } from '../reviews/ranking-view.js';

/** Decisions about the list as a whole, in which people had a choice. */
const KINDS = ['confirmShortlist', 'cancelEligibility', 'confirmRanking', 'chooseReplacement', 'extendDeadline', 'returnForRevision', 'resubmit', 'approve'] as const;

/** 000 §5.3: the list lies before the leadership, which decides collectively. */
@Injectable()
export class ApprovalService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  dossier(scope: Scope, roundId: string, locale: Locale): Promise<Dossier> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      const stage = await latestStage(tx, roundId, 'approval');
      const gate = stage && (await gateOf(tx, stage.workflow_id));
      const placements = await listPlacements(tx, roundId);
      const reexaminations = await reexaminationsOf(tx, roundId);
      const decisions = await decisionsTaken(tx, roundId, KINDS);
      return {
        roundId, roundName: round.name, status: statusOf(stage, decisions), dueAt: gate === undefined ? null : toInstant(gate.due_at),
        list: placements.filter((one) => one.status === 'listed' || one.status === 'awarded').map(placeView),
        reserve: placements.filter((one) => one.status === 'reserve').map(placeView),
        variance: varianceOf(round, placements),
        objections: (await listObjections(tx, roundId)).map((row) => objectionView(row, locale, reexaminations.get(row.id))),
        decisions: decisions.map(({ kind, body, at, decided_at }) => ({ kind, at: toInstant(at ?? decided_at), minutes: minutesOf(body), reason: typeof body.reason === 'string' ? body.reason : null })),
      };
    });
  }

  async approve(scope: Scope, accountId: string, request: Repeatable, roundId: string, minutes: string): Promise<Approved> {
    return Approved.parse(await this.decide(scope, accountId, request, roundId, 'approve', { minutes }));
  }

  async returnForRevision(scope: Scope, accountId: string, request: Repeatable, roundId: string, reason: string): Promise<ApprovalReturned> {
    return ApprovalReturned.parse(await this.decide(scope, accountId, request, roundId, 'returnForRevision', { reason }));
  }

  async resubmit(scope: Scope, accountId: string, request: Repeatable, roundId: string, reason: string): Promise<Resubmitted> {
    return Resubmitted.parse(await this.decide(scope, accountId, request, roundId, 'resubmit', { reason }));
  }

  private async decide(scope: Scope, accountId: string, request: Repeatable, roundId: string, kind: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'approval');
    return this.commands.decide(scope, { accountId, request, kind, workflowId, body });
  }
}

function statusOf(stage: StageAttempt | undefined, decisions: DecisionTaken[]): Dossier['status'] {
  if (stage === undefined) return 'notYet';
  if (stage.status === 'done' || decisions.some(({ kind }) => kind === 'approve')) return 'approved';
  const last = decisions.filter(({ kind }) => kind === 'returnForRevision' || kind === 'resubmit').at(-1);
  return last?.kind === 'returnForRevision' ? 'returned' : 'before';
}

/** One for the decision, or one for each tie that it settles. */
function minutesOf(body: Record<string, unknown>): string[] {
  const settled = Array.isArray(body.decisions) ? (body.decisions as { minutes?: unknown }[]).map((one) => one.minutes) : [];
  return [...new Set([body.minutes, ...settled])].filter((one): one is string => typeof one === 'string');
}
