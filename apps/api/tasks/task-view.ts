/** Tasks in the words of the contract. */
import { type Asked, askedBy } from '../../../domain/programme/hand-in.js';
import { tiersOf, type Programme } from '../../../domain/programme/schema.js';
import { taskName } from '../../../domain/wording/tasks.js';
import type { Application } from '../../../records/applications.js';
import type { Subject } from '../../../records/application-list.js';
import type { PaperEntry } from '../../../records/paper-entries.js';
import type { Draft as DraftRow, HandedIn, ListedTask } from '../../../records/task-list.js';
import { toInstant } from '../contract/common.js';
import { formView } from '../platform/form-view.js';
import { onPaperView } from '../platform/on-paper.js';
import type { GroupContext } from './group-context.js';
import type { Task, TaskAsks, TaskDetail, TaskSubject } from '../contract/tasks.js';

export const askedOf = (programme: Programme, task: ListedTask): Asked | undefined =>
  askedBy(programme, { kind: task.kind, step: task.step, ofProject: task.project_id !== null });

export function taskView(programme: Programme, task: ListedTask): Task {
  return {
    id: task.id, kind: task.kind, name: { zh: taskName('zh', programme, task.kind), en: taskName('en', programme, task.kind) }, role: task.role, state: task.state,
    roundId: task.round_id, roundName: task.round_name, gateId: task.gate_id, gateStatus: task.gate_status, step: task.step,
    opensAt: toInstant(task.opens_at), dueAt: toInstant(task.due_at), extended: task.extended, suspended: task.suspended_at !== null,
    societyId: task.society_id, societyCode: task.society_code, societyName: task.society_name, about: task.subject_name, accountId: task.account_id, applicationId: task.application_id,
    projectId: task.project_id, draftComplete: task.draft_complete, doneAt: task.done_at === null ? null : toInstant(task.done_at),
  };
}

export interface TaskContent {
  draft: DraftRow | undefined;
  handedIn: HandedIn | undefined;
  /** When the office entered it. */
  paper?: PaperEntry | undefined;
  subjects: Subject[];
  prefilled: Record<string, unknown> | null;
  /** Of a correction. */
  application: Application | undefined;
  /** Of a group leader's opinion. */
  group?: GroupContext;
}

export function detailView(programme: Programme, task: ListedTask, { draft, handedIn, paper, subjects, prefilled, application, group }: TaskContent): TaskDetail {
  const asked = askedOf(programme, task);
  return {
    ...taskView(programme, task),
    clause: asked?.clause ?? null,
    asks: asked === undefined ? null : asksView(programme, asked, group),
    subjects: subjects.map(subjectView),
    toCorrect: application === undefined ? null : toCorrect(application.decision),
    content: application?.content ?? null,
    prefilled,
    draft: draft?.payload ?? null,
    version: draft?.version ?? 0,
    handedIn: handedIn === undefined ? null : {
      receipt: handedIn.receipt, kind: handedIn.kind, at: toInstant(handedIn.at), bodyHash: handedIn.body_hash, payload: handedIn.payload, onPaper: onPaperView(paper),
    },
  };
}

export const subjectView = (subject: Subject): TaskSubject => ({
  applicationId: subject.application_id, society: { id: subject.society_id, code: subject.code, name: subject.name, disciplineGroup: subject.discipline_group },
});

function toCorrect(decision: Record<string, unknown> | null): NonNullable<TaskDetail['toCorrect']> {
  const { items, reason } = decision ?? {};
  return { items: Array.isArray(items) ? items.map(String) : [], reason: typeof reason === 'string' ? reason : '' };
}

function asksView(programme: Programme, asked: Asked, group: GroupContext | undefined): TaskAsks {
  switch (asked.what) {
    case 'indicators':
      return { what: 'indicators', indicators: asked.indicators.map((indicator) => ({ ...indicator, dimensionName: dimensionName(programme, indicator.dimension) })) };
    case 'form':
      return { what: 'form', form: formView(programme, asked.form) };
    case 'conflictDeclaration':
      return { what: 'conflictDeclaration' };
    case 'score':
      return { what: 'score', sheet: { ...asked.planned, tiers: [...tiersOf(programme)] } };
    case 'groupSummary':
      return { what: 'groupSummary', group: group?.group ?? '', candidates: group?.candidates ?? [], members: group?.members ?? [] };
    case 'decision':
      return { what: 'decision', outcomes: asked.outcomes };
  }
}

const dimensionName = (programme: Programme, key: string): { zh: string; en: string } =>
  programme.stages.flatMap((stage) => (stage.type === 'capabilityAssessment' ? stage.dimensions : [])).find((dimension) => dimension.key === key)?.name ?? { zh: key, en: key };
