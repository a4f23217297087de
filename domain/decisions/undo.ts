/**
 * Whether and until when a decision may be corrected, by whom, and by which compensating act [C]. Nothing is deleted: the decision
 * stays on record, marked by the command that corrected it. What has left the house (a letter, money) is not called back: a letter of
 * correction or a reversing entry follows it.
 */
import type { Role } from '../programme/common.js';

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
  /** The list is posted again, for a period of its own from the start; objections follow it. */
  | 'postAgain'
  /** A further notice says that it does not hold: what was published stays readable. */
  | 'annulNotice'
  /** Another round of the re-examination, with the society where it stood before it. */
  | 'reopenReexamination'
  | 'restoreQuota'
  | 'moveBack'
  /** The check is open again, and with it what was cancelled on its strength. */
  | 'reopenCheck'
  | 'restoreFigure'
  /** A dismissed finding lies before the leadership again; a revocation is lifted. */
  | 'reviseSanction'
  | 'voidReturn'
  | 'countReturn'
  /** The claim is open again, with a new deadline. */
  | 'reinstateClaim'
  /** Revoked, claimed and barred as before it was lifted. */
  | 'enforceAgain'
  /** Nothing was decided, or it was a correction: what it brought back is decided again. */
  | 'nothing';

export interface Undo {
  act: CorrectingAct;
  /** The step that a reopened stage begins at. */
  from?: string;
  /** What ends the possibility; a key of the wording catalogue. */
  until: 'applicationsIn' | 'reviewsAssigned' | 'listConfirmed' | 'announcement' | 'stageEnd' | 'stepEnd' | 'signature' | 'laterFacts' | 'oldDeadline' | 'never';
  by: Extract<Role, 'staff' | 'leadership' | 'finance'>;
  /** Where the correction is decided: the round, the project, a sanction's case (these two also when they are closed), or the very workflow. */
  at: 'round' | 'project' | 'case' | 'same';
  /** Letters that the decision causes: once sent, a correction follows. */
  letters: readonly string[];
}

const stage = (from: string, until: Undo['until'], letters: readonly string[] = []): Undo => ({ act: 'reopenStage', from, until, by: 'staff', at: 'round', letters });
const nothing: Undo = { act: 'nothing', until: 'never', by: 'staff', at: 'same', letters: [] };

/** Every kind of command. A kind without a line has no correction, and a test says so. */
export const UNDO = {
  confirmShortlist: stage('shortlist', 'applicationsIn', ['invitation']),
  decideApplication: { act: 'reopenCase', until: 'reviewsAssigned', by: 'staff', at: 'round', letters: ['accepted', 'notAccepted'] },
  cancelEligibility: { act: 'restoreEligibility', until: 'announcement', by: 'staff', at: 'round', letters: ['eligibilityCancelled'] },
  invitePanel: stage('panel', 'reviewsAssigned', ['panelInvitation']),
  confirmRanking: stage('ranking', 'announcement', ['publicity']),
  confirmPosting: { act: 'postAgain', until: 'stageEnd', by: 'staff', at: 'round', letters: ['publicity', 'listed'] },
  postCorrection: { act: 'annulNotice', until: 'stageEnd', by: 'staff', at: 'same', letters: [] },
  answerObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionAnswered', 'removedFromList'] },
  judgeObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionInadmissible'] },
  reexamine: { act: 'reopenReexamination', until: 'announcement', by: 'staff', at: 'round', letters: ['objectionReexamined'] },
  chooseReplacement: { act: 'chooseAnother', until: 'announcement', by: 'staff', at: 'round', letters: ['publicity'] },
  changeQuota: { act: 'restoreQuota', until: 'listConfirmed', by: 'staff', at: 'round', letters: ['quotaChanged'] },
  approve: { act: 'withdrawAward', until: 'signature', by: 'leadership', at: 'project', letters: ['awarded'] },
  returnForRevision: { act: 'takeBack', until: 'stepEnd', by: 'leadership', at: 'round', letters: ['approvalReturned'] },
  resubmit: { act: 'takeBack', until: 'stepEnd', by: 'staff', at: 'round', letters: ['approvalResubmitted'] },
  decide: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['taskBookSigned', 'verdict.continue', 'verdict.adjust', 'verdict.terminate'] },
  extendDeadline: { act: 'restoreDeadline', until: 'oldDeadline', by: 'staff', at: 'same', letters: ['extension'] },
  suspend: { act: 'resume', until: 'stepEnd', by: 'staff', at: 'same', letters: ['suspended'] },
  resume: { act: 'suspendAgain', until: 'stepEnd', by: 'staff', at: 'same', letters: ['resumed'] },
  skipStep: { act: 'reopenStage', from: 'scoring', until: 'announcement', by: 'staff', at: 'round', letters: [] },
  settleEligibility: { act: 'reopenCheck', until: 'announcement', by: 'staff', at: 'round', letters: ['eligibilityCancelled'] },
  publishSuggestedList: stage('list', 'applicationsIn'),
  recalculateDeadline: { act: 'restoreDeadline', until: 'oldDeadline', by: 'staff', at: 'same', letters: ['recalculated'] },
  moveToVersion: { act: 'moveBack', until: 'laterFacts', by: 'staff', at: 'round', letters: ['programmeMoved'] },
  correctFigure: { act: 'restoreFigure', until: 'listConfirmed', by: 'staff', at: 'same', letters: ['figureCorrected'] },
  publishCall: stage('call', 'applicationsIn'),
  // 003 §4.2: the circular announces the awards at once: each is withdrawn by itself, as after an approval.
  commend: { act: 'withdrawAward', until: 'signature', by: 'leadership', at: 'project', letters: ['commended'] },
  terminate: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['projectTerminated'] },
  writeOffClaim: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['clawbackWrittenOff'] },
  decideSanction: { act: 'reviseSanction', until: 'laterFacts', by: 'leadership', at: 'case', letters: ['sanctionRevoked', 'sanctionDismissed'] },
  recordReturn: { act: 'voidReturn', until: 'laterFacts', by: 'finance', at: 'case', letters: ['clawbackReturned'] },
  voidReturn: { act: 'countReturn', until: 'laterFacts', by: 'finance', at: 'case', letters: [] },
  writeOffClawback: { act: 'reinstateClaim', until: 'laterFacts', by: 'leadership', at: 'case', letters: ['clawbackWrittenOff'] },
  liftSanction: { act: 'enforceAgain', until: 'laterFacts', by: 'leadership', at: 'case', letters: ['sanctionLifted'] },
  recheckEligibility: nothing,
  recompute: nothing,
  retry: nothing,
  correctDecision: nothing,
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
export const isCorrectable = (undo: Undo | undefined): boolean => undo !== undefined && undo.act !== 'nothing';
