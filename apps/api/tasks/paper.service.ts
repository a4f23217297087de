import { Inject, Injectable } from '@nestjs/common';
import { checkEnterable, checkReceived, refusedEntry } from '../../../domain/paper-entry.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { now } from '../../../records/clock.js';
import { addPaperEntry, dropPaperDraft, findPaperDraft, savePaperDraft, shareDocuments } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findDraft, findListedTask, type ListedTask } from '../../../records/task-list.js';
import { toInstant } from '../contract/common.js';
import { PaperChannel } from '../contract/paper.js';
import type { Draft, PaperDraftEntry, PaperSubmission, PaperTask, Receipt } from '../contract/tasks.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { acknowledge, SubmissionsService } from './submissions.service.js';
import { contentOf, draftView, mustBeOpen, TasksService } from './tasks.service.js';
import { detailView } from './task-view.js';

/** The office enters what a society has handed in on paper: the same form, the same checks, the same gate (domain/paper-entry.ts). */
@Injectable()
export class PaperService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly tasks: TasksService,
    private readonly submissions: SubmissionsService,
  ) {}

  get(scope: Scope, id: string): Promise<PaperTask> {
    return withScope(this.pool, scope, async (tx) => {
      const task = await enterable(tx, id);
      const programme = await this.plans.of(tx, task.programme_version_id);
      const kept = await findPaperDraft(tx, id);
      const { submission, channel, receivedAt } = (kept?.payload ?? {}) as Partial<Kept>;
      const own = await findDraft(tx, id);
      return {
        ...detailView(programme, task, { ...(await contentOf(tx, task, programme)), draft: kept && { ...kept, payload: submission ?? {} } }),
        paper: { channel: PaperChannel.safeParse(channel).data ?? null, receivedAt: receivedAt ?? null },
        societysDraft: own === undefined ? null : { savedAt: toInstant(own.saved_at), complete: own.complete },
      };
    });
  }

  saveDraft(scope: Scope, accountId: string, id: string, version: number, { payload, channel, receivedAt }: PaperDraftEntry, locale: Locale): Promise<Draft> {
    return withScope(this.pool, scope, async (tx) => {
      const task = await enterable(tx, id);
      mustBeOpen(task);
      const faults = await this.tasks.faultsOf(tx, task, payload);
      const complete = faults.length === 0 && channel !== null && receivedAt !== null;
      const kept: Kept = { submission: payload, channel, receivedAt };
      const saved = await savePaperDraft(tx, { taskId: id, realm: scope.realm, payload: kept, complete, version, by: accountId });
      if (saved === undefined) throw refused('CONFLICT_VERSION');
      return draftView({ ...saved, payload }, faults, locale);
    });
  }

  enter(scope: Scope, accountId: string, request: Repeatable, id: string, { submission, channel, receivedAt }: PaperSubmission): Promise<Receipt> {
    return this.submissions.take(scope, accountId, request, {
      body: submission,
      find: async (tx) => {
        const task = await enterable(tx, id);
        unwrap(checkReceived(Date.parse(receivedAt), await now(tx, scope.realm)));
        // The society reads what was handed in for it, its scans too.
        if (submission.kind === 'form') await shareDocuments(tx, hashesIn(submission.content), task.society_id ?? '', accountId);
        return task;
      },
      said: ({ society_name }) => (code, due) => refusedEntry(code, society_name ?? '', due),
      besides: async (tx, { task, receipt }) => {
        await addPaperEntry(tx, {
          realm: scope.realm, factId: receipt.factId, receipt: receipt.receipt, societyId: task.society_id ?? '', channel, receivedAt: Date.parse(receivedAt), by: accountId,
        });
        await dropPaperDraft(tx, id);
        await acknowledge(tx, task, accountId, receipt, { channel, receivedAt });
      },
    });
  }
}

interface Kept {
  submission: Record<string, unknown>;
  channel: PaperDraftEntry['channel'];
  receivedAt: string | null;
}

async function enterable(tx: Tx, id: string): Promise<ListedTask> {
  const task = found(await findListedTask(tx, id));
  unwrap(checkEnterable(task));
  return task;
}

/** Documents are named by their hash, in a field or in a table's cell. */
function hashesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(hashesIn) : [];
}
