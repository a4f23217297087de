/** What the rules of money and performance need to know about a form that is filled in for a funded project. */
import { type HandInContext, prefilled } from '../../../domain/funds/hand-in.js';
import type { Form } from '../../../domain/programme/form.js';
import { projectStepsOf, type Programme } from '../../../domain/programme/schema.js';
import { moneyOf } from '../../../records/money.js';
import { appointmentOf } from '../../../records/performance.js';
import type { Tx } from '../../../records/pool.js';
import { settingsOf } from '../../../records/rounds.js';
import type { ListedTask } from '../../../records/task-list.js';
import { refused } from '../problem/refused.js';
import { askedOf } from './task-view.js';

/** Of a form whose fields the rules of money and performance read. */
export async function moneyContext(tx: Tx, task: ListedTask, programme: Programme): Promise<HandInContext | undefined> {
  const form = formOf(programme, task);
  if (task.project_id === null || form === undefined || !readsMoney(form)) return undefined;
  const [first = '', second] = task.step.split('.');
  return { programme, settings: await settingsOf(tx, task.round_id), year: second === undefined ? undefined : Number(first), record: await moneyOf(tx, task.project_id) };
}

const readsMoney = (form: Form): boolean => form.sections.some(({ fields }) => fields.some(({ key, holds }) => holds !== undefined || key === 'rectification'));

function formOf(programme: Programme, task: ListedTask): Form | undefined {
  const asked = askedOf(programme, task);
  return asked?.what === 'form' ? asked.form : undefined;
}

/** Targets, budget and spending as they are on record: the form starts with them. */
export async function prefilledFor(tx: Tx, task: ListedTask, programme: Programme): Promise<Record<string, unknown> | null> {
  const form = formOf(programme, task);
  const money = await moneyContext(tx, task, programme);
  if (form === undefined || money === undefined) return null;
  const known = prefilled(form, money);
  return Object.keys(known).length === 0 ? null : known;
}

/** 000 §5.5 [C]: where audits have a draft, a body audits only what it was appointed for, with agreement and independence statement. */
export async function mustBeAppointed(tx: Tx, task: ListedTask, programme: Programme): Promise<void> {
  const drafted = projectStepsOf(programme).some(({ owes }) => owes.some(({ kind }) => kind === 'auditDraft'));
  if (task.role !== 'auditor' || task.project_id === null || !drafted) return;
  if ((await appointmentOf(tx, task.project_id)) === undefined) throw refused('AUDITOR_NOT_APPOINTED', { rule: { document: 'choice', clause: 'appointed body' } });
}
