import { Inject, Injectable } from '@nestjs/common';
import { listDecisionOf } from '../../../domain/tiers/list.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { type ListedReview, listPlacements, listReviews } from '../../../records/review-list.js';
import { sheetsOf } from '../../../records/group-summaries.js';
import { latestStage, loadRound } from '../../../records/rounds.js';
import { findStep } from '../../../records/steps.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type Ranking, type RankingConfirmation, RankingConfirmed, type RankingPreview, type Review, type ReviewPage, type ReviewQuery } from '../contract/reviews.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Stages } from '../platform/stages.js';
import { found, Refused } from '../problem/refused.js';
import { previewView, rankingView } from './ranking-view.js';

/** What the experts said and what follows from it (000 §5.3). Scores are handed in as tasks. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  list(scope: Scope, roundId: string, query: ReviewQuery): Promise<ReviewPage> {
    return withScope(this.pool, scope, async (tx) => {
      const { rows, total } = await listReviews(tx, { roundId, limit: query.limit, after: fromCursor(query.cursor, 2) });
      return toPage(rows, query.limit, total, reviewView, (row) => [row.code, row.expert_code]);
    });
  }

  ranking(scope: Scope, roundId: string): Promise<Ranking> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      const stage = await latestStage(tx, roundId, 'expertReview');
      const sheets = (await sheetsOf(tx, roundId)).map((sheet) => ({ application: sheet.application, expert: sheet.expert, group: sheet.group, totalThousandths: sheet.total_thousandths, passFail: sheet.pass_fail }));
      const step = stage && (await findStep(tx, stage.workflow_id, 'ranking'));
      return rankingView(round, await listPlacements(tx, roundId), step?.status === 'done', sheets);
    });
  }

  preview(scope: Scope, roundId: string, confirmation: RankingConfirmation, locale: Locale): Promise<RankingPreview> {
    return withScope(this.pool, scope, async (tx) => previewView(found(await loadRound(tx, roundId)), await listPlacements(tx, roundId), listDecisionOf(confirmation), locale));
  }

  async confirm(scope: Scope, accountId: string, request: Repeatable, roundId: string, confirmation: RankingConfirmation): Promise<RankingConfirmed> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'expertReview');
    try {
      return RankingConfirmed.parse(await this.commands.decide(scope, { accountId, request, kind: 'confirmRanking', workflowId, body: { ...confirmation } }));
    } catch (error) {
      // A refused move may name a discipline group.
      if (!(error instanceof Refused)) throw error;
      const { programme } = found(await withScope(this.pool, scope, (tx) => loadRound(tx, roundId)));
      throw new Refused(error.refusal, { ...error.details, programme });
    }
  }
}

const reviewView = (row: ListedReview): Review => ({
  id: row.id, applicationId: row.application_id, society: { id: row.society_id, code: row.code, name: row.society_name },
  expert: { id: row.expert_id, code: row.expert_code, name: row.expert_name }, state: row.state, total: row.total_thousandths === null ? null : row.total_thousandths / 1000,
  entry: row.entry, scoredAt: row.scored_at === null ? null : toInstant(row.scored_at),
});
