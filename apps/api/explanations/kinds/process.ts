/** Why a deadline is when it is, and what became of a decision. */
import { seesTask } from '../../../../domain/access/tasks.js';
import { explainDeadline } from '../../../../domain/explaining/deadline.js';
import { from, input, node } from '../../../../domain/explaining/node.js';
import { explainRefusal } from '../../../../domain/explaining/refusal.js';
import { calendarOf } from '../../../../domain/programme/settings.js';
import type { Refusal } from '../../../../domain/refusal.js';
import { findCommand } from '../../../../records/commands.js';
import { extensionAt, storedDue } from '../../../../records/explaining.js';
import { loadRound } from '../../../../records/rounds.js';
import { findListedTask } from '../../../../records/task-list.js';
import { toInstant } from '../../contract/common.js';
import { clauseOfWorkflow } from '../clauses.js';
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
      const extension = await extensionAt(all, task.gate_id, task.society_id);
      const explanation = explainDeadline({
        clause: await clauseOfWorkflow(all, round, task.workflow_id, task.step), basis: await storedDue(all, task.gate_id), calendar: calendarOf(round.settings), opensMs: task.opens_at, dueMs: task.due_at,
        ...(extension ? { extension: { reason: extension.reason, commandId: extension.command_id, forAll: extension.for_all } } : {}), suspended: task.suspended_at !== null,
      });
      return { stored: toInstant(task.due_at), explanation, programmeVersionId: round.programme_version_id };
    });
  },
};

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
