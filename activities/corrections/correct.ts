/** Corrects a decision by its compensating act (domain/decisions/undo.ts); what stood before stays on record with both commands. */
import { type CorrectingAct, isCorrectable, undoFor } from '../../domain/decisions/undo.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { appliedCommands, findCommand, markCorrected } from '../../records/commands.js';
import { placementsOf } from '../../records/reviews.js';
import { latestStage, stagesOf } from '../../records/rounds.js';
import { ring } from '../../records/waits.js';
import type { CommandContext, CommandHandler } from '../context.js';
import { deadlineCommands } from '../deadlines.js';
import { minutesOf, reasonOf, textOf } from '../input.js';
import { chooseAnother } from './choosing-another.js';
import type { Correction } from './correction.js';
import { reopenCase, restoreEligibility } from './cases.js';
import { restoreDeadline } from './deadline.js';
import { reopenObjection } from './objection.js';
import { restoreFigure } from './figure.js';
import { reopenProjectStep, withdrawAward } from './project.js';
import { listAgain, reexamineAgain, withdrawNotice } from './publicity.js';
import { reopenFrom } from './reopening.js';
import { restoreQuota, restoreVersion, settleAgain } from './round.js';
import { countReturn, enforceAgain, reopenClaim, reopenFinding, voidReturn } from './sanction.js';

export const correctDecision: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const wrong = await findCommand(context.tx, textOf(body.commandId));
  if (wrong?.state !== 'applied' || wrong.realm !== context.wait.realm) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  if (wrong.corrected_by !== null) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const undo = undoFor(wrong.kind, wrong.workflow_id.startsWith('project/'));
  if (!undo || !isCorrectable(undo)) return refuse({ code: 'NOT_CORRECTABLE', field: 'commandId', params: { kind: wrong.kind } });
  if (undo.by === 'leadership') {
    const minutes = minutesOf(body);
    if (!minutes.ok) return minutes;
  }
  const corrected = await ACTS[undo.act](context, wrong, body, reason.value);
  if (!corrected.ok) return corrected;
  // An approval is corrected award by award: for the others it stands.
  if (undo.act !== 'withdrawAward' && !(await markCorrected(context.tx, wrong.id, context.command.id))) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  return accept({ corrects: wrong.id, kind: wrong.kind, act: undo.act, ...corrected.value });
};

const reopenStage: Correction = async (context, wrong, _body, reason) => {
  const undo = undoFor(wrong.kind, false);
  const stage = (await stagesOf(context.tx, context.round.id)).find((one) => one.workflow_id === wrong.workflow_id);
  if (!stage || undo?.from === undefined) return refuse({ code: 'NOT_CORRECTABLE', params: { kind: wrong.kind } });
  const last = await latestStage(context.tx, context.round.id, stage.type);
  // Only the attempt that counts is reopened: an earlier one has been replaced by it.
  if (last?.id !== stage.id) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const later = await laterFacts(context, wrong.kind);
  if (later) return later;
  const carried = wrong.kind === 'confirmPosting' ? await listAgain(context, stage) : {};
  const placements = wrong.kind === 'confirmRanking' ? (await placementsOf(context.tx, context.round.id)).map(({ code, rank, tier, status }) => ({ code, rank, tier, status })) : [];
  const reopened = await reopenFrom(context, stage.key, { ...carried, from: undo.from }, reason);
  return reopened.ok ? accept({ ...reopened.value, ...(placements.length > 0 ? { before: placements } : {}) }) : reopened;
};

/** What people have handed in since on the strength of the decision is not thrown away. */
async function laterFacts({ tx, round }: CommandContext, kind: string): Promise<Result<never> | undefined> {
  const count = async (text: string) => ((await tx.query<{ n: number }>(text, [round.id])).rows[0]?.n ?? 0);
  if (kind === 'confirmShortlist' || kind === 'publishCall' || kind === 'publishSuggestedList') {
    const applications = await count('SELECT count(*) AS n FROM application WHERE round_id = $1');
    if (applications > 0) return refuse({ code: 'LATER_FACTS', params: { what: 'application', count: applications } });
  }
  if (kind === 'invitePanel') {
    const reviews = await count('SELECT count(*) AS n FROM review WHERE round_id = $1');
    if (reviews > 0) return refuse({ code: 'LATER_FACTS', params: { what: 'score', count: reviews } });
    await tx.query('DELETE FROM panel_member WHERE round_id = $1', [round.id]);
  }
  return undefined;
}

/** Returned, or submitted again: the last of these that stands, while the list lies before the leadership. */
const takeBack: Correction = async (context, wrong) => {
  const approval = await latestStage(context.tx, context.round.id, 'approval');
  if (approval?.workflow_id !== wrong.workflow_id || approval.status !== 'open') return refuse({ code: 'STAGE_CLOSED' });
  const standing = await appliedCommands(context.tx, wrong.workflow_id, ['returnForRevision', 'resubmit']);
  if (standing.at(-1)?.id !== wrong.id) return refuse({ code: 'LATER_DECISION', params: { kind: standing.at(-1)?.kind ?? '' } });
  await ring(context.tx, approval.workflow_id);
  context.wake.add(approval.workflow_id);
  return accept({});
};

const viaDeadlines = (kind: 'resume' | 'suspend'): Correction => async (context, wrong, _body, reason) => {
  const handler = deadlineCommands[kind];
  return handler ? handler(context, { gateId: wrong.body.gateId, reason }) : refuse({ code: 'COMMAND_NOT_EXPECTED' });
};

const never: Correction = (_context, wrong) => Promise.resolve(refuse({ code: 'NOT_CORRECTABLE', params: { kind: wrong.kind } }));

const ACTS: Record<CorrectingAct, Correction> = {
  reopenStage, reopenCase, restoreEligibility, reopenObjection, chooseAnother, takeBack, withdrawAward, reopenProjectStep, restoreDeadline, withdrawNotice, reexamineAgain,
  restoreQuota, restoreVersion, settleAgain, restoreFigure, reopenFinding, voidReturn, countReturn, reopenClaim, enforceAgain,
  resume: viaDeadlines('resume'), suspendAgain: viaDeadlines('suspend'), decideAgain: never, nothing: never,
};
