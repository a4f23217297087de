import { Inject, Injectable } from '@nestjs/common';
import { may, societiesOf } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { ownsTask, seesTask } from '../../../domain/access/tasks.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { subjectsOf } from '../../../records/application-list.js';
import { findApplication } from '../../../records/applications.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { type Draft as SavedDraft, findDraft, findListedTask, handedInFor, type ListedTask, listTasks, saveDraft } from '../../../records/task-list.js';
import { toInstant } from '../contract/common.js';
import { type Draft, type DraftEntry, Submission, type TaskDetail, type TaskPage, type TaskQuery } from '../contract/tasks.js';
import { fromCursor, toPage } from '../http/paging.js';
import { fieldErrors } from '../http/validation.pipe.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { sayField } from '../problem/problem.js';
import { type FieldError, found, Refused, refused } from '../problem/refused.js';
import { prefilledFor } from './money-context.js';
import { groupOf } from './group-context.js';
import { contextOf } from './submission-context.js';
import { readSubmission } from './submission-check.js';
import { askedOf, detailView, type TaskContent, taskView } from './task-view.js';

/** Who owes what by when, and what has been written so far. */
@Injectable()
export class TasksService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
  ) {}

  list(scope: Scope, who: Principal, { whose, ...filter }: TaskQuery): Promise<TaskPage> {
    if (whose === 'all' && !may(who, 'round.overview')) throw refused('FORBIDDEN');
    const owner = whose === 'all' ? undefined : { accountId: who.accountId ?? '', roles: who.roles, societyIds: societiesOf(who) };
    return withScope(this.pool, scope, async (tx) => {
      const { rows, total } = await listTasks(tx, { ...filter, owner, after: fromCursor(filter.cursor, 2) });
      const programme = await this.plans.all(tx, rows.map((row) => row.programme_version_id));
      return toPage(rows, filter.limit, total, (row) => taskView(programme(row.programme_version_id), row), (row) => [row.due_at, row.id]);
    });
  }

  get(scope: Scope, who: Principal, id: string): Promise<TaskDetail> {
    return withScope(this.pool, scope, async (tx) => {
      const task = found(await findListedTask(tx, id));
      if (!seesTask(who, task)) throw refused('NOT_FOUND');
      const programme = await this.plans.of(tx, task.programme_version_id);
      const owns = ownsTask(who, task);
      return detailView(programme, task, { ...(await contentOf(tx, task, programme)), draft: owns ? await findDraft(tx, id) : undefined, group: owns ? await groupOf(tx, task, programme) : undefined });
    });
  }

  /** Whatever is written so far, in any state; nothing is handed in by it. */
  saveDraft(scope: Scope, who: Principal, id: string, version: number, { payload }: DraftEntry, locale: Locale): Promise<Draft> {
    return withScope(this.pool, scope, async (tx) => {
      const task = mustOwn(who, await findListedTask(tx, id));
      mustBeOpen(task);
      const faults = await this.faultsOf(tx, task, payload);
      const saved = await saveDraft(tx, {
        taskId: id, realm: scope.realm, societyId: task.role === 'society' ? task.society_id : null, payload, complete: faults.length === 0, version, by: who.accountId ?? '',
      });
      if (saved === undefined) throw refused('CONFLICT_VERSION');
      return draftView(saved, faults, locale);
    });
  }

  /** What the submission of this draft would be refused for. */
  async faultsOf(tx: Tx, task: ListedTask, payload: Record<string, unknown>): Promise<FieldError[]> {
    const read = Submission.safeParse(payload, { reportInput: true });
    if (!read.success) return fieldErrors(read.error.issues);
    const programme = await this.plans.of(tx, task.programme_version_id);
    const asked = askedOf(programme, task);
    if (asked === undefined) throw refused('TASK_IS_DECIDED');
    const submission = readSubmission(asked, read.data, await contextOf(tx, task, programme, read.data));
    return submission instanceof Refused ? (submission.details.errors ?? [{ field: submission.refusal.field ?? '', code: submission.refusal.code, params: submission.refusal.params }]) : [];
  }
}

/** The task, if it is the sender's to do; else whether it exists is told only to those who may see it. */
export function mustOwn(who: Principal, task: ListedTask | undefined): ListedTask {
  if (task === undefined || !seesTask(who, task)) throw refused('NOT_FOUND');
  if (!ownsTask(who, task)) throw refused('TASK_NOT_YOURS');
  return task;
}

/** A draft is kept as long as it may still be handed in. */
export function mustBeOpen(task: ListedTask): void {
  if (task.state !== 'open' || task.gate_status !== 'open') throw refused(task.state === 'done' ? 'ALREADY_SUBMITTED' : 'GATE_CLOSED');
}

export const draftView = (saved: SavedDraft, faults: FieldError[], locale: Locale): Draft => ({
  payload: saved.payload, complete: saved.complete, version: saved.version, savedAt: toInstant(saved.saved_at),
  faults: faults.map(({ field, code, params }) => ({ field, code, message: sayField(locale, code, params) })),
});

/** What everybody who sees the task sees of it. */
export async function contentOf(tx: Tx, task: ListedTask, programme: Programme): Promise<Omit<TaskContent, 'draft' | 'group'>> {
  const handedIn = task.state === 'done' ? await handedInFor(tx, task.id) : undefined;
  return {
    handedIn,
    paper: handedIn === undefined ? undefined : await paperEntryOf(tx, handedIn.fact_id),
    subjects: await subjects(tx, task),
    prefilled: task.state === 'open' ? await prefilledFor(tx, task, programme) : null,
    application: task.kind === 'correction' && task.application_id !== null ? await findApplication(tx, task.application_id) : undefined,
  };
}

async function subjects(tx: Tx, task: ListedTask) {
  if (task.application_id !== null) return subjectsOf(tx, { applicationId: task.application_id });
  return task.kind === 'conflictDeclaration' ? subjectsOf(tx, { roundId: task.round_id }) : [];
}
