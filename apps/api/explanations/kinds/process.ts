/** Why a deadline is when it is, why a letter was sent, what became of a decision. */
import { seesTask } from '../../../../domain/access/tasks.js';
import { explainDeadline } from '../../../../domain/explaining/deadline.js';
import { explainReminder } from '../../../../domain/explaining/process.js';
import { from, input, node } from '../../../../domain/explaining/node.js';
import { explainRefusal } from '../../../../domain/explaining/refusal.js';
import { calendarOf } from '../../../../domain/programme/settings.js';
import { projectStepOf, stageOf } from '../../../../domain/programme/schema.js';
import type { Refusal } from '../../../../domain/refusal.js';
import { findCommand } from '../../../../records/commands.js';
import { extensionAt, storedDue, type StoredMail, storedMail } from '../../../../records/explaining.js';
import { loadRound, type PlannedRound, stageByWorkflow } from '../../../../records/rounds.js';
import { findListedTask, type ListedTask } from '../../../../records/task-list.js';
import { toInstant } from '../../contract/common.js';
import type { KindOfExplanation, Question } from '../kind.js';

export const deadline: KindOfExplanation = {
  id: { task: 'uuid' },
  insiders: 'round.overview',
  others: ['anybody'],
  async explain({ tx, whole, ids: [id = ''], who }) {
    const task = await findListedTask(tx, id);
    if (!task || !seesTask(who, task)) return undefined;
    return whole(async (all) => {
      const round = await loadRound(all, task.round_id);
      if (!round) return undefined;
      const stage = await stageByWorkflow(all, task.workflow_id);
      const extension = await extensionAt(all, task.gate_id, task.society_id);
      const explanation = explainDeadline({
        clause: clauseOf(round, stage?.key, task.step), basis: await storedDue(all, task.gate_id), calendar: calendarOf(round.settings), opensMs: task.opens_at, dueMs: task.due_at,
        ...(extension ? { extension: { reason: extension.reason, commandId: extension.command_id, forAll: extension.for_all } } : {}), suspended: task.suspended_at !== null,
      });
      return { stored: toInstant(task.due_at), explanation, programmeVersionId: round.programme_version_id };
    });
  },
};

/** Of the stage, the project's step, or the window that a case belongs to. */
function clauseOf({ programme }: PlannedRound, stage: string | undefined, step: string) {
  const planned = stage === undefined ? projectStepOf(programme, step.split('.').at(-1) ?? '') : stageOf(programme, stage);
  return planned?.clause ?? programme.stages.find((one) => one.type === 'applicationWindow')?.clause ?? { document: 'choice', clause: step };
}

export const letter: KindOfExplanation = {
  id: { letter: 'uuid' },
  insiders: 'mail.read',
  others: ['anybody'],
  async explain({ tx, ids: [id = ''], who, insider }) {
    const mail = await storedMail(tx, id);
    const task = mail?.task_id ? await findListedTask(tx, mail.task_id) : undefined;
    if (!mail?.round_id || !(insider || isTheirs(mail, task, who))) return undefined;
    const round = await loadRound(tx, mail.round_id);
    if (!round) return undefined;
    const due = mail.params.dueAt;
    const explanation = explainReminder({
      wave: mail.wave, template: mail.template, taskId: mail.task_id, task: task?.kind ?? '', due: typeof due === 'string' ? due : null, queued: toInstant(mail.queued_at), state: mail.state,
      clause: mail.wave === '' ? { document: 'choice', clause: 'letters' } : round.programme.reminders.clause,
    });
    return { stored: mail.state, explanation, programmeVersionId: round.programme_version_id };
  },
};

/** A society's own letters; anybody's about a task that is theirs. Letters to an objector are nobody else's. */
function isTheirs(mail: StoredMail, task: ListedTask | undefined, who: Question['who']): boolean {
  if (mail.template.startsWith('objection')) return false;
  if (task) return seesTask(who, task);
  return who.societyId !== undefined && mail.society_id === who.societyId && mail.recipient === mail.society_email;
}

export const command: KindOfExplanation = {
  id: { command: 'uuid' },
  insiders: 'audit.read',
  others: [],
  async explain({ tx, ids: [id = ''] }) {
    const row = await findCommand(tx, id);
    const round = row && (await loadRound(tx, /^(?:round|reminders)\/([0-9a-f-]{36})/.exec(row.workflow_id)?.[1] ?? (await roundOfWorkflow(tx, row.workflow_id))));
    if (!row || !round) return undefined;
    const inputs = [input('command', row.kind, from('command', row.id))];
    const process = { document: 'choice', clause: 'order of the process' };
    const explanation = row.state === 'refused'
      ? node('command', row.state, (row.answer as unknown as Refusal).rule ?? process, [String((row.answer as unknown as Refusal).code), (row.answer as unknown as Refusal).params ?? {}], inputs,
          [explainRefusal(row.answer as unknown as Refusal, {}, inputs)])
      : node('command', row.state, process, [`why.formula.${row.state === 'expired' ? 'expired' : 'applied'}`], inputs);
    return { stored: row.state, explanation, programmeVersionId: round.programme_version_id };
  },
};

async function roundOfWorkflow(tx: Question['tx'], workflowId: string): Promise<string> {
  return (await tx.query<{ round_id: string | null }>('SELECT round_id FROM wait WHERE workflow_id = $1', [workflowId])).rows[0]?.round_id ?? NOWHERE;
}

const NOWHERE = '00000000-0000-0000-0000-000000000000';
