import { Inject, Injectable } from '@nestjs/common';
import { isMessageKey, sayKey } from '../../../domain/wording/catalogue.js';
import { assignmentRuns } from '../../../records/assignments.js';
import { summariesOf } from '../../../records/group-summaries.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { listConflicts } from '../../../records/review-list.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type AssignmentRuns, type Conflicts, type FewerReviews, type GroupOpinions, type Readers, type Recusal, Recused, WithFewer } from '../contract/review-decisions.js';
import type { Repeatable } from '../http/keyed.js';
import type { Locale } from '../http/request.js';
import { POOL } from '../platform/names.js';
import { Stages } from '../platform/stages.js';
import { readersView } from './readers-view.js';

/** What the office decides while experts score, and what it can look up about them. */
@Injectable()
export class ReviewDecisionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  conflicts(scope: Scope, roundId: string, locale: Locale): Promise<Conflicts> {
    return withScope(this.pool, scope, async (tx) => ({
      items: (await listConflicts(tx, roundId)).map((row) => ({
        applicationId: row.application_id, society: { id: row.society_id, code: row.code, name: row.society_name }, expert: { id: row.expert_id, code: row.expert_code, name: row.expert_name },
        source: row.source, reason: row.source === 'detected' ? inWords(row.reason, locale) : row.reason,
      })),
    }));
  }

  readers(scope: Scope, roundId: string): Promise<Readers> {
    return withScope(this.pool, scope, (tx) => readersView(tx, roundId));
  }

  assignments(scope: Scope, roundId: string): Promise<AssignmentRuns> {
    return withScope(this.pool, scope, async (tx) => ({
      items: (await assignmentRuns(tx, roundId)).map(({ n, at, kind, seed, readings, affinity, bound, unevenness, loads }) => ({ n, at: toInstant(at), kind, seed, readings, affinity, bound, unevenness, loads })),
    }));
  }

  opinions(scope: Scope, roundId: string): Promise<GroupOpinions> {
    return withScope(this.pool, scope, async (tx) => ({
      items: (await summariesOf(tx, roundId)).map((row) => ({
        group: row.panel, leader: { id: row.expert_id, code: row.code, name: row.name }, opinion: row.opinion, ranking: row.ranking, deviationReason: row.deviation_reason,
        dissent: row.dissent, signedAt: toInstant(row.signed_at),
      })),
    }));
  }

  async fewer(scope: Scope, accountId: string, request: Repeatable, roundId: string, entry: FewerReviews): Promise<WithFewer> {
    return WithFewer.parse(await this.decide(scope, accountId, request, roundId, 'goOnWithFewer', entry));
  }

  async recuse(scope: Scope, accountId: string, request: Repeatable, roundId: string, entry: Recusal): Promise<Recused> {
    return Recused.parse(await this.decide(scope, accountId, request, roundId, 'recuseExpert', entry));
  }

  private async decide(scope: Scope, accountId: string, request: Repeatable, roundId: string, kind: string, body: object): Promise<Record<string, unknown>> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'expertReview');
    return this.commands.decide(scope, { accountId, request, kind, workflowId, body: { ...body } });
  }
}

/** Several kinds of conflict stand beside each other. */
const inWords = (kinds: string, locale: Locale): string =>
  kinds.split(' ').map((kind) => (isMessageKey(`conflict.${kind}`) ? sayKey(locale, `conflict.${kind}`) : kind)).join(locale === 'zh' ? '；' : '; ');
