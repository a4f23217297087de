import type { StageOf } from '../../../domain/programme/schema.js';
import { timeUsed } from '../../../domain/review/defence.js';
import { isMessageKey, sayKey } from '../../../domain/wording/catalogue.js';
import { defencePlan, type DefenceSlot, defenceSlots, type HearingExpert, hearers, recusals } from '../../../records/defence.js';
import type { Tx } from '../../../records/pool.js';
import { toInstant } from '../contract/common.js';
import type { Defence, DefenceSlot as SlotView } from '../contract/defence.js';
import type { Locale } from '../http/request.js';

export async function defenceView(tx: Tx, roundId: string, stage: StageOf<'expertReview'>, locale: Locale): Promise<Defence> {
  const plan = await defencePlan(tx, roundId);
  const experts = await hearers(tx, roundId);
  const leaving = await recusals(tx, roundId);
  return {
    seed: plan?.seed ?? null,
    rooms: (plan?.rooms ?? []).map(({ room, panel, windows }) => ({ room, panel, windows: windows.map((one) => ({ opensAt: toInstant(one.opensAt), closesAt: toInstant(one.closesAt) })) })),
    items: (await defenceSlots(tx, roundId)).map((slot) => slotView(slot, stage, experts.filter((one) => one.application_id === slot.application_id), leaving.filter((one) => one.application_id === slot.application_id), locale)),
  };
}

function slotView(
  slot: DefenceSlot, { defence }: StageOf<'expertReview'>, experts: readonly HearingExpert[], leaving: Awaited<ReturnType<typeof recusals>>, locale: Locale,
): SlotView {
  const { attendance, timekeeping } = slot;
  return {
    applicationId: slot.application_id, society: { id: slot.society_id, code: slot.code, name: slot.society_name }, panel: slot.panel, position: slot.position, room: slot.room,
    startsAt: toInstant(slot.starts_at), minutes: slot.minutes, presentationMinutes: defence.presentationMinutes, questionMinutes: defence.questionMinutes, status: slot.status,
    experts: experts.map(({ expert_id, code, name }) => ({ id: expert_id, code, name })),
    leaves: leaving.map(({ expert_id, code, name, reason, source }) => ({ id: expert_id, code, name, reason: source === 'detected' ? reason.split(' ').map((kind) => (isMessageKey(`conflict.${kind}`) ? sayKey(locale, `conflict.${kind}`) : kind)).join('；') : reason })),
    attendance: attendance && {
      experts: attendance.experts, absent: experts.map(({ expert_id }) => expert_id).filter((id) => !attendance.experts.includes(id)), society: attendance.society, at: toInstant(attendance.at),
    },
    timekeeping: timekeeping && {
      presentationFrom: toInstant(timekeeping.presentationFrom), presentationTo: toInstant(timekeeping.presentationTo), questionsTo: toInstant(timekeeping.questionsTo),
      ...timeUsed(timekeeping, defence),
    },
    changes: slot.changes.map(({ at, reason, startsAt, room }) => ({ at: toInstant(at), reason, startsAt: startsAt === null ? null : toInstant(startsAt), room })),
  };
}
