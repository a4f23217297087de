/** The Chinese catalogue: what readers see first. One file per area. */
import { apiZh } from './api.zh.js';
import { calendarZh } from './calendar.zh.js';
import { assessmentZh } from './assessment.zh.js';
import { cliZh } from './cli.zh.js';
import { eligibilityZh } from './eligibility.zh.js';
import { decidedZh } from './decided.zh.js';
import { documentsZh } from './documents.zh.js';
import { explanationsZh } from './explanations.zh.js';
import { governanceZh } from './governance.zh.js';
import { lettersZh } from './letters.zh.js';
import { mailsZh } from './mails.zh.js';
import { moneyZh } from './money.zh.js';
import { migrationZh } from './migration.zh.js';
import { problemsZh } from './problems.zh.js';
import { programmeProblemsZh } from './programme-problems.zh.js';
import { correctionsZh } from './corrections.zh.js';
import { objectionsZh } from './objections.zh.js';
import { publicityZh } from './publicity.zh.js';
import { rehearsalZh } from './rehearsal.zh.js';
import { reviewZh } from './review.zh.js';
import { rolesZh } from './roles.zh.js';
import { rulesZh } from './rules.zh.js';
import { sanctionsZh } from './sanctions.zh.js';
import { sharedRecordsZh } from './shared-records.zh.js';
import { stagesZh } from './stages.zh.js';
import { timelineZh } from './timeline.zh.js';
import { waitsZh } from './waits.zh.js';
import { wuhanZh } from './wuhan.zh.js';

export const zh = {
  ...rolesZh,
  ...reviewZh,
  ...stagesZh,
  ...waitsZh,
  ...migrationZh,
  ...problemsZh,
  ...rulesZh,
  ...eligibilityZh,
  ...programmeProblemsZh,
  ...timelineZh,
  ...mailsZh,
  ...moneyZh,
  ...lettersZh,
  ...calendarZh,
  ...assessmentZh,
  ...cliZh,
  ...apiZh,
  ...rehearsalZh,
  ...sanctionsZh,
  ...governanceZh,
  ...wuhanZh,
  ...publicityZh,
  ...documentsZh,
  ...explanationsZh,
  ...decidedZh,
  ...sharedRecordsZh,
  ...objectionsZh,
  ...correctionsZh,
} as const;
