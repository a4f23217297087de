import { Inject, Injectable } from '@nestjs/common';
import { roundId } from '../../../domain/ids.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { Commands } from '../commands.js';
import { type QuotaChange, QuotaChanged } from '../contract/decisions.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found, refused } from '../problem/refused.js';

/** Decisions about a round as a whole. */
@Injectable()
export class DecisionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  async changeQuota(scope: Scope, accountId: string, request: Repeatable, id: string, change: QuotaChange): Promise<QuotaChanged> {
    const round = found(await withScope(this.pool, scope, (tx) => findListedRound(tx, id)));
    if (round.status !== 'running') throw refused('STAGE_CLOSED');
    return QuotaChanged.parse(await this.commands.decide(scope, { accountId, request, kind: 'changeQuota', workflowId: roundId(id), body: { ...change } }));
  }
}
