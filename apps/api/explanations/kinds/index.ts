/** One service per kind of question. A kind without an entry does not compile. */
import type { KindOfExplanation } from '../kind.js';
import type { ExplanationKind } from '../kind-names.js';
import { application, eligibility } from './application.js';
import { assessment, indicator, shortlist } from './assessment.js';
import { collection } from './collection.js';
import { objection } from './objection.js';
import { letter } from './letter.js';
import { command, deadline } from './process.js';
import { budgetLine, instalment, selfEvaluation } from './money.js';
import { balance, verdict } from './project.js';
import { bar, clawback, sanction } from './sanction.js';
import { assignment } from './assignment.js';
import { finalRank, reviewScore } from './review.js';
import { tier } from './tier.js';

export const KINDS = {
  indicator, assessment, shortlist, eligibility, application, assignment, reviewScore, finalRank, tier, objection, deadline, letter, instalment, balance, verdict, sanction, bar, clawback, command, collection, budgetLine, selfEvaluation,
} satisfies Record<ExplanationKind, KindOfExplanation>;
