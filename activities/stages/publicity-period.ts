/** 000 §5.3: the list is public for its period; a named objection is answered; what is upheld leaves the list, the next moves up. */
import { stageDates } from '../../domain/programme/dates.js';
import type { StageOf } from '../../domain/programme/schema.js';
import { accept } from '../../domain/refusal.js';
import { findApplication } from '../../records/applications.js';
import { sealGate } from '../../records/gates.js';
import { openPostingTask } from '../../records/postings.js';
import { adoptObjections, entriesOf, lapseObjections, openObjections, publish, removeEntry } from '../../records/publicity.js';
import { placementsOf, setPlacement } from '../../records/reviews.js';
import { type StageAttempt, stagesOf } from '../../records/rounds.js';
import { type Look, plannedStage, type StepContext, type StepHandler } from '../context.js';
import { textsOf } from '../input.js';
import { openWithTasks } from '../opening.js';
import { absorbObjections, answer, judge, writeToObjector } from '../publicity/objections.js';
import { confirmPosting, postCorrection, tellListed } from '../publicity/posting.js';
import { reexamine } from '../publicity/reexamining.js';
import { chooseReplacement, replace } from '../publicity/replacing.js';

export const publicity: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'publicityPeriod');
    const attempt = attemptOf(context);
    const held = textsOf(attempt.input.held);
    // What only waited for its objections has been public for its period already.
    const span = held.length > 0 ? accept({ opensMs: context.at, dueMs: context.at }) : stageDates(context.round.programme, context.round.settings, stage.key, { openedMs: context.at });
    if (!span.ok) return span;
    const only = held.length > 0 ? held : textsOf(attempt.input.replacements);
    const listed = (await placementsOf(context.tx, context.round.id)).filter((one) => one.status === 'listed' && (only.length === 0 || only.includes(one.application_id)));
    await publish(context.tx, { id: attempt.id, realm: context.wait.realm, roundId: context.round.id },
      listed.map((one) => ({ societyId: one.society_id, applicationId: one.application_id, tier: one.tier ?? '' })));
    // Who withdrew after the ranking is not published; who moves up is decided when the period ends.
    await removeWithdrawn(context, attempt.id);
    await adopt(context, attempt);
    const gateId = await openWithTasks(context, span.value, []);
    if (held.length > 0) return accept({ gateId });
    if (stage.posting?.check) {
      await openWithTasks({ ...context, key: 'posting' }, { opensMs: context.at, dueMs: Math.max(span.value.opensMs, context.at) }, [{ kind: 'confirmPosting', role: 'staff' }]);
    } else {
      await tellListed(context, span.value.opensMs, span.value.dueMs);
    }
    return accept({ gateId });
  },

  absorb: (context, facts) => absorbObjections(context, plannedStage(context, 'publicityPeriod'), attemptOf(context), facts),

  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('a publicity period has a gate');
    const stage = plannedStage(context, 'publicityPeriod');
    const attempt = attemptOf(context);
    await removeWithdrawn(context, attempt.id);
    const unposted = await openPostingTask(tx, context.wait.workflow_id);
    if (unposted) return { role: 'staff', what: 'posting', until: at < unposted.due_at ? unposted.due_at : null, attention: at < unposted.due_at ? 'none' : 'overdue' };
    const open = await openObjections(tx, attempt.id);
    if (open.n > 0 && !waitsApart(stage, attempt, at >= gate.due_at)) return heldBy(open, at, gate.due_at);
    if (at < gate.due_at) return { role: 'public', what: 'publicity', until: gate.due_at };
    await sealGate(tx, gate.id, at);
    const entries = await entriesOf(tx, attempt.id);
    const removed = entries.filter((entry) => entry.status === 'removed');
    const held = entries.filter((entry) => entry.status === 'listed' && open.societies.includes(entry.society_id)).map((entry) => entry.application_id);
    const replacements = await replace(context, attempt, removed, stage.replacement.maxRounds);
    return { done: { listed: entries.length - removed.length, removed: removed.length, replacements, ...(held.length > 0 ? { held } : {}) } };
  },

  commands: {
    confirmPosting, postCorrection, chooseReplacement, reexamine, judgeObjection: judge,
    answerObjection: answer((context, objection) => Promise.resolve(objection.stage_id === context.stage?.id ? context.stage : undefined)),
  },
};

/** [C] `holds: award`: only the award concerned waits, in a list of its own, while the others go to the leadership. */
const waitsApart = (stage: StageOf<'publicityPeriod'>, attempt: StageAttempt, ended: boolean): boolean =>
  stage.holds === 'award' && ended && textsOf(attempt.input.held).length === 0;

/** 公示期满无异议: while an objection is open nothing ends, and its own deadline is the next alarm. */
function heldBy(open: { n: number; answerDueAt: number | null }, at: number, dueAt: number): Look {
  const next = [dueAt, open.answerDueAt].filter((one): one is number => one !== null && one > at).sort((a, b) => a - b)[0];
  return { role: 'staff', what: 'objections', params: { open: open.n }, until: next ?? null, attention: 'objection' };
}

/** Objections to a list that was taken back follow the society to the new one; whoever is on none has been answered by that. */
async function adopt(context: StepContext, attempt: StageAttempt): Promise<void> {
  const held = textsOf(attempt.input.held).length > 0;
  const earlier = (await stagesOf(context.tx, context.round.id)).filter((one) => one.key === attempt.key && one.n < attempt.n && (held || one.superseded_by !== null)).map((one) => one.id);
  if (earlier.length === 0) return;
  const listed = (await entriesOf(context.tx, attempt.id)).filter((entry) => entry.status === 'listed').map((entry) => entry.society_id);
  await adoptObjections(context.tx, earlier, attempt.id, listed);
  const onAList = (await placementsOf(context.tx, context.round.id)).some((one) => one.status === 'listed' && !listed.includes(one.society_id));
  if (onAList) return;
  for (const id of await lapseObjections(context.tx, earlier, context.at)) await writeToObjector(context, id, 'objectionInadmissible', `${id}/lapsed`, { why: 'OBJECTION_LAPSED' });
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

function attemptOf(context: StepContext): StageAttempt {
  if (!context.stage) throw new Error(`${context.wait.workflow_id} is not a stage`);
  return context.stage;
}
