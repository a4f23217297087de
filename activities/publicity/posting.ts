/** Before a list is public: the office's check; then since when it is, and what corrects it (000 §5.3, 003 §4.2). */
import { isDay } from '../../domain/calendar/beijing.js';
import { postedPeriod } from '../../domain/publicity/posting.js';
import { accept, refuse } from '../../domain/refusal.js';
import { entriesOf } from '../../records/publicity.js';
import { lockGate, sealGate } from '../../records/gates.js';
import { addNotice, addPostings, movePeriod, openPostingTask } from '../../records/postings.js';
import { placementsOf } from '../../records/reviews.js';
import { settleTask } from '../../records/tasks.js';
import { type CommandHandler, plannedStage, type StepContext } from '../context.js';
import { iso, reasonOf, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { deadlineMoved } from '../opening.js';

/** The office has looked for classified and personal data [C], and says in which media the list stands since when. */
export const confirmPosting: CommandHandler = async (context, body) => {
  const stage = plannedStage(context, 'publicityPeriod');
  const task = await openPostingTask(context.tx, context.wait.workflow_id);
  if (!task || !context.gate || !context.stage) return refuse({ code: 'POSTED_ALREADY' });
  if (body.checked !== true) return refuse({ code: 'POSTING_NOT_CHECKED', field: 'checked', ...(stage.posting ? { rule: stage.posting.clause } : {}) });
  const media = mediaOf(body.media);
  const period = postedPeriod(context.round, stage, context.at, media);
  if (!period.ok) return period;
  const { opensMs, dueMs, basis, countedFrom } = period.value;
  await movePeriod(context.tx, context.gate.id, opensMs, dueMs, basis);
  await addPostings(context.tx, { id: context.stage.id, realm: context.wait.realm, roundId: context.round.id }, media);
  await settleTask(context.tx, task.task_id, 'done', context.at);
  await lockGate(context.tx, task.gate_id);
  await sealGate(context.tx, task.gate_id, context.at);
  await tellListed(context, opensMs, dueMs);
  return accept({ opensAt: iso(opensMs), dueAt: iso(dueMs), countedFrom });
};

/** 更正公告: printed with the list; when it changes what one may object to, the period begins again. */
export const postCorrection: CommandHandler = async (context, body) => {
  const text = reasonOf({ reason: body.text });
  if (!text.ok) return refuse({ ...text.refusal, field: 'text' });
  if (!context.gate || !context.stage || (await openPostingTask(context.tx, context.wait.workflow_id))) return refuse({ code: 'STAGE_NOT_OPEN' });
  const restarts = body.restarts === true;
  await addNotice(context.tx, { realm: context.wait.realm, roundId: context.round.id, stageId: context.stage.id, text: text.value, restarts, at: context.at });
  if (!restarts) return accept({ restarts, dueAt: iso(context.gate.due_at) });
  const period = postedPeriod(context.round, { ...plannedStage(context, 'publicityPeriod'), posting: undefined }, context.at, []);
  if (!period.ok) return period;
  const dueMs = Math.max(period.value.dueMs, context.gate.due_at);
  await movePeriod(context.tx, context.gate.id, context.gate.opens_at, dueMs, period.value.basis);
  await deadlineMoved(context, dueMs);
  return accept({ restarts, dueAt: iso(dueMs) });
};

/** Whoever stands on the list learns that it does, in which tier, and until when one may object. */
export async function tellListed(context: StepContext, opensMs: number, dueMs: number): Promise<void> {
  const { stage: attempt, tx } = context;
  if (!attempt) return;
  // 003 §4.2: without objection it is commended; 000 §5.3: it goes up for approval.
  const commends = context.round.programme.stages.some(({ type }) => type === 'commendation');
  const tiers = new Map((await placementsOf(tx, context.round.id)).map((one) => [one.society_id, one.tier ?? '']));
  for (const entry of (await entriesOf(tx, attempt.id)).filter((one) => one.status === 'listed')) {
    await writeToSociety(context, entry.society_id, commends ? 'listed' : 'publicity', `${attempt.id}/${entry.society_id}`, { opensAt: iso(opensMs), dueAt: iso(dueMs), tier: tiers.get(entry.society_id) ?? entry.tier });
  }
}

function mediaOf(value: unknown): { medium: string; on: string; reference: string }[] {
  if (!Array.isArray(value)) return [];
  return (value as Record<string, unknown>[]).map((one) => ({ medium: textOf(one.medium), on: textOf(one.on), reference: textOf(one.reference) })).filter(({ on }) => isDay(on));
}
