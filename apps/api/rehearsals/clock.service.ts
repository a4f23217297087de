import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { type Pool, unscoped, wholeRealm, withScope } from '../../../records/pool.js';
import { dueWorkflows, nextDue, stepClock, unquiet } from '../../../records/realms.js';
import { busyWorkflows, lockRehearsal, rehearsalClock } from '../../../records/rehearsals.js';
import { toInstant } from '../contract/common.js';
import type { Step, Stepped } from '../contract/rehearsals.js';
import { POOL } from '../platform/names.js';
import { found, refused, type Refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { RehearsalsService } from './rehearsals.service.js';

/** It looks often at first, then less: most instants are over soon. */
const FIRST_LOOK_MS = 4;
const LAST_LOOK_MS = 25;

/** Steps a rehearsal's clock, and only when nothing is under way: what happens in between does not depend on how fast. */
@Injectable()
export class ClockService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly rehearsals: RehearsalsService,
    private readonly temporal: Temporal,
  ) {}

  async step(who: Principal, id: string, step: Step): Promise<Stepped> {
    // Before and after the step together.
    const patience = performance.now() + step.patienceSeconds * 1000;
    await this.rehearsals.find(who, id);
    await this.quiet(id, patience);
    const woken = await this.advance(id, step);
    this.temporal.wake(id, woken);
    const { now, due } = await this.quiet(id, patience);
    return { now: toInstant(now), nextDue: due === null ? null : toInstant(due), quiet: true };
  }

  /** One transaction: somebody may have handed something in since we looked. Answers who is due now. */
  private async advance(id: string, { from, to }: Step): Promise<string[]> {
    return withScope(this.pool, wholeRealm(id), async (tx) => {
      const { now_at } = found(await lockRehearsal(tx, id));
      if (from !== undefined && Date.parse(from) !== now_at) return [];
      const why = await unquiet(tx, id);
      if (why !== null) throw await this.notQuiet(id, why);
      const due = await nextDue(tx, id);
      const target = Math.min(due ?? Infinity, to === undefined ? Infinity : Date.parse(to));
      if (target === Infinity) return [];
      if (target < now_at) throw refused('CLOCK_ONLY_FORWARD', { field: 'to', params: { now: toInstant(now_at) } });
      await stepClock(tx, id, target);
      return dueWorkflows(tx, id);
    });
  }

  private async quiet(id: string, patience: number): Promise<{ now: number; due: number | null }> {
    for (let wait = FIRST_LOOK_MS; ; wait = Math.min(LAST_LOOK_MS, wait * 1.5)) {
      const { why, now_at, due } = await rehearsalClock(unscoped(this.pool), id);
      if (why === null) return { now: found(now_at), due };
      if (performance.now() > patience) throw await this.notQuiet(id, why);
      await pause(wait);
    }
  }

  private async notQuiet(id: string, why: string): Promise<Refused> {
    const busy = await withScope(this.pool, wholeRealm(id), (tx) => busyWorkflows(tx, id, 20));
    return refused('NOT_QUIESCENT', { params: { why } }, { fact: { why, workflows: busy.map((one) => ({ workflowId: one.workflow_id, step: one.step, state: one.state, attention: one.attention })) } });
  }
}
