/** Why a letter was sent: by which event or wave, to which address, and what became of it. */
import { societiesOf } from '../../../../domain/access/policies.js';
import { seesTask } from '../../../../domain/access/tasks.js';
import { addressChoice, causeOf, explainLetter, type LetterCase } from '../../../../domain/explaining/letter.js';
import { eventsAt, remindedTask, rolesOfAddress, storedDecision, type StoredMail, storedMail } from '../../../../records/explaining-decisions.js';
import type { Tx } from '../../../../records/pool.js';
import { loadRound, type PlannedRound } from '../../../../records/rounds.js';
import { findListedTask, type ListedTask } from '../../../../records/task-list.js';
import { clauseOfWorkflow } from '../clauses.js';
import { decidedOf } from '../decided.js';
import type { KindOfExplanation, Question } from '../kind.js';

export const letter: KindOfExplanation = {
  id: { letter: 'uuid' },
  insiders: 'mail.read',
  others: ['anybody'],
  async explain({ tx, whole, ids: [id = ''], who, insider }) {
    const mail = await storedMail(tx, id);
    const task = mail?.task_id ? await findListedTask(tx, mail.task_id) : undefined;
    if (!mail?.round_id || !(insider || isTheirs(mail, task, who))) return undefined;
    const round = await loadRound(tx, mail.round_id);
    if (!round) return undefined;
    return whole(async (all) => {
      const reminder = await reminderOf(all, mail, round);
      const cause = reminder ? undefined : await causeOfLetter(all, mail, round, insider);
      const explanation = explainLetter({
        template: mail.template, state: mail.state, queuedMs: mail.queued_at, sentMs: mail.sent_at, address: await addressOf(all, mail, task?.role ?? ''),
        ...(reminder ? { reminder } : {}), ...(cause ? { cause } : {}),
      });
      return { stored: mail.wave === '' ? mail.template : mail.wave, explanation, programmeVersionId: round.programme_version_id };
    });
  },
};

/** A society's own letters; anybody's about a task that is theirs. Letters to an objector are nobody else's. */
function isTheirs(mail: StoredMail, task: ListedTask | undefined, who: Question['who']): boolean {
  if (mail.template.startsWith('objection')) return false;
  if (task) return seesTask(who, task);
  return mail.society_id !== null && societiesOf(who).includes(mail.society_id) && mail.recipient === mail.society_email;
}

async function reminderOf(tx: Tx, mail: StoredMail, { programme }: PlannedRound): Promise<LetterCase['reminder']> {
  const { wave, params, task_id: taskId } = mail;
  if (wave === '' || taskId === null) return undefined;
  const task = await remindedTask(tx, taskId);
  return {
    wave, task: typeof params.task === 'string' ? params.task : '', taskId, taskState: task?.state ?? null, dueMs: Date.parse(String(params.dueAt)),
    deadlineVersion: mail.deadline_version, currentVersion: task?.deadline_version ?? mail.deadline_version, reminders: programme.reminders,
  };
}

/** Whoever asks about their own letter is not told who decided: the decision, and when. */
async function causeOfLetter(tx: Tx, mail: StoredMail, round: PlannedRound, insider: boolean): Promise<LetterCase['cause']> {
  const events = await eventsAt(tx, round.id, mail.queued_at);
  const named = events.map((one) => ({ ...one, refs: one.refs.filter((ref): ref is string => ref !== null) }));
  const event = causeOf({ template: mail.template, key: mail.unique_key }, named);
  const found = named.find((one) => one === event);
  if (!event || !found) return undefined;
  const decision = event.kind === 'decision' ? await storedDecision(tx, event.id) : undefined;
  const decided = decision && decidedOf(decision, insider);
  return {
    event, clause: await clauseOfWorkflow(tx, round, found.workflow_id, found.step), ...(decided ? { decided: insider ? decided : { ...decided, reason: '', minutes: '' } } : {}),
  };
}

async function addressOf(tx: Tx, mail: StoredMail, taskRole: string): Promise<LetterCase['address']> {
  const roles = await rolesOfAddress(tx, mail.realm, mail.recipient);
  return addressChoice({ template: mail.template, ofSociety: mail.society_id !== null, isContact: mail.recipient === mail.society_email, taskRole, roles });
}
