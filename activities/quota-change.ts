/** 000 §2: 左右: the planned numbers of a running round may be changed, with a reason, until the list is confirmed. */
import { type QuotaChange, changedQuota } from '../domain/tiers/quota-change.js';
import { accept, refuse } from '../domain/refusal.js';
import { latestStage, setRoundSettings } from '../records/rounds.js';
import { findStep } from '../records/steps.js';
import { wasApplied } from '../records/commands.js';
import type { CommandHandler } from './context.js';
import { reasonOf } from './input.js';
import { writeToRole } from './mailing.js';

export const changeQuota: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const review = await latestStage(context.tx, context.round.id, 'expertReview');
  const ranked = review ? await findStep(context.tx, review.workflow_id, 'ranking') : undefined;
  // After it only a reopened ranking makes another list.
  if (ranked && ranked.status !== 'open') return refuse({ code: 'LIST_CONFIRMED', rule: { document: '000', clause: '§2' } });
  const assessment = await latestStage(context.tx, context.round.id, 'capabilityAssessment');
  const changed = changedQuota(context.round, { ...(body as Partial<QuotaChange>), reason: reason.value });
  if (!changed.ok) return changed;
  const { before, after, settings } = changed.value;
  await setRoundSettings(context.tx, context.round.id, settings);
  // The shortlist is a percentage of the planned number: one that stands is not widened behind anybody's back.
  const shortlisted = assessment !== undefined && (await wasApplied(context.tx, assessment.workflow_id, 'confirmShortlist'));
  await writeToRole(context, 'leadership', 'quotaChanged', context.command.id, { before: words(before), after: words(after), reason: reason.value });
  return accept({ before, after, shortlistStands: shortlisted });
};

const words = ({ planned, tiers }: { planned: number; tiers: Record<string, number> }): string => `${planned} (${Object.values(tiers).join(' / ')})`;
