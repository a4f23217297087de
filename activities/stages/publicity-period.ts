/** 000 §5.3: the list is public for its period; a named objection is answered; what is upheld leaves the list, the next moves up. */
import { dayOf, endOfDay } from '../../domain/calendar/beijing.js';
import { periodEnd } from '../../domain/calendar/periods.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { stageDates } from '../../domain/programme/dates.js';
import { nextInRank } from '../../domain/tiers/fill.js';
import { accept, refuse } from '../../domain/refusal.js';
import { appliedBodies } from '../../records/commands.js';
import { findApplication } from '../../records/applications.js';
import { sealGate } from '../../records/gates.js';
import {
  addObjection, answerObjection, entriesOf, findObjection, objectorContact, openObjections, publish, type PublicityEntry, removeEntry,
} from '../../records/publicity.js';
import { type Placement, placementsOf, setPlacement } from '../../records/reviews.js';
import { type CommandHandler, plannedStage, Refused, type StepContext, type StepHandler } from '../context.js';
import { iso, minutesOf, textOf, textsOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';

export const publicity: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'publicityPeriod');
    const span = stageDates(context.round.programme, context.round.settings, stage.key, { openedMs: context.at });
    if (!span.ok) return span;
    const attempt = attemptOf(context);
    const replacements = textsOf(attempt.input.replacements);
    const placements = await placementsOf(context.tx, context.round.id);
    const listed = placements.filter((one) => one.status === 'listed' && (attempt.n === 1 || replacements.includes(one.application_id)));
    await publish(context.tx, { id: attempt.id, realm: context.wait.realm, roundId: context.round.id },
      listed.map((one) => ({ societyId: one.society_id, applicationId: one.application_id, tier: one.tier ?? '' })));
    // Who withdrew after the ranking is not published; who moves up is decided when the period ends.
    await removeWithdrawn(context, attempt.id);
    const published = new Set((await entriesOf(context.tx, attempt.id)).filter((entry) => entry.status === 'listed').map((entry) => entry.society_id));
    const gateId = await openWithTasks(context, span.value, []);
    // 003 §4.2: without objection it is commended; 000 §5.3: it goes up for approval.
    const commends = context.round.programme.stages.some(({ type }) => type === 'commendation');
    for (const one of listed.filter((placement) => published.has(placement.society_id))) {
      await writeToSociety(context, one.society_id, commends ? 'listed' : 'publicity', `${attempt.id}/${one.society_id}`, { opensAt: iso(span.value.opensMs), dueAt: iso(span.value.dueMs), tier: one.tier ?? '' });
    }
    return accept({ gateId });
  },

  async absorb(context, facts) {
    const stage = plannedStage(context, 'publicityPeriod');
    const attempt = attemptOf(context);
    for (const fact of facts.filter((one) => one.kind === 'objection')) {
      const name = textOf(fact.payload.name);
      const contact = textOf(fact.payload.contact);
      const due = periodEnd({ from: dayOf(fact.at), count: stage.objection.answerWorkingDays, unit: 'workingDays' }, calendarOf(context.round.settings));
      const id = await addObjection(context.tx, {
        realm: context.wait.realm, roundId: context.round.id, stageId: attempt.id, societyId: textOf(fact.payload.societyId), factId: fact.id,
        objector: name === '' || contact === '' ? null : { name, contact }, grounds: textOf(fact.payload.grounds), receivedAt: fact.at,
        answerDueAt: due.ok ? endOfDay(due.value.lastDay) : null,
      });
      await writeToRole(context, 'staff', 'objectionReceived', id, { dueAt: due.ok ? iso(endOfDay(due.value.lastDay)) : '' });
    }
  },

  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('a publicity period has a gate');
    const attempt = attemptOf(context);
    await removeWithdrawn(context, attempt.id);
    const open = await openObjections(tx, attempt.id);
    if (open.n > 0) {
      // 公示期满无异议: while an objection is open nothing ends, and its own deadline is the next alarm.
      const next = at < gate.due_at ? gate.due_at : null;
      const answerDue = open.answerDueAt !== null && open.answerDueAt > at ? open.answerDueAt : null;
      const until = [next, answerDue].filter((one): one is number => one !== null).sort((a, b) => a - b)[0] ?? null;
      return { role: 'staff', what: 'objections', params: { open: open.n }, until, attention: 'objection' };
    }
    if (at < gate.due_at) return { role: 'public', what: 'publicity', until: gate.due_at };
    await sealGate(tx, gate.id, at);
    const entries = await entriesOf(tx, attempt.id);
    const removed = entries.filter((entry) => entry.status === 'removed');
    return { done: { listed: entries.length - removed.length, removed: removed.length, replacements: await replace(context, removed) } };
  },

  commands: { answerObjection: answer, chooseReplacement },
};

async function answer(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const { tx, at } = context;
  const attempt = attemptOf(context);
  const objection = await findObjection(tx, textOf(body.objectionId));
  if (objection?.stage_id !== attempt.id) return refuse({ code: 'NOT_FOUND', field: 'objectionId' });
  const text = textOf(body.answer);
  if (text === '') return refuse({ code: 'REASON_REQUIRED', field: 'answer' });
  const state = body.decision === 'upheld' ? 'upheld' : 'rejected';
  if (!(await answerObjection(tx, objection.id, state, text, at))) return refuse({ code: 'OBJECTION_ANSWERED', field: 'objectionId' });
  if (state === 'upheld' && (await removeEntry(tx, attempt.id, objection.society_id))) {
    const entry = (await entriesOf(tx, attempt.id)).find((one) => one.society_id === objection.society_id);
    if (entry) await setPlacement(tx, entry.application_id, 'removed', null);
    await writeToSociety(context, objection.society_id, 'removedFromList', objection.id, { reason: text });
  }
  const contact = await objectorContact(tx, objection.id);
  if (contact?.includes('@')) {
    context.mails.push({
      realm: context.wait.realm, roundId: context.round.id, key: `objectionAnswered/${objection.id}`, template: 'objectionAnswered',
      params: { round: context.round.name, decision: state, answer: text }, recipient: contact,
    });
  }
  return accept({ objectionId: objection.id, state });
}

/** Withdrawal is free until approval: who has withdrawn is not on the list any more. */
async function removeWithdrawn(context: StepContext, stageId: string): Promise<void> {
  for (const entry of await entriesOf(context.tx, stageId)) {
    if (entry.status === 'removed') continue;
    const application = await findApplication(context.tx, entry.application_id);
    if (application?.status === 'accepted') continue;
    await removeEntry(context.tx, stageId, entry.society_id);
    await setPlacement(context.tx, entry.application_id, 'removed', null);
  }
}

/** [C] The next in rank takes the vacated tier and is publicised in a period of its own, as often as the programme allows. */
async function replace(context: StepContext, removed: PublicityEntry[]): Promise<string[]> {
  const stage = plannedStage(context, 'publicityPeriod');
  if (attemptOf(context).n > stage.replacement.maxRounds) return [];
  const placements = await placementsOf(context.tx, context.round.id);
  const reserve: string[] = [];
  for (const one of placements.filter((placement) => placement.status === 'reserve')) {
    const application = await findApplication(context.tx, one.application_id);
    if (application?.status === 'accepted') reserve.push(one.code);
  }
  const chosen = new Map((await appliedBodies(context.tx, context.wait.workflow_id, 'chooseReplacement')).map((body) => [textOf(body.removed), textOf(body.replacement)]));
  const moved: string[] = [];
  const taken: string[] = [];
  for (const entry of removed) {
    const next = nextFor(chosen.get(entry.society_id), reserve, taken, placements);
    if (!next) break;
    taken.push(next.code);
    await setPlacement(context.tx, next.application_id, 'listed', entry.tier);
    moved.push(next.application_id);
  }
  return moved;
}

/** The next in rank, or whom people chose among equals; without their choice a tie waits for it. */
function nextFor(decided: string | undefined, reserve: string[], taken: string[], placements: Placement[]): Placement | undefined {
  const byId = placements.find((one) => one.society_id === decided && reserve.includes(one.code) && !taken.includes(one.code));
  if (byId) return byId;
  const next = nextInRank(reserve, taken, placements);
  if (next.ok) return placements.find((one) => one.code === next.value);
  if (next.refusal.code === 'RESERVE_EMPTY') return undefined;
  throw new Refused(next.refusal);
}

/** Between equals in the reserve people decide, with the number of their minutes. */
async function chooseReplacement(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const placements = await placementsOf(context.tx, context.round.id);
  const replacement = placements.find((one) => one.society_id === body.replacement && one.status === 'reserve');
  if (!replacement) return refuse({ code: 'NOT_FOUND', field: 'replacement' });
  return accept({ removed: textOf(body.removed), replacement: replacement.code, minutes: minutes.value });
}

function attemptOf(context: StepContext) {
  if (!context.stage) throw new Error(`${context.wait.workflow_id} is not a stage`);
  return context.stage;
}
