import { Inject, Injectable } from '@nestjs/common';
import { LIVE } from '../../../domain/ids.js';
import type { Refusal } from '../../../domain/refusal.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { type Locale, sayRefusal } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { addJob, endJob, findJob, itemsOf, type Job as Row, type JobKind, listJobs } from '../../../records/jobs.js';
import { type Pool, type Scope, type Tx, unscoped, withScope } from '../../../records/pool.js';
import { findProgramme } from '../../../records/programmes.js';
import { toInstant } from '../contract/common.js';
import type { AcceptApplications, AutomaticRehearsal, ExtendStuck, Job, JobDetail, JobPreview, Jobs, RetryStuck } from '../contract/jobs.js';
import type { Config } from '../config.js';
import type { Repeatable } from '../http/keyed.js';
import { CONFIG, POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { JobRunner } from './job-runner.js';
import { type Selection, Selections } from './selections.js';

export interface Asker {
  scope: Scope;
  accountId: string;
  locale: Locale;
}

const SHOWN = 100;
const NEWEST = 100;

/** Acts over the whole result of a filter, and rehearsals at the press of a button: previewed, started, watched, stopped. */
@Injectable()
export class JobsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly runner: JobRunner,
    private readonly selections: Selections,
  ) {}

  list(scope: Scope): Promise<Jobs> {
    return withScope(this.pool, scope, async (tx) => ({ items: await Promise.all((await listJobs(tx, NEWEST)).map((row) => view(tx, row))) }));
  }

  get(scope: Scope, id: string, locale: Locale): Promise<JobDetail> {
    return withScope(this.pool, scope, async (tx) => {
      const row = found(await findJob(tx, id));
      const items = (await itemsOf(tx, id)).map((item) => ({
        n: item.n, ref: item.ref, label: item.label, state: item.state, at: item.at === null ? null : toInstant(item.at),
        problem: item.problem === null ? null : { code: String(item.problem.code), message: sayRefusal(locale, item.problem as unknown as Refusal) },
      }));
      return { ...(await view(tx, row)), items };
    });
  }

  async previewAccept({ scope, locale }: Asker, asked: AcceptApplications): Promise<JobPreview> {
    return preview(await this.selections.applications(scope, asked, locale));
  }

  async previewStuck({ scope, locale }: Asker, action: 'retry' | 'extend', asked: RetryStuck): Promise<JobPreview> {
    return preview(await this.selections.stuck(scope, asked, action, locale));
  }

  async accept(asker: Asker, request: Repeatable, asked: AcceptApplications): Promise<Job> {
    return this.begin(asker, request, 'acceptApplications', asked, await this.selections.applications(asker.scope, asked, asker.locale));
  }

  async retry(asker: Asker, request: Repeatable, asked: RetryStuck): Promise<Job> {
    return this.begin(asker, request, 'retryStuck', asked, await this.selections.stuck(asker.scope, asked, 'retry', asker.locale));
  }

  async extend(asker: Asker, request: Repeatable, asked: ExtendStuck): Promise<Job> {
    return this.begin(asker, request, 'extendStuck', asked, await this.selections.stuck(asker.scope, asked, 'extend', asker.locale));
  }

  /** In a realm of its own; of the live world nothing is changed. */
  async rehearse(asker: Asker, request: Repeatable, asked: AutomaticRehearsal): Promise<Job> {
    if (asker.scope.realm !== LIVE) throw refused('REALM_MISMATCH');
    if (this.config.rehearsalPlayer === undefined) throw refused('NOT_FOUND');
    found(await findProgramme(unscoped(this.pool), asked.programmeId));
    return this.begin(asker, request, 'rehearsal', asked, undefined);
  }

  /** What has been done stays done. */
  cancel({ scope, accountId }: Asker, id: string): Promise<Job> {
    return withScope(this.pool, scope, async (tx) => {
      const row = found(await findJob(tx, id));
      if (!(await endJob(tx, id, { state: 'cancelled' }))) throw refused('ALREADY_DECIDED', { params: { status: row.state } });
      await record(tx, { stream: `job/${id}`, realm: scope.realm, actor: accountId, action: 'job.cancel', body: {} });
      return view(tx, found(await findJob(tx, id)));
    });
  }

  private async begin({ scope, accountId, locale }: Asker, request: Repeatable, kind: JobKind, asked: object, selection: Selection | undefined): Promise<Job> {
    if (selection?.chosen.length === 0) throw refused('NOTHING_CHOSEN');
    const job = await this.once.run(scope, accountId, request, async (tx) => {
      const id = await addJob(tx, { realm: scope.realm, kind, asked: { ...asked }, accountId, locale, items: (selection?.chosen ?? []).map(({ ref, label }) => ({ ref, label })) });
      await record(tx, { stream: `job/${id}`, realm: scope.realm, actor: accountId, action: `job.${kind}`, body: { ...asked, count: selection?.chosen.length ?? 0 } });
      return view(tx, found(await findJob(tx, id)));
    });
    this.runner.start(scope.realm, job.id);
    return job;
  }
}

const preview = ({ chosen, left }: Selection): JobPreview => ({ count: chosen.length, items: chosen.slice(0, SHOWN).map(({ label, detail }) => ({ label, detail })), left });

async function view(tx: Tx, row: Row): Promise<Job> {
  return {
    id: row.id, kind: row.kind, state: row.state, by: { id: row.account_id, name: row.account_name }, begunAt: toInstant(row.begun_at), endedAt: row.ended_at === null ? null : toInstant(row.ended_at),
    total: row.total, done: row.done, refused: row.refused, asked: row.asked, progress: row.progress === null ? null : await progressOf(tx, row), result: row.result,
  };
}

async function progressOf(tx: Tx, { progress, asked }: Row): Promise<Job['progress']> {
  const { now, stage, openTasks, acts } = progress as { now: number; stage?: string; openTasks: number; acts: number };
  const programme: Programme | undefined = (await findProgramme(tx, String(asked.programmeId)))?.definition;
  return { now: toInstant(now), stage: programme?.stages.find(({ type }) => type === stage)?.name ?? null, openTasks, acts };
}
