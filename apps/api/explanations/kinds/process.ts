/** Why a deadline is when it is, and what became of a decision. */
import { seesTask } from '../../../../domain/access/tasks.js';
import { explainCommand } from '../../../../domain/explaining/command.js';
import { explainDeadline } from '../../../../domain/explaining/deadline.js';
import { calendarOf } from '../../../../domain/programme/settings.js';
import { extensionAt, storedDue } from '../../../../records/explaining.js';
import { storedCommand } from '../../../../records/explaining-decisions.js';
import { loadRound } from '../../../../records/rounds.js';
import { findListedTask } from '../../../../records/task-list.js';
import { toInstant } from '../../contract/common.js';
import { clauseOfWorkflow } from '../clauses.js';
import { decidedOf } from '../decided.js';
import type { KindOfExplanation } from '../kind.js';

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
  async explain({ tx, ids: [id = ''], insider }) {
    const row = await storedCommand(tx, id);
    const round = row?.round_id ? await loadRound(tx, row.round_id) : undefined;
    if (!row || !round) return undefined;
    const explanation = explainCommand({
      id, kind: row.kind, decided: decidedOf(row, insider), body: row.body, answer: row.answer, before: row.before, entry: row.entry, open: row.decided_at === null,
      ofProject: row.project_id !== null, correctedBy: row.corrected_by, clause: await clauseOfWorkflow(tx, round, row.workflow_id, row.entry?.step ?? row.step),
    });
    return { stored: row.state, explanation, programmeVersionId: round.programme_version_id };
  },
};
