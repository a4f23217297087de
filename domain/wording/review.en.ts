import type { reviewZh } from './review.zh.js';

export const reviewEn: Record<keyof typeof reviewZh, string> = {
  'wait.reviewersMissing.what': 'find reviewers for {applications} ({short} readings short)',
  'wait.reviewersMissing.then': 'once more experts have declared they are assigned by themselves; or go on with fewer reviews, with a reason',
  'mail.reviewReleased.subject': '[{round}] A review has been taken back',
  'mail.reviewReleased.body': '{recipient},\n\nOne review has been taken back because of a recusal. Please do not use or pass on its papers any more.\n\nReason: {reason}',
  'problem.REVIEWS_TOO_FEW': 'Every application needs at least {least} reviews; too few: {applications}. Extend the deadline or replace the experts.',
};
