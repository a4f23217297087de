/** Objections to a publicised list (000 §5.3): taken or not, answered, and what an answer does to the list. */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { admitHandIn, isNamed } from '../../domain/publicity/admissibility.js';
import { decidedState } from '../../domain/publicity/course.js';
import type { ObjectorLetter } from '../../domain/publicity/objector-letters.js';
import type { StageOf } from '../../domain/programme/schema.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, refuse } from '../../domain/refusal.js';
import { type LeadSource, registerLead } from '../../records/leads.js';
import { findGate } from '../../records/gates.js';
import type { Fact } from '../../records/facts.js';
import {
  addObjection, answerObjection, entriesOf, findObjection, judgeObjection, type Objection, objectorContact, removeEntry,
} from '../../records/publicity.js';
import { setPlacement } from '../../records/reviews.js';
import type { StageAttempt } from '../../records/rounds.js';
import { findStep } from '../../records/steps.js';
import { ring } from '../../records/waits.js';
import type { CommandContext, CommandHandler, StepContext } from '../context.js';
import { iso, reasonOf, textOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';

const LEAD_SOURCES: Record<string, LeadSource> = { OBJECTION_LATE: 'late', OBJECTION_ANONYMOUS: 'anonymous', OBJECTION_UNSEALED: 'unsealed' };

/** Every objection gets its standing, with the condition that decided. */
export async function absorbObjections(context: StepContext, stage: StageOf<'publicityPeriod'>, attempt: StageAttempt, facts: Fact[]): Promise<void> {
  const objections = facts.filter((one) => one.kind === 'objection');
  if (objections.length === 0) return;
  const step = await findStep(context.tx, attempt.workflow_id, 'publicity');
  const gate = step?.gate_id ? await findGate(context.tx, step.gate_id) : undefined;
  const onList = new Set((await entriesOf(context.tx, attempt.id)).filter((entry) => entry.status === 'listed').map((entry) => entry.society_id));
  for (const fact of objections) {
    const { name, contact, societyId, grounds } = Object.fromEntries(['name', 'contact', 'societyId', 'grounds'].map((key) => [key, textOf(fact.payload[key])])) as Record<'name' | 'contact' | 'societyId' | 'grounds', string>;
    const admissibility = admitHandIn(fact.payload, fact.at, gate && { opensMs: gate.opens_at, dueMs: gate.due_at }, onList.has(societyId));
    const due = dueOf(periodFrom(fact.at, stage.objection.answerWorkingDays, 'workingDays'), calendarOf(context.round.settings));
    const answerDueAt = admissibility.standing === 'admissible' && due.ok ? due.value : null;
    const id = await addObjection(context.tx, {
      realm: context.wait.realm, roundId: context.round.id, stageId: attempt.id, societyId, factId: fact.id, objector: isNamed(fact.payload) ? { name, contact } : null,
      grounds, receivedAt: fact.at, answerDueAt, standing: admissibility.standing, admissibility,
    });
    if (admissibility.standing === 'lead') await keepAsLead(context, id, societyId, grounds, LEAD_SOURCES[admissibility.reason] ?? 'anonymous', fact.at);
    if (admissibility.standing === 'inadmissible') await writeToObjector(context, id, 'objectionInadmissible', id, { why: admissibility.reason });
    else await writeToRole(context, 'staff', 'objectionReceived', id, { dueAt: answerDueAt === null ? '' : iso(answerDueAt) });
  }
}

/** What is upheld takes the society off the list. */
export function answer(stageOf: (context: StepContext, objection: Objection) => Promise<StageAttempt | undefined>): CommandHandler {
  return async (context, body) => {
    const { tx, at } = context;
    const objection = await findObjection(tx, textOf(body.objectionId));
    const attempt = objection && (await stageOf(context, objection));
    if (!objection || !attempt) return refuse({ code: 'NOT_FOUND', field: 'objectionId' });
    const text = textOf(body.answer);
    if (text === '') return refuse({ code: 'REASON_REQUIRED', field: 'answer' });
    const state = decidedState('open', { kind: 'answered', decision: body.decision });
    if (!(await answerObjection(tx, objection.id, 'open', { state, answer: text, by: context.command.principal, at }))) return refuse({ code: 'OBJECTION_ANSWERED', field: 'objectionId' });
    if (state === 'upheld') await takeOff(context, attempt, objection, text);
    await writeToObjector(context, objection.id, 'objectionAnswered', `${objection.id}/${context.command.id}`, { decision: state, answer: text });
    await ring(tx, attempt.workflow_id);
    context.wake.add(attempt.workflow_id);
    return accept({ objectionId: objection.id, state });
  };
}

/** [C] A person may find that it is none, or only a lead: with a reason, and whoever objected is told. */
export const judge: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const objection = await findObjection(context.tx, textOf(body.objectionId));
  if (objection?.stage_id !== context.stage?.id) return refuse({ code: 'NOT_FOUND', field: 'objectionId' });
  const standing = body.standing === 'lead' ? 'lead' : 'inadmissible';
  const judgement = { standing, reason: 'OBJECTION_JUDGED', judgedBy: context.command.principal, because: reason.value };
  if (!objection || !(await judgeObjection(context.tx, objection.id, standing, judgement))) return refuse({ code: 'OBJECTION_ANSWERED', field: 'objectionId' });
  if (standing === 'lead') await keepAsLead(context, objection.id, objection.society_id, objection.grounds, 'mailbox', context.at);
  await writeToObjector(context, objection.id, 'objectionInadmissible', `${objection.id}/${context.command.id}`, { why: reason.value });
  return accept({ objectionId: objection.id, standing });
};

/** Off the list, and out of what is awarded; the society is told why. */
export async function takeOff(context: CommandContext, attempt: StageAttempt, objection: Pick<Objection, 'id' | 'society_id'>, reason: string): Promise<void> {
  const entry = (await entriesOf(context.tx, attempt.id)).find((one) => one.society_id === objection.society_id);
  if (!entry || !(await removeEntry(context.tx, attempt.id, objection.society_id))) return;
  await setPlacement(context.tx, entry.application_id, 'removed', null);
  await writeToSociety(context, objection.society_id, 'removedFromList', `${objection.id}/${context.command.id}`, { reason });
}

/** To the mailbox that was given; a telephone number is for the office. */
export async function writeToObjector(context: StepContext, objectionId: string, template: ObjectorLetter, key: string, params: Record<string, string>): Promise<void> {
  const contact = await objectorContact(context.tx, objectionId);
  if (!contact?.includes('@')) return;
  context.mails.push({ realm: context.wait.realm, roundId: context.round.id, key: `${template}/${key}`, template, params: { round: context.round.name, ...params }, recipient: contact });
}

const keepAsLead = async (context: StepContext, objectionId: string, societyId: string, grounds: string, source: LeadSource, at: number): Promise<void> =>
  void (await registerLead(context.tx, { realm: context.wait.realm, roundId: context.round.id, societyId, objectionId, source, grounds, at }));
