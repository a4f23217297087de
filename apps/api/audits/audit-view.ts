/** Audits in the words of the contract. */
import { type OwnedTask, ownsTask } from '../../../domain/access/tasks.js';
import type { Principal } from '../../../domain/access/roles.js';
import { projectStepsOf, type Programme } from '../../../domain/programme/schema.js';
import { stepName, taskName } from '../../../domain/wording/tasks.js';
import type { AuditRow, AuditTask } from '../../../records/audits.js';
import type { ProjectDocument } from '../../../records/project-list.js';
import type { ProjectAudit, ProjectAuditItem } from '../contract/audits.js';
import { toInstant } from '../contract/common.js';
import { documentView } from '../projects/project-view.js';

const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
const named = (programme: Programme, kind: string) => ({ zh: taskName('zh', programme, kind), en: taskName('en', programme, kind) });

export interface Seen {
  who: Principal;
  programme: Programme;
  /** Behind the gate of this audit. */
  tasks: AuditTask[];
  now: number;
}

export function itemView(row: AuditRow, { who, programme, tasks, now }: Seen): ProjectAuditItem {
  const { step } = partsOf(programme, row.step);
  const next = ordered(programme, row.step, tasks).find(({ state }) => state === 'open');
  return {
    id: row.gate_id, project: { id: row.project_id, number: row.number, status: row.project_status }, round: { id: row.round_id, name: row.round_name },
    society: { id: row.society_id, code: row.code, name: row.society_name },
    name: step?.name ?? (row.step === null ? projectStepsOf(programme).find(({ type }) => type === 'audit')?.name ?? { zh: '', en: '' } : stepName(programme, row.step)),
    year: partsOf(programme, row.step).year, state: row.status ?? 'upcoming',
    opensAt: instant(row.opens_at), dueAt: instant(row.due_at), doneAt: instant(row.done_at), body: row.appointment?.body ?? null,
    waitsFor: row.status !== 'open' || next === undefined ? null : {
      taskId: next.id, kind: next.kind, name: named(programme, next.kind), role: next.role, dueAt: toInstant(next.due_at), overdue: now >= next.due_at, yours: ownsTask(who, owned(next, row)),
    },
  };
}

/** Overdue first, one's own before others'; then what is due next; what is over last, the latest first. */
export function byUrgency(a: ProjectAuditItem, b: ProjectAuditItem): number {
  return urgency(a) - urgency(b) || (a.doneAt !== null && b.doneAt !== null ? b.doneAt.localeCompare(a.doneAt) : (a.waitsFor?.dueAt ?? '').localeCompare(b.waitsFor?.dueAt ?? '')) || a.project.number.localeCompare(b.project.number);
}

function urgency({ state, waitsFor }: ProjectAuditItem): number {
  if (waitsFor !== null) return (waitsFor.overdue ? 0 : 2) + (waitsFor.yours ? 0 : 1);
  return { open: 4, upcoming: 5, done: 6, skipped: 7 }[state];
}

export function auditView(row: AuditRow, seen: Seen, { documents, score }: { documents: ProjectDocument[]; score: number | null }): ProjectAudit {
  const { programme, tasks } = seen;
  const { step, year } = partsOf(programme, row.step);
  const { appointment, appointed_at: at } = row;
  const over = row.status !== 'open';
  return {
    ...itemView(row, seen), clause: step?.clause ?? { document: 'choice', clause: '' }, score,
    appointment: appointment === null || at === null ? null : { body: appointment.body, agreement: appointment.agreement, independence: appointment.independence, at: toInstant(at) },
    course: (step?.owes ?? []).map(({ kind, role, clause }) => {
      const task = tasks.find((one) => one.kind === kind);
      const document = documents.findLast((one) => one.kind === kind && one.step === row.step);
      return {
        kind, name: named(programme, kind), role, clause, state: task?.state ?? (over ? 'notNeeded' : 'later'), taskId: task?.id ?? null, dueAt: task?.state === 'open' ? toInstant(task.due_at) : null,
        doneAt: instant(task?.done_at ?? null), documentId: document?.id ?? null,
      };
    }),
    evidence: documents.filter((one) => one.step !== row.step && ofYear(one.step, year)).map((one) => documentView(programme, one)),
  };
}

/** The year's own, and what holds for the whole project. */
function ofYear(step: string, year: number | null): boolean {
  const [first = '', second] = step.split('.');
  return second === undefined || Number(first) === year;
}

function partsOf(programme: Programme, key: string | null) {
  const [first = '', second] = (key ?? '').split('.');
  return { year: second === undefined ? null : Number(first), step: projectStepsOf(programme).find((one) => one.key === (second ?? first)) };
}

/** In the order in which the programme has them owed. */
function ordered(programme: Programme, key: string | null, tasks: readonly AuditTask[]): AuditTask[] {
  const order = partsOf(programme, key).step?.owes.map(({ kind }) => kind) ?? [];
  return [...tasks].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const owned = ({ role, account_id }: AuditTask, { society_id }: AuditRow): OwnedTask => ({ role, account_id, society_id });
