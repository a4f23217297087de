/** Which clause of its programme a workflow's step rests on. */
import { projectStepOf, stageOf } from '../../../domain/programme/schema.js';
import type { Clause } from '../../../domain/refusal.js';
import type { Tx } from '../../../records/pool.js';
import { type PlannedRound, stageByWorkflow } from '../../../records/rounds.js';

/** Of the stage, the project's step, the sanctions, or the window that a case belongs to. */
export async function clauseOfWorkflow(tx: Tx, { programme }: PlannedRound, workflowId: string, step: string): Promise<Clause> {
  if (workflowId.startsWith('sanction/') && programme.sanctions) return programme.sanctions.clause;
  const stage = await stageByWorkflow(tx, workflowId);
  const planned = stage === undefined ? projectStepOf(programme, step.split('.').at(-1) ?? '') : stageOf(programme, stage.key);
  return planned?.clause ?? programme.stages.find((one) => one.type === 'applicationWindow')?.clause ?? { document: 'choice', clause: step };
}
