import type { reviewZh } from './review.zh.js';

export const reviewEn: Record<keyof typeof reviewZh, string> = {
  'wait.reviewersMissing.what': 'find reviewers for {applications} ({short} readings short)',
  'wait.reviewersMissing.then': 'once more experts have declared they are assigned by themselves; or go on with fewer reviews, with a reason',
  'mail.reviewReleased.subject': '[{round}] A review has been taken back',
  'mail.reviewReleased.body': '{recipient},\n\nOne review has been taken back because of a recusal. Please do not use or pass on its papers any more.\n\nReason: {reason}',
  'problem.ASSIGNMENT_TOO_SLOW': 'The assignment was not finished in time; nothing was changed. Invite experts by group or ask for fewer per application, and try again.',
  'problem.ASSIGNMENT_NOT_PROVEN': 'The assignment could not be proven best ({reason}); nothing was changed. Try again; if it stays so, tell the administrator.',
  'problem.REVIEWS_TOO_FEW': 'Every application needs at least {least} reviews; too few: {applications}. Extend the deadline or replace the experts.',
};
