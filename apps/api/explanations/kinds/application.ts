/** Whether a society may apply, rule by rule, and what became of its application (000 §5.2). */
import { allRulesFor } from '../../../../domain/eligibility/from-programme.js';
import { checkEligibility, type EligibilityCheck, type EligibilityDecision } from '../../../../domain/eligibility/rules.js';
import { dayOf } from '../../../../domain/calendar/beijing.js';
import { type ApplicationStep, explainApplication } from '../../../../domain/explaining/application.js';
import { explainEligibility } from '../../../../domain/explaining/eligibility.js';
import type { StageOf } from '../../../../domain/programme/schema.js';
import type { Clause } from '../../../../domain/refusal.js';
import { BAR_CLAUSE } from '../../../../domain/sanctions/bar.js';
import { findListedApplication, type ListedApplication } from '../../../../records/application-list.js';
import { caseIdOf } from '../../../../records/applications.js';
import { now } from '../../../../records/clock.js';
import { eligibilityFacts } from '../../../../records/eligibility-facts.js';
import { settlementsOf } from '../../../../records/explaining.js';
import { caseEvents, type StoredCaseEvent } from '../../../../records/explaining-decisions.js';
import { loadRound } from '../../../../records/rounds.js';
import { decidedOf, textOf } from '../decided.js';
import { withHandedIn } from '../handed-in.js';
import type { KindOfExplanation, Question } from '../kind.js';

export const eligibility: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await checked(question);
    if (!known) return undefined;
    const { application, check, facts, stage } = known;
    const explanation = await withHandedIn(question, application.fact_id, explainEligibility(check, facts, stage.clause));
    const stored = application.eligibility as unknown as EligibilityCheck | null;
    return { stored: stored?.outcome ?? null, explanation, programmeVersionId: application.programme_version_id };
  },
};

export const application: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await checked(question);
    if (!known) return undefined;
    const { application: row, check, facts, stage, cases } = known;
    const events = await question.whole((all) => caseEvents(all, row.id, cases));
    const ruleOf = (key: string) => stage.eligibility.find((rule) => rule.key === key)?.clause ?? stage.clause;
    const explanation = explainApplication({
      factId: row.fact_id, receipt: row.receipt, submittedMs: row.submitted_at, check, facts, steps: events.map((event) => stepOf(event, row, question.insider, ruleOf)),
      rules: { clause: stage.clause, electronic: stage.electronic },
    });
    return { stored: row.status, explanation: await withHandedIn(question, row.fact_id, explanation), programmeVersionId: row.programme_version_id };
  },
};

function stepOf(event: StoredCaseEvent, row: ListedApplication, insider: boolean, ruleOf: (key: string) => Clause): ApplicationStep {
  const { body } = event;
  const at = event.at ?? row.submitted_at;
  switch (event.kind) {
    case 'decided':
      return {
        kind: 'decided', decided: decidedOf(event, insider),
        proposed: { decision: textOf(body.decision), reason: textOf(body.reason), items: Array.isArray(body.items) ? body.items.filter((one) => typeof one === 'string') : [], compared: (body.compared as { same?: boolean } | undefined)?.same },
      };
    case 'corrected':
      return { kind: 'corrected', atMs: at };
    case 'withdrawn':
      return { kind: 'withdrawn', atMs: at, factId: event.id };
    case 'cancelled': {
      const rule = textOf(row.decision?.rule);
      return { kind: 'cancelled', decided: decidedOf(event, insider), rule, clause: rule === 'sanction' ? BAR_CLAUSE : ruleOf(rule) };
    }
  }
}

/** The rules once more, over the facts as they are recorded now, on the day of the decision and with the office's settlements. */
async function checked({ tx, whole, ids: [id = ''] }: Question) {
  const row = await findListedApplication(tx, id);
  const round = row && (await loadRound(tx, row.round_id));
  const stage = round?.programme.stages.find((one): one is StageOf<'applicationWindow'> => one.type === 'applicationWindow');
  if (!row || !round || !stage) return undefined;
  const cases = Array.from({ length: row.attempt }, (_, n) => caseIdOf(row, n + 1));
  const decisions = (await whole((all) => settlementsOf(all, cases))) as EligibilityDecision[];
  const asOf = dayOf(row.decided_at ?? (await now(tx, row.realm)));
  const facts = await eligibilityFacts(tx, round, row.society_id, asOf);
  const rules = allRulesFor(round.programme, round.settings, dayOf(row.submitted_at));
  return { application: row, cases, stage, facts, check: checkEligibility(rules, facts, { asOf, decisions }) };
}
