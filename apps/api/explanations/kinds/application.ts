/** Whether a society may apply, rule by rule, and what became of its application (000 §5.2). */
import { allRulesFor } from '../../../../domain/eligibility/from-programme.js';
import { checkEligibility, type EligibilityCheck, type EligibilityDecision } from '../../../../domain/eligibility/rules.js';
import { dayOf } from '../../../../domain/calendar/beijing.js';
import { explainEligibility } from '../../../../domain/explaining/eligibility.js';
import { from, input, node } from '../../../../domain/explaining/node.js';
import type { StageOf } from '../../../../domain/programme/schema.js';
import { findListedApplication, type ListedApplication } from '../../../../records/application-list.js';
import { now } from '../../../../records/clock.js';
import { eligibilityFacts } from '../../../../records/eligibility-facts.js';
import { settlementsOf } from '../../../../records/explaining.js';
import { loadRound } from '../../../../records/rounds.js';
import type { KindOfExplanation, Question } from '../kind.js';

export const eligibility: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await checked(question);
    if (!known) return undefined;
    const { application, check, facts, stage } = known;
    const stored = application.eligibility as unknown as EligibilityCheck | null;
    return { stored: stored?.outcome ?? null, explanation: explainEligibility(check, facts, stage.clause), programmeVersionId: application.programme_version_id };
  },
};

export const application: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await checked(question);
    if (!known) return undefined;
    const { application: row, check, facts, stage } = known;
    const reason = row.decision?.reason;
    const explanation = node('application', row.status, failedClause(row) ?? stage.clause, ['why.formula.application'], [
      input('receipt', row.receipt, from('fact', row.fact_id)), ...(typeof reason === 'string' && reason !== '' ? [input('reason', reason)] : []),
    ], [explainEligibility(check, facts, stage.clause)]);
    return { stored: row.status, explanation, programmeVersionId: row.programme_version_id };
  },
};

const failedClause = ({ decision }: ListedApplication): { document: string; clause: string } | undefined => decision?.clause as { document: string; clause: string } | undefined;

/** The rules once more, over the facts as they are recorded now, on the day of the decision and with the office's settlements. */
async function checked({ tx, whole, ids: [id = ''] }: Question) {
  const row = await findListedApplication(tx, id);
  const round = row && (await loadRound(tx, row.round_id));
  const stage = round?.programme.stages.find((one): one is StageOf<'applicationWindow'> => one.type === 'applicationWindow');
  if (!row || !round || !stage) return undefined;
  const decisions = (await whole((all) => settlementsOf(all, row.round_id, row.society_id, row.n))) as EligibilityDecision[];
  const asOf = dayOf(row.decided_at ?? (await now(tx, row.realm)));
  const facts = await eligibilityFacts(tx, round, row.society_id, asOf);
  const rules = allRulesFor(round.programme, round.settings, dayOf(row.submitted_at));
  return { application: row, stage, facts, check: checkEligibility(rules, facts, { asOf, decisions }) };
}
