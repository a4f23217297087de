import { Inject, Injectable } from '@nestjs/common';
import { once, type Seal } from '../../../records/idempotency.js';
import type { Pool, Scope, Tx } from '../../../records/pool.js';
import type { Repeatable } from '../http/keyed.js';
import { refused } from '../problem/refused.js';
import { POOL, SEAL } from './names.js';

/** Runs a plain creation once per Idempotency-Key; a repeat gets the stored answer. */
@Injectable()
export class Once {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  /** `work` runs in the transaction that also stores its answer; what it throws leaves nothing behind. */
  async run<T>(scope: Scope, accountId: string, request: Repeatable, work: (tx: Tx) => Promise<T>): Promise<T> {
    const done = await once(this.pool, scope, { principal: accountId, ...request }, this.seal, work);
    if (done.state === 'keyReused') throw refused('KEY_REUSED');
    return done.answer;
  }
}
