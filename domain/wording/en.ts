/** The English catalogue: the same keys as the Chinese one, or it does not compile. One file per area. */
import { apiEn } from './api.en.js';
import { calendarEn } from './calendar.en.js';
import { assessmentEn } from './assessment.en.js';
import { cliEn } from './cli.en.js';
import { eligibilityEn } from './eligibility.en.js';
import { decidedEn } from './decided.en.js';
import { documentsEn } from './documents.en.js';
import { explanationsEn } from './explanations.en.js';
import { governanceEn } from './governance.en.js';
import { lettersEn } from './letters.en.js';
import { mailsEn } from './mails.en.js';
import { moneyEn } from './money.en.js';
import { migrationEn } from './migration.en.js';
import { problemsEn } from './problems.en.js';
import { programmeProblemsEn } from './programme-problems.en.js';
import { correctionsEn } from './corrections.en.js';
import { objectionsEn } from './objections.en.js';
import { publicityEn } from './publicity.en.js';
import { rehearsalEn } from './rehearsal.en.js';
import { reviewEn } from './review.en.js';
import { rolesEn } from './roles.en.js';
import { rulesEn } from './rules.en.js';
import { sanctionsEn } from './sanctions.en.js';
import { sharedRecordsEn } from './shared-records.en.js';
import { stagesEn } from './stages.en.js';
import { timelineEn } from './timeline.en.js';
import { waitsEn } from './waits.en.js';
import type { zh } from './zh.js';
import { wuhanEn } from './wuhan.en.js';

export const en = {
  ...rolesEn,
  ...reviewEn,
  ...stagesEn,
  ...waitsEn,
  ...migrationEn,
  ...problemsEn,
  ...rulesEn,
  ...eligibilityEn,
  ...programmeProblemsEn,
  ...timelineEn,
  ...mailsEn,
  ...moneyEn,
  ...lettersEn,
  ...calendarEn,
  ...assessmentEn,
  ...cliEn,
  ...apiEn,
  ...rehearsalEn,
  ...sanctionsEn,
  ...governanceEn,
  ...wuhanEn,
  ...publicityEn,
  ...documentsEn,
  ...explanationsEn,
  ...decidedEn,
  ...sharedRecordsEn,
  ...objectionsEn,
  ...correctionsEn,
} as const satisfies Record<keyof typeof zh, string>;
