/** What the worker bundles: every workflow type. */
export { applicationCase } from './application-case.js';
export { applicationWindow } from './application-window.js';
export { approval } from './approval.js';
export { callNotice } from './call-notice.js';
export { capabilityAssessment } from './capability-assessment.js';
export { closedCaseCorrection } from './closed-case-correction.js';
export { commendation } from './commendation.js';
export { contests } from './contests.js';
export { expertReview } from './expert-review.js';
export { fundedProject } from './funded-project.js';
export { fundingRound } from './funding-round.js';
export { mailroom } from './mailroom.js';
export { materialsCollection } from './materials-collection.js';
export { publicityPeriod } from './publicity-period.js';
export { reminders } from './reminders.js';
export { sanctionCase } from './sanction-case.js';
export { suggestedList } from './suggested-list.js';
