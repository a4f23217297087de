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
  /** Only by a decision of its own kind: the other half of the pair. */
  | 'opposite'
  /** Nothing was decided. */
  | 'nothing';

export interface Undo {
  act: CorrectingAct;
  /** The step that a reopened stage begins at. */
  from?: string;
  /** What ends the possibility; a key of the wording catalogue. */
  until: 'applicationsIn' | 'reviewsAssigned' | 'announcement' | 'stageEnd' | 'stepEnd' | 'signature' | 'laterFacts' | 'oldDeadline' | 'never';
  by: Extract<Role, 'staff' | 'leadership'>;
  /** Where the correction is decided: the round, the project, or the very workflow. */
  at: 'round' | 'project' | 'same';
  /** Letters that the decision causes: once sent, a correction follows. */
  letters: readonly string[];
}

const stage = (from: string, until: Undo['until'], letters: readonly string[] = []): Undo => ({ act: 'reopenStage', from, until, by: 'staff', at: 'round', letters });
const nothing: Undo = { act: 'nothing', until: 'never', by: 'staff', at: 'same', letters: [] };
const opposite = (letters: readonly string[] = []): Undo => ({ act: 'opposite', until: 'never', by: 'staff', at: 'same', letters });

/** Every kind of command. A kind without a line has no correction, and a test says so. */
export const UNDO = {
  confirmShortlist: stage('shortlist', 'applicationsIn', ['invitation']),
  decideApplication: { act: 'reopenCase', until: 'reviewsAssigned', by: 'staff', at: 'round', letters: ['accepted', 'notAccepted'] },
  cancelEligibility: { act: 'restoreEligibility', until: 'announcement', by: 'staff', at: 'round', letters: ['eligibilityCancelled'] },
  invitePanel: stage('panel', 'reviewsAssigned', ['panelInvitation']),
  confirmRanking: stage('ranking', 'announcement', ['publicity']),
  confirmPosting: opposite(['publicity']),
  postCorrection: opposite(),
  answerObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionAnswered', 'removedFromList'] },
  judgeObjection: { act: 'reopenObjection', until: 'stageEnd', by: 'staff', at: 'same', letters: ['objectionInadmissible'] },
  reexamine: opposite(['objectionReexamined']),
  chooseReplacement: { act: 'chooseAnother', until: 'announcement', by: 'staff', at: 'round', letters: ['publicity'] },
  changeQuota: opposite(['quotaChanged']),
  approve: { act: 'withdrawAward', until: 'signature', by: 'leadership', at: 'project', letters: ['awarded'] },
  returnForRevision: { act: 'takeBack', until: 'stepEnd', by: 'leadership', at: 'round', letters: ['approvalReturned'] },
  resubmit: { act: 'takeBack', until: 'stepEnd', by: 'staff', at: 'round', letters: ['approvalResubmitted'] },
  decide: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['taskBookSigned', 'verdict.continue', 'verdict.adjust', 'verdict.terminate'] },
  extendDeadline: { act: 'restoreDeadline', until: 'oldDeadline', by: 'staff', at: 'same', letters: ['extension'] },
  suspend: { act: 'resume', until: 'stepEnd', by: 'staff', at: 'same', letters: ['suspended'] },
  resume: { act: 'suspendAgain', until: 'stepEnd', by: 'staff', at: 'same', letters: ['resumed'] },
  skipStep: { act: 'reopenStage', from: 'scoring', until: 'announcement', by: 'staff', at: 'round', letters: [] },
  settleEligibility: opposite(['eligibilityCancelled']),
  publishSuggestedList: opposite(),
  recalculateDeadline: opposite(),
  moveToVersion: opposite(),
  correctFigure: opposite(['figureCorrected']),
  publishCall: opposite(),
  // 003 §4.2: who is commended has it in a circular; fraud is for a sanction.
  commend: opposite(['commended']),
  terminate: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['projectTerminated'] },
  writeOffClaim: { act: 'reopenProjectStep', until: 'laterFacts', by: 'leadership', at: 'project', letters: ['clawbackWrittenOff'] },
  // 003 §5.2: lifted as a whole, on appeal; a finding that was dismissed may be made again.
  decideSanction: opposite(['sanctionRevoked', 'sanctionDismissed']),
  recordReturn: opposite(['clawbackReturned']),
  voidReturn: opposite(),
  writeOffClawback: opposite(['clawbackWrittenOff']),
  liftSanction: opposite(['sanctionLifted']),
  recheckEligibility: nothing,
  recompute: nothing,
  retry: nothing,
  correctDecision: opposite(),
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
export const isCorrectable = (undo: Undo | undefined): boolean => undo !== undefined && undo.act !== 'nothing' && undo.act !== 'opposite';
