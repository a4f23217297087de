/**
 * Whether and until when a decision may be corrected, by whom, and by which compensating act [C]. Nothing is deleted: the decision
 * stays on record, marked by the command that corrected it. What has left the house (a letter, money) is not called back: a letter of
 * correction or a reversing entry follows it.
 */
import type { Role } from '../programme/common.js';
import type { Refusal } from '../refusal.js';

export type CorrectingAct =
  /** The stage again as attempt n+1, from one of its steps; what comes after it comes again. */
  | 'reopenStage'
  /** The application's case again as the next attempt. */
  | 'reopenCase'
  | 'restoreEligibility'
  /** Open again, with the society where it stood; later it is a re-examination. */
  | 'reopenObjection'
  | 'chooseAnother'
  /** It no longer counts; the process waits for the decision again. */
  | 'takeBack'
  | 'withdrawAward'
  /** The project's step again, with reversing entries for what it paid. */
  | 'reopenProjectStep'
  | 'restoreDeadline'
  | 'resume'
  | 'suspendAgain'
  /** The notice stays in print, marked as withdrawn; a period that it began again ends as before while that is still to come. */
  | 'withdrawNotice'
  | 'reexamineAgain'
  | 'restoreQuota'
  | 'restoreVersion'
  /** What a changed fact means lies before a person again; an eligibility that was cancelled is restored. */
  | 'settleAgain'
  | 'restoreFigure'
  /** A dismissed finding lies before the leadership again; a revocation is lifted as on appeal. */
  | 'reopenFinding'
  | 'voidReturn'
  | 'countReturn'
  /** What was written off is claimed again, with a deadline of its own. */
  | 'reopenClaim'
  /** A sanction that was lifted is in force again: its bar as it was, its claim as far as it is not paid. */
  | 'enforceAgain'
  /** What was corrected is decided again: that decision, and no correction of the correction, is the way back. */
  | 'decideAgain'
  /** Nothing was decided. */
  | 'nothing';

export interface Undo {
  act: CorrectingAct;
  /** The step that a reopened stage begins at. */
  from?: string;
  /** What ends the possibility; a key of the wording catalogue. */
  until: 'applicationsIn' | 'reviewsAssigned' | 'ranking' | 'announcement' | 'stageEnd' | 'stepEnd' | 'signature' | 'laterFacts' | 'oldDeadline' | 'stageBegun' | 'anyTime' | 'never';
  by: Extract<Role, 'staff' | 'leadership'>;
  /** Where the correction is decided: the round, the project, the case of a sanction, or the very workflow. Project and case also when they have ended. */
  at: 'round' | 'project' | 'case' | 'same';
  /** Letters that the decision causes: once sent, a correction follows. */
  letters: readonly string[];
}

const stage = (from: string, until: Undo['until'], letters: readonly string[] = []): Undo => ({ act: 'reopenStage', from, until, by: 'staff', at: 'round', letters });
const ofCase = (act: CorrectingAct, by: Undo['by'], letters: readonly string[] = []): Undo => ({ act, until: 'anyTime', by, at: 'case', letters });
const nothing: Undo = { act: 'nothing', until: 'never', by: 'staff', at: 'same', letters: [] };

/** Every kind of command. A kind without a line has no correction, and a test says so. */
export const UNDO = {
  confirmShortlist: stage('shortlist', 'applicationsIn', ['invitation']),
  decideApplication: { act: 'reopenCase', until: 'reviewsAssigned', by: 'staff', at: 'round', letters: ['accepted', 'notAccepted'] },
  cancelEligibility: { act: 'restoreEligibility', until: 'announcement', by: 'staff', at: 'round', letters: ['eligibilityCancelled'] },
  invitePanel: stage('panel', 'reviewsAssigned', ['panelInvitation']),
  confirmRanking: stage('ranking', 'announcement', ['publicity']),
  confirmPosting: stage('publicity', 'announcement', ['publicity', 'listed']),
  postCorrection: { act: 'withdrawNotice', until: 'stageEnd', by: 'staff', at: 'same', letters: [] },
  answerObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionAnswered', 'removedFromList'] },
  judgeObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionInadmissible'] },
  reexamine: { act: 'reexamineAgain', until: 'announcement', by: 'staff', at: 'round', letters: ['objectionReexamined', 'removedFromList', 'backOnList'] },
  chooseReplacement: { act: 'chooseAnother', until: 'announcement', by: 'staff', at: 'round', letters: ['publicity'] },
  changeQuota: { act: 'restoreQuota', until: 'ranking', by: 'staff', at: 'same', letters: ['quotaChanged'] },
  approve: { act: 'withdrawAward', until: 'signature', by: 'leadership', at: 'project', letters: ['awarded'] },
  returnForRevision: { act: 'takeBack', until: 'stepEnd', by: 'leadership', at: 'round', letters: ['approvalReturned'] },
  resubmit: { act: 'takeBack', until: 'stepEnd', by: 'staff', at: 'round', letters: ['approvalResubmitted'] },
  decide: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['taskBookSigned', 'verdict.continue', 'verdict.adjust', 'verdict.terminate'] },
  extendDeadline: { act: 'restoreDeadline', until: 'oldDeadline', by: 'staff', at: 'same', letters: ['extension'] },
  suspend: { act: 'resume', until: 'stepEnd', by: 'staff', at: 'same', letters: ['suspended'] },
  resume: { act: 'suspendAgain', until: 'stepEnd', by: 'staff', at: 'same', letters: ['resumed'] },
  skipStep: { act: 'reopenStage', from: 'scoring', until: 'announcement', by: 'staff', at: 'round', letters: [] },
  settleEligibility: { act: 'settleAgain', until: 'announcement', by: 'staff', at: 'round', letters: ['eligibilityCancelled'] },
  publishSuggestedList: stage('list', 'applicationsIn', ['invitationSuggested']),
  recalculateDeadline: { act: 'restoreDeadline', until: 'oldDeadline', by: 'staff', at: 'same', letters: ['recalculated'] },
  moveToVersion: { act: 'restoreVersion', until: 'stageBegun', by: 'staff', at: 'same', letters: ['programmeMoved'] },
  correctFigure: { act: 'restoreFigure', until: 'stepEnd', by: 'staff', at: 'same', letters: ['figureCorrected'] },
  publishCall: stage('call', 'applicationsIn', ['invitationAll']),
  // 003 §4.2: the circular is out: it is withdrawn society by society, while nothing is filed; fraud is for a sanction.
  commend: { act: 'withdrawAward', until: 'signature', by: 'staff', at: 'project', letters: ['commended'] },
  terminate: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['projectTerminated'] },
  writeOffClaim: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['clawbackWrittenOff'] },
  // 003 §5.2: a case is never too old to be put right; what came later in it is corrected first.
  decideSanction: ofCase('reopenFinding', 'leadership', ['sanctionRevoked', 'sanctionDismissed']),
  recordReturn: ofCase('voidReturn', 'staff', ['clawbackReturned']),
  voidReturn: ofCase('countReturn', 'staff', ['clawbackVoided']),
  writeOffClawback: ofCase('reopenClaim', 'leadership', ['clawbackWrittenOff']),
  liftSanction: ofCase('enforceAgain', 'leadership', ['sanctionLifted', 'clawbackRestitution']),
  recheckEligibility: nothing,
  recompute: nothing,
  retry: nothing,
  // A correction puts back what stood before; whoever wants the corrected decision after all takes it again, with its own checks, minutes and letters.
  correctDecision: { act: 'decideAgain', until: 'never', by: 'staff', at: 'same', letters: [] },
  previewCorrection: nothing,
} as const satisfies Record<string, Undo>;

export type CorrectableKind = keyof typeof UNDO;

export const undoOf = (kind: string): Undo | undefined => (Object.hasOwn(UNDO, kind) ? UNDO[kind as CorrectableKind] : undefined);

/** A skipped step of a project is the project's. */
export const undoFor = (kind: string, ofProject: boolean): Undo | undefined => {
  const undo = undoOf(kind);
  return undo && ofProject && kind === 'skipStep' ? { ...undo, act: 'reopenProjectStep', until: 'laterFacts', at: 'project' } : undo;
};

/** Whether there is anything to be corrected by that act at all. */
export const isCorrectable = (undo: Undo | undefined): boolean => undo !== undefined && undo.act !== 'nothing' && undo.act !== 'decideAgain';

/** Why nobody is left to take the correction when the workflow has ended: a refusal that says what remains. */
export function endedRefusal({ act, at }: Undo): Refusal {
  if (act === 'reopenObjection') return { code: 'REEXAMINE_INSTEAD' };
  if (act === 'withdrawNotice') return { code: 'PERIOD_OVER', rule: { document: '000', clause: '§5.3' } };
  if (act === 'restoreFigure') return { code: 'LATER_DECISION', params: { kind: 'confirmShortlist' } };
  return { code: at === 'round' || act === 'restoreQuota' || act === 'restoreVersion' ? 'ROUND_ANNOUNCED' : 'STAGE_CLOSED', params: { status: 'closed' } };
}
