/** Payments, budget lines and self-evaluations of a funded project (000 §5.4–5.5). Amounts in cents. */
import { explainBudgetLine, explainInstalment } from '../../../../domain/funds/explain.js';
import { heldField, scoreOfHandIn } from '../../../../domain/funds/hand-in.js';
import { paymentPlan } from '../../../../domain/funds/instalments.js';
import { budgetRules, deviationLimits, yearEvaluation } from '../../../../domain/funds/position.js';
import { explainSelfEvaluationScore } from '../../../../domain/performance/explain.js';
import { reportedResults, type ResultRow } from '../../../../domain/performance/results.js';
import { projectStepsOf } from '../../../../domain/programme/schema.js';
import { moneyOf, type RecordedMoney } from '../../../../records/money.js';
import { selfEvaluationsOf } from '../../../../records/performance.js';
import { findListedProject, findProjectDocument, type ListedProject } from '../../../../records/project-list.js';
import { loadRound, type PlannedRound } from '../../../../records/rounds.js';
import { withHandedIn } from '../handed-in.js';
import type { KindOfExplanation, Question } from '../kind.js';

interface Subject {
  project: ListedProject;
  round: PlannedRound;
  record: RecordedMoney;
}

async function subjectOf({ tx, ids: [id = ''], insider, who }: Question): Promise<Subject | undefined> {
  const project = insider || who.societyId !== undefined || who.roles.includes('finance') ? await findListedProject(tx, id) : undefined;
  const round = project && (await loadRound(tx, project.round_id));
  return project && round ? { project, round, record: await moneyOf(tx, id) } : undefined;
}

/** What an implementation year is paid: nothing until the step that it is bound to. */
export const instalment: KindOfExplanation = {
  id: { project: 'uuid', year: 'year' },
  insiders: 'round.overview',
  others: ['society', 'anybody'],
  async explain(question) {
    const subject = await subjectOf(question);
    const row = subject?.record.instalments.find(({ year }) => String(year) === question.ids[1]);
    if (!subject || !row) return undefined;
    const plan = paymentPlan(subject.round.programme, subject.round.settings, subject.project.amount_cents);
    const payments = plan.ok ? plan.value : [];
    const payment = payments.find(({ key }) => key === row.key);
    if (!payment) return undefined;
    const released = row.state !== 'planned' && row.state !== 'released';
    const totalCents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
    const explanation = explainInstalment({
      payment, shares: payments.reduce((sum, { share }) => sum + share, 0), totalCents, released,
      paidCents: released ? Math.floor((payment.amountCents * (row.percent ?? 100)) / 100) : 0, ...(row.percent === null ? {} : { percent: row.percent }), ...(row.command_id === null ? {} : { source: { kind: 'command' as const, id: row.command_id } }),
    });
    // What both sides have signed is what is paid for.
    return { stored: released ? row.cents : 0, explanation: await withHandedIn(question, subject.record.plan?.factId, explanation), programmeVersionId: subject.project.programme_version_id };
  },
};

export const budgetLine: KindOfExplanation = {
  id: { project: 'uuid', year: 'year', line: 'key' },
  insiders: 'round.overview',
  others: ['society', 'anybody'],
  async explain(question) {
    const subject = await subjectOf(question);
    const [, year, key] = question.ids;
    const line = subject?.record.plan?.budget.find((one) => one.line === key && String(one.year) === year);
    if (!subject || !line) return undefined;
    const { programme } = subject.round;
    const explanation = explainBudgetLine({ line, rules: budgetRules(programme), decisions: subject.record.plan?.decisions ?? [], spending: subject.record.spending, limits: deviationLimits(programme) });
    return { stored: line.amountCents, explanation: await withHandedIn(question, subject.record.plan?.factId, explanation), programmeVersionId: subject.project.programme_version_id };
  },
};

/** Computed again from the hand-in, the signed indicators and the spending that is on record. */
export const selfEvaluation: KindOfExplanation = {
  id: { project: 'uuid', year: 'year' },
  insiders: 'round.overview',
  others: ['society', 'anybody'],
  async explain(question) {
    const subject = await subjectOf(question);
    const year = Number(question.ids[1]);
    const stored = subject && (await selfEvaluationsOf(question.tx, subject.project.id)).find((one) => one.year === year);
    const document = stored && (await findProjectDocument(question.tx, subject.project.id, stored.fact_id));
    if (!subject || !stored || !document) return undefined;
    const { programme, settings } = subject.round;
    const form = projectStepsOf(programme).flatMap(({ owes }) => owes).find(({ kind }) => kind === document.kind)?.form;
    const content = document.payload.content as Record<string, unknown>;
    const field = form && heldField(form, 'results');
    if (!field || scoreOfHandIn(form, content, { programme, settings, year, record: subject.record }) === undefined) return undefined;
    const { indicators, execution } = yearEvaluation(subject.record, programme, settings, year);
    const explanation = explainSelfEvaluationScore(indicators, { execution, results: reportedResults(content[field.key] as ResultRow[]) }, { kind: 'fact', id: stored.fact_id });
    return {
      stored: stored.score_millionths / 1e6, explanation: await withHandedIn(question, stored.fact_id, { ...explanation, result: Math.round(Number(explanation.result) * 1e6) / 1e6 }),
      programmeVersionId: subject.project.programme_version_id,
    };
  },
};
