/** One application: formal check by staff, one correction, then accepted or not accepted (000 §5.2, 不予受理). */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { type ProposedDecision, weighDecision } from '../../domain/eligibility/formal-decision.js';
import type { EligibilityCheck, EligibilityDecision } from '../../domain/eligibility/rules.js';
import type { StageOf } from '../../domain/programme/schema.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, refuse } from '../../domain/refusal.js';
import { sayCode } from '../../domain/wording/catalogue.js';
import {
  type Application, findApplication, lockStatus, replaceContent, setApplicationStatus,
} from '../../records/applications.js';
import { checkAgain } from '../../records/eligibility-checks.js';
import { latestDue, sealGate } from '../../records/gates.js';
import { endStep } from '../../records/steps.js';
import { owed, settleTasks } from '../../records/tasks.js';
import type { CommandHandler, Look, StepContext, StepHandler } from '../context.js';
import { iso, textOf, textsOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { staffStep } from '../staff-step.js';

export const formalCheck = checkStep(true);
export const secondCheck = checkStep(false);

/** `mayCorrect` is true once: a supplement is asked for once, with everything in one notice. */
function checkStep(mayCorrect: boolean): StepHandler {
  const step = staffStep({
    task: 'formalCheck',
    what: 'formalCheck',
    async prepare(context) {
      const { lines } = await recheck(context, 'opened');
      await askForFacts(context, lines);
      return accept({});
    },
    period: (context) => periodFrom(context.at, stagePlan(context).formalCheck.days, 'workingDays'),
    commands: { decideApplication: decide(mayCorrect), recheckEligibility: async (context) => accept({ eligibility: await recheck(context, 'asked') }) },
  });
  return { ...step, look: async (context) => (await ended(context)) ?? step.look(context) };
}

/** What is asked for, with its own deadline; at the deadline it goes on with what there is. */
export const correction: StepHandler = {
  async open(context) {
    const basis = periodFrom(context.at, stagePlan(context).correction.workingDays, 'workingDays');
    const due = dueOf(basis, calendarOf(context.round.settings));
    if (!due.ok) return due;
    const gateId = await openWithTasks(context, { opensMs: context.at, dueMs: due.value, basis }, [
      { kind: 'correction', role: 'society', societyId: context.wait.society_id, applicationId: context.wait.application_id },
    ]);
    const { decision } = await applicationOf(context);
    const items = textsOf(decision?.items);
    await writeToSociety(context, context.wait.society_id ?? '', 'correction', `${gateId}`, { items: items.join('\n'), dueAt: iso(due.value), reason: textOf(decision?.reason) });
    return accept({ gateId });
  },
  async absorb(context, facts) {
    for (const fact of facts.filter((one) => one.kind === 'correction')) await replaceContent(context.tx, context.wait.application_id ?? '', fact.payload.content ?? {});
  },
  async look(context) {
    const over = await ended(context);
    if (over) return over;
    const { gate, tx, at } = context;
    if (!gate) throw new Error('a correction has a gate');
    const open = (await owed(tx, gate.id)).length > 0;
    const due = await latestDue(tx, gate.id);
    if (open && at < due) return { role: 'society', what: 'correction', until: due };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    await setApplicationStatus(tx, context.wait.application_id ?? '', ['correcting'], 'submitted', at);
    return { done: { corrected: !open } };
  },
};

function decide(mayCorrect: boolean): CommandHandler {
  return async (context, body) => {
    const { tx, at } = context;
    const id = context.wait.application_id ?? '';
    // A withdrawal or cancellation may have come first.
    const status = await lockStatus(tx, id);
    if (status !== 'submitted') return refuse({ code: 'ALREADY_DECIDED', params: { status: status ?? '' } });
    const settled = settlements(body.settle);
    const proposed = proposedDecision(body);
    const { decision, reason } = proposed;
    const check = await recheck(context, 'decision', settled);
    const { clause, electronic } = stagePlan(context);
    const weighed = weighDecision(check, proposed, { mayCorrect, clause, electronic });
    if (!weighed.ok) return weighed;
    const by = context.command.principal;
    const { status: next, rule, failed } = weighed.value;
    if (next === 'correcting') {
      await setApplicationStatus(tx, id, ['submitted'], next, at, { decision, items: proposed.items, reason, by });
    } else if (next === 'accepted') {
      const compared = electronic && { compared: await comparison(context, body.compared, electronic) };
      await setApplicationStatus(tx, id, ['submitted'], next, at, { decision, settled, ...compared, by });
      await writeToSociety(context, context.wait.society_id ?? '', 'accepted', id);
    } else {
      const cited = weighed.value.clause ?? clause;
      await setApplicationStatus(tx, id, ['submitted'], next, at, { decision, reason, rule, clause: cited, facts: failed?.factIds ?? [], why: failed?.why ?? [], by });
      await writeToSociety(context, context.wait.society_id ?? '', 'notAccepted', id, {
        reason, rule: rule ?? '', clause: `${cited.document} ${cited.clause}`, why: (failed?.why ?? []).map((one) => sayCode('zh', one.code, one.params)).join('；'),
      });
    }
    await endStep(tx, context.wait.workflow_id, context.key, { status: 'done', outcome: { decision }, at });
    return accept({ decision, eligibility: check.outcome });
  };
}

const proposedDecision = (body: Record<string, unknown>): ProposedDecision => ({
  decision: textOf(body.decision), reason: textOf(body.reason), items: textsOf(body.items), compared: (body.compared as { same?: boolean } | undefined)?.same,
});

/** 001 §4.1: Word and sealed PDF say the same; somebody has compared them, and the record says which two files. */
async function comparison(context: StepContext, compared: unknown, { word, sealedPdf }: { word: string; sealedPdf: string }): Promise<Record<string, unknown>> {
  const { content } = await applicationOf(context);
  const { same, note } = (compared ?? {}) as { same?: boolean; note?: string };
  return { same, note: textOf(note), word: textOf(content[word]), sealedPdf: textOf(content[sealedPdf]) };
}

/** A withdrawn or cancelled application ends whatever step it is at. */
async function ended(context: StepContext): Promise<Look | undefined> {
  const { status } = await applicationOf(context);
  if (status === 'submitted' || status === 'correcting') return undefined;
  if (context.gate) {
    await settleTasks(context.tx, context.gate.id, null, 'cancelled', context.at);
    await sealGate(context.tx, context.gate.id, context.at);
  }
  return { done: { decision: status } };
}

async function recheck(context: StepContext, cause: 'opened' | 'asked' | 'decision', decisions: EligibilityDecision[] = []): Promise<EligibilityCheck> {
  const { check } = await checkAgain(context.tx, context.round, await applicationOf(context), { at: context.at, cause, decisions });
  return check;
}

/** What nobody knows is asked for: of the society what its own papers show, of the office the rest (it decides anyway). */
async function askForFacts(context: StepContext, lines: EligibilityCheck['lines']): Promise<void> {
  const unknown = lines.filter((line) => line.result === 'unknown' && line.asks?.of === 'society');
  if (unknown.length === 0) return;
  const names = unknown.map((line) => `${stagePlan(context).eligibility.find((rule) => rule.key === line.rule)?.name.zh ?? line.rule}：${line.why.map((one) => sayCode('zh', one.code, one.params)).join('；')}`);
  await writeToSociety(context, context.wait.society_id ?? '', 'factsAsked', `${context.wait.workflow_id}/${context.key}`, { rules: names.join('\n'), link: `/applications/${context.wait.application_id ?? ''}` });
}

function settlements(value: unknown): EligibilityDecision[] {
  return Array.isArray(value) ? (value as EligibilityDecision[]) : [];
}

async function applicationOf(context: StepContext): Promise<Application> {
  const application = await findApplication(context.tx, context.wait.application_id ?? '');
  if (!application) throw new Error(`${context.wait.workflow_id} has no application`);
  return application;
}

/** The programme's application stage: a case is not a stage, but runs by its rules. */
function stagePlan(context: StepContext): StageOf<'applicationWindow'> {
  const stage = context.round.programme.stages.find((one) => one.type === 'applicationWindow');
  if (stage?.type !== 'applicationWindow') throw new Error('the programme takes no applications');
  return stage;
}
