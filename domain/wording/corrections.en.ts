/** Corrections of decisions: why one is not possible, and the letters that follow one. */
import type { correctionsZh } from './corrections.zh.js';

export const correctionsEn = {
  'problem.CORRECTED_ALREADY': 'This decision was corrected before, or another attempt has taken its place.',
  'problem.NOT_CORRECTABLE': 'There is nothing to take back in this decision ({kind}); correct it by another of its kind.',
  'problem.LATER_FACTS': '{count} thing(s) rest on this decision already ({what}); taking it back would leave them without a ground.',
  'problem.LATER_DECISION': 'A later decision ({kind}) stands; correct that one first.',
  'problem.REEXAMINE_INSTEAD': 'The publicity period is over; an answer to an objection changes by re-examination only.',
  'problem.DEADLINE_RELIED_ON': 'The old deadline ({before}) has passed and societies have relied on the new one; the extension stands.',
  'problem.PROJECT_SIGNED': 'The task book is signed or the project has ended ({status}); an award is then ended by termination or a sanction.',
  'mail.eligibilityRestored.subject': '[{round}] Eligibility restored',
  'mail.eligibilityRestored.body': '{recipient},\n\nThe decision that cancelled your eligibility has been corrected; your application goes on.\n\nReason: {reason}\n\n{link}',
  'mail.caseReopened.subject': '[{round}] Correction: your application is checked again',
  'mail.caseReopened.body': '{recipient},\n\nThe decision on your application has been taken back and is made anew; the earlier notice no longer holds.\n\nReason: {reason}\n\n{link}',
  'mail.objectionReopened.subject': '[{round}] Your objection is dealt with again',
  'mail.objectionReopened.body': '{recipient},\n\nThe answer to your objection has been taken back; it is verified and answered again.\n\nReason: {reason}\n\n{link}',
  'mail.deadlineRestored.subject': '[{round}] Correction of a deadline',
  'mail.deadlineRestored.body': '{recipient},\n\nThe extension has been taken back; the deadline is {dueAt} again.\n\nReason: {reason}\n\n{link}',
  'mail.projectCorrected.subject': '[{round}] Correction of a decision on your project',
  'mail.projectCorrected.body': '{recipient},\n\nThe decision on your project ({number}) has been taken back and is made anew; what was booked has been reversed.\n\nReason: {reason}\n\n{link}',
  'mail.awardWithdrawn.subject': '[{round}] Correction: award withdrawn',
  'mail.awardWithdrawn.body': '{recipient},\n\nYour selection ({number}) was announced by mistake; it is withdrawn and the announced list corrected.\n\nReason: {reason}\n\nTo contest it, write to the programme office with evidence. {link}',
} as const satisfies Record<keyof typeof correctionsZh, string>;
