/** Decisions about a round as a whole, corrected by the very code that took them: quota, version, what a changed fact meant. */
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { appliedCommands, type Command } from '../../records/commands.js';
import { findCheck, isLatestCheck, reopenCheck } from '../../records/eligibility-checks.js';
import { stagesOf } from '../../records/rounds.js';
import type { CommandContext } from '../context.js';
import { textOf } from '../input.js';
import { moveToVersion } from '../programme-move.js';
import { changeQuota } from '../quota-change.js';
import { restoreEligibility } from './cases.js';
import type { Correction } from './correction.js';

/** The planned numbers as they were, with the same checks, effects and letters as any other change of them. */
export const restoreQuota: Correction = async (context, wrong, _body, reason) => {
  const last = await lastOfKind(context, wrong);
  return last.ok ? changeQuota(context, { ...(wrong.answer?.before as Record<string, unknown> | undefined), reason }) : last;
};

/** Back to the version before, through the same look at what stands in the way. */
export const restoreVersion: Correction = async (context, wrong, _body, reason) => {
  const last = await lastOfKind(context, wrong);
  if (!last.ok) return last;
  const before = wrong.answer?.before as { versionId?: string } | undefined;
  return moveToVersion(context, { from: context.round.programme_version_id, programmeVersionId: before?.versionId, reason });
};

/** A person says once more what the changed fact means; whoever was cancelled stands as before until then. */
export const settleAgain: Correction = async (context, wrong, body, reason) => {
  const check = await findCheck(context.tx, textOf(wrong.body.checkId));
  if (!check) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  if ((await stagesOf(context.tx, context.round.id)).some(({ type, status, superseded_by }) => type === 'approval' && status === 'done' && superseded_by === null)) {
    return refuse({ code: 'ROUND_ANNOUNCED', rule: { document: '000', clause: '§5.3' } });
  }
  // The fact has changed once more: the later check is the one to settle.
  if (!(await isLatestCheck(context.tx, check))) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const restored = wrong.body.decision === 'cancel' ? await restoreEligibility(context, wrong, body, reason) : accept({});
  if (!restored.ok) return restored;
  await reopenCheck(context.tx, check.id);
  return accept({ ...restored.value, checkId: check.id, applicationId: check.application_id });
};

/** What was decided since rests on it, and is corrected first. */
async function lastOfKind({ tx }: CommandContext, wrong: Command): Promise<Result<object>> {
  const last = (await appliedCommands(tx, wrong.workflow_id, [wrong.kind])).at(-1);
  return last?.id === wrong.id ? accept({}) : refuse({ code: 'LATER_DECISION', field: 'commandId', params: { kind: wrong.kind } });
}
