import { Inject, Injectable } from '@nestjs/common';
import { operationsOf } from '../../../records/operations.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { toInstant } from '../contract/common.js';
import type { Operations } from '../contract/operations.js';
import { POOL } from '../platform/names.js';
import { Temporal } from '../temporal.js';

@Injectable()
export class OperationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly temporal: Temporal,
  ) {}

  async read(scope: Scope): Promise<Operations> {
    const [workers, seen] = await Promise.all([this.temporal.workers(scope.realm), withScope(this.pool, scope, (tx) => operationsOf(tx, scope.realm))]);
    return {
      workers, jobsRunning: seen.jobsRunning, temporalUrl: this.temporal.uiUrl(),
      mail: { queued: seen.mailQueued, failed: seen.mailFailed, oldestQueuedAt: seen.oldestMail === null ? null : toInstant(seen.oldestMail) },
      workflows: { open: seen.workflowsOpen, failing: seen.workflowsFailing },
    };
  }
}
