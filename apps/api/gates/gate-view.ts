import { type Programme, stageOf } from '../../../domain/programme/schema.js';
import { stepName } from '../../../domain/wording/tasks.js';
import type { ListedExtension, ListedGate } from '../../../records/gate-list.js';
import { toInstant } from '../contract/common.js';
import type { Gate } from '../contract/gates.js';

export function gateView(programme: Programme, gate: ListedGate, extensions: ListedExtension[]): Gate {
  return {
    id: gate.id, roundId: gate.round_id, projectId: gate.project_id, applicationId: gate.application_id, society: gate.society,
    workflowId: gate.workflow_id, stage: gate.stage, step: gate.step, name: gateName(programme, gate), status: gate.status,
    opensAt: toInstant(gate.opens_at), dueAt: toInstant(gate.due_at), suspendedAt: gate.suspended_at === null ? null : toInstant(gate.suspended_at),
    deadlineVersion: gate.deadline_version,
    tasks: { open: gate.open, done: gate.done, skipped: gate.skipped, cancelled: gate.cancelled },
    extensions: extensions.filter((one) => one.gate_id === gate.id).map((one) => ({ society: one.society, dueAt: toInstant(one.due_at), reason: one.reason })),
  };
}

/** The stage's name, or that of a project's step: `2018.inspection` is the step `inspection` of that year. */
function gateName(programme: Programme, { stage, step }: Pick<ListedGate, 'stage' | 'step'>): Gate['name'] {
  const [first = '', second] = step.split('.');
  const named = stageOf(programme, stage)?.name ?? stepName(programme, second ?? first);
  return second === undefined ? named : { zh: `${first}年${named.zh}`, en: `${named.en} ${first}` };
}
