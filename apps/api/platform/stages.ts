import { Inject, Injectable } from '@nestjs/common';
import type { StageType } from '../../../domain/programme/schema.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { latestStage } from '../../../records/rounds.js';
import { found, refused } from '../problem/refused.js';
import { POOL } from './names.js';

/** Finds the workflow that takes a round's decisions. */
@Injectable()
export class Stages {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Of the latest attempt of that stage; a stage that is over refuses for itself. */
  async workflowOf(scope: Scope, roundId: string, type: StageType): Promise<string> {
    const stage = await withScope(this.pool, scope, async (tx) => {
      found(await findListedRound(tx, roundId));
      return latestStage(tx, roundId, type);
    });
    if (stage === undefined) throw refused('STAGE_NOT_OPEN');
    return stage.workflow_id;
  }
}
