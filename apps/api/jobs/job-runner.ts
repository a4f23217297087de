import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { beat, endItem, endJob, findJob, type Job, type JobItem, orphanedJobs, takeJob, waitingItems } from '../../../records/jobs.js';
import { type Pool, type Tx, unscoped, wholeRealm, withScope } from '../../../records/pool.js';
import { findProgramme } from '../../../records/programmes.js';
import { createServiceToken, revokeServiceToken } from '../../../records/service-tokens.js';
import { ApplicationsService } from '../applications/applications.service.js';
import type { Config } from '../config.js';
import { GatesService } from '../gates/gates.service.js';
import type { Repeatable } from '../http/keyed.js';
import { hashToken, newServiceToken } from '../identity/tokens.js';
import { CONFIG, POOL } from '../platform/names.js';
import { Refused } from '../problem/refused.js';
import { StuckService } from '../stuck/stuck.service.js';

/** After so many seconds without a sign a job's process is taken for dead. */
const SILENT_SECONDS = 30;
const LOOK_MS = 10_000;
const AT_ONCE = 20;
/** A rehearsal of two hundred societies takes minutes; a token lasts longer than any. */
const TOKEN_HOURS = 12;

/** What the process that plays a rehearsal tells. */
type Told = { progress: Record<string, unknown> } | { done: Record<string, unknown> } | { failed: string };

/**
 * Works jobs off in this process, item by item, each under a key of its own: whatever is repeated after a crash takes effect once.
 * A job whose process died is taken up by the next that looks; a rehearsal cannot be, and says so.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly running = new Map<string, Promise<void>>();
  /** Processes that play a rehearsal. */
  private readonly players = new Set<ChildProcess>();
  private timer: NodeJS.Timeout | undefined;
  private closing = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(POOL) private readonly pool: Pool,
    private readonly http: HttpAdapterHost,
    private readonly applications: ApplicationsService,
    private readonly stuck: StuckService,
    private readonly gates: GatesService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.takeOrphans(), LOOK_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    for (const player of this.players) player.kill();
    await Promise.all(this.running.values());
  }

  /** Returns at once. */
  start(realm: string, id: string): void {
    if (this.running.has(id)) return;
    const work = this.run(realm, id)
      .catch((error: unknown) => this.log.error(`job ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
      .finally(() => this.running.delete(id));
    this.running.set(id, work);
  }

  private async takeOrphans(): Promise<void> {
    try {
      for (const { id, realm } of await orphanedJobs(unscoped(this.pool), SILENT_SECONDS)) {
        if (!this.running.has(id) && (await this.within(realm, (tx) => takeJob(tx, id, SILENT_SECONDS)))) this.start(realm, id);
      }
    } catch (error) {
      this.log.warn(`jobs not looked at: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async run(realm: string, id: string): Promise<void> {
    const job = await this.within(realm, (tx) => findJob(tx, id));
    if (job?.state !== 'running') return;
    if (job.kind !== 'rehearsal') await this.items(job);
    // What it had played is gone with its process.
    else if (job.progress !== null) await this.end(job, 'failed', { reason: 'interrupted' });
    else await this.rehearse(job);
  }

  private async items(job: Job): Promise<void> {
    for (;;) {
      const waiting = await this.within(job.realm, (tx) => waitingItems(tx, job.id, AT_ONCE));
      if (waiting.length === 0) break;
      for (const item of waiting) {
        if (this.closing || !(await this.within(job.realm, (tx) => beat(tx, job.id)))) return;
        const end = await this.one(job, item);
        // Nobody answered: it is tried again, not refused.
        if (end === undefined) return;
        await this.within(job.realm, (tx) => endItem(tx, job.id, item.n, end));
      }
    }
    await this.end(job, 'done');
  }

  private async one(job: Job, item: JobItem): Promise<{ state: 'done' } | { state: 'refused'; problem: Record<string, unknown> } | undefined> {
    try {
      await this.act(job, item);
      return { state: 'done' };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.refusal.code === 'PROCESS_UNAVAILABLE' ? undefined : { state: 'refused', problem: { ...error.refusal } };
    }
  }

  private async act({ id, realm, kind, account_id: accountId, asked }: Job, { n, ref }: JobItem): Promise<unknown> {
    const scope = wholeRealm(realm);
    const request: Repeatable = { key: `job.${id}.${n}`, bodyHash: createHash('sha256').update(`${kind}\n${ref}`).digest('hex') };
    switch (kind) {
      case 'acceptApplications':
        return this.applications.decide(scope, accountId, request, ref, { decision: 'accept' });
      case 'retryStuck':
        return this.stuck.retry(scope, accountId, request, ref);
      case 'extendStuck':
        return this.gates.extend(scope, accountId, request, Number(ref), { dueAt: String(asked.dueAt), reason: String(asked.reason) });
      case 'rehearsal':
        throw new Error('a rehearsal has no items');
    }
  }

  /** In a process of its own, over HTTP like everybody; it ends with this one. */
  private async rehearse(job: Job): Promise<void> {
    const programme = await findProgramme(unscoped(this.pool), String(job.asked.programmeId));
    if (programme === undefined || this.config.rehearsalPlayer === undefined) return this.end(job, 'failed', { reason: 'notHere' });
    const token = newServiceToken();
    const { id: tokenId } = await this.within(job.realm, (tx) => createServiceToken(tx, {
      realm: job.realm, accountId: job.account_id, label: `job ${job.id}`, tokenHash: hashToken(token), scopes: ['rehearsal.manage'], expiresAt: Date.now() + TOKEN_HOURS * 3_600_000, by: job.account_id,
    }));
    const { address, port } = (this.http.httpAdapter.getHttpServer() as { address(): AddressInfo }).address();
    const child = fork(this.config.rehearsalPlayer, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    this.players.add(child);
    const heart = setInterval(() => void this.alive(job, () => child.kill()), LOOK_MS / 2).unref();
    try {
      const told = await new Promise<Told>((resolve) => {
        child.on('message', (message) => {
          const said = message as Told;
          if ('progress' in said) void this.alive(job, () => child.kill(), said.progress);
          else resolve(said);
        });
        child.once('exit', () => resolve({ failed: 'interrupted' }));
        child.send({
          baseUrl: `http://${address.includes(':') ? `[${address}]` : address}:${port}`, token, source: programme.source, fileName: `${programme.key}.yaml`, societies: job.asked.societies, seed: job.asked.seed,
        });
      });
      if ('done' in told) await this.end(job, 'done', told.done);
      else if ('failed' in told) await this.end(job, 'failed', { reason: told.failed });
    } finally {
      clearInterval(heart);
      this.players.delete(child);
      child.kill();
      await this.within(job.realm, (tx) => revokeServiceToken(tx, tokenId));
    }
  }

  private async alive({ realm, id }: Job, stop: () => void, progress?: Record<string, unknown>): Promise<void> {
    if (this.closing || !(await this.within(realm, (tx) => beat(tx, id, progress)).catch(() => true))) stop();
  }

  private end({ realm, id }: Job, state: 'done' | 'failed', result?: Record<string, unknown>): Promise<void> {
    return this.within(realm, (tx) => endJob(tx, id, { state, ...(result === undefined ? {} : { result }) })).then(() => undefined);
  }

  private within<T>(realm: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return withScope(this.pool, wholeRealm(realm), work);
  }
}
