/** The run-sheet as the office, an expert of the panel or a society reads it: each its own part, and nothing about others. */
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import type { StageOf } from '../../../domain/programme/schema.js';
import { timeUsed } from '../../../domain/review/defence.js';
import { isMessageKey, sayKey } from '../../../domain/wording/catalogue.js';
import { groupName } from '../../../domain/wording/groups.js';
import { defencePlan, type DefenceSlot, defenceSlots, hearers, panelsOfExpert, recusals } from '../../../records/defence.js';
import type { Tx } from '../../../records/pool.js';
import type { PlannedRound } from '../../../records/rounds.js';
import { toInstant } from '../contract/common.js';
import type { Defence, DefenceSlot as SlotView } from '../contract/defence.js';
import type { Locale } from '../http/request.js';
import { found } from '../problem/refused.js';

export interface DefenceOf {
  round: PlannedRound;
  stage: StageOf<'expertReview'>;
}

export type DefenceReader = { as: 'office' } | { as: 'expert'; id: string } | { as: 'society' };

export const OFFICE: DefenceReader = { as: 'office' };

/** A society's own is what its scope lets through. */
export function readerOf(who: Principal): DefenceReader {
  if (may(who, 'round.overview')) return OFFICE;
  if (who.societyId !== undefined) return { as: 'society' };
  return { as: 'expert', id: who.expertId ?? NOBODY };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

export async function defenceView(tx: Tx, of: DefenceOf, reader: DefenceReader, locale: Locale): Promise<Defence> {
  const { id, name } = of.round;
  const [slots, experts, leaving] = [await defenceSlots(tx, id), await hearers(tx, id), await recusals(tx, id)];
  const whole = slots.map((slot) => slotView(slot, of, {
    experts: experts.filter((one) => one.application_id === slot.application_id).map(({ expert_id, code, name: expert }) => ({ id: expert_id, code, name: expert })),
    leaves: leaving.filter((one) => one.application_id === slot.application_id)
      .map(({ expert_id, code, name: expert, reason, source }) => ({ id: expert_id, code, name: expert, reason: source === 'detected' ? inWords(reason, locale) : reason })),
  }));
  const items = reader.as === 'office' ? whole : reader.as === 'society' ? whole.map(ofSociety) : whole.map((slot) => ofExpert(slot, reader.id));
  const head = { round: { id, name }, reader: reader.as };
  if (reader.as === 'society') return { ...head, seed: null, rooms: [], items };
  if (reader.as === 'expert') {
    const panels = await panelsOfExpert(tx, id, reader.id);
    // Whoever does not sit on the panel learns nothing of it.
    found(panels[0]);
    return { ...head, seed: null, rooms: [], items: items.filter(({ panel }) => panels.includes(panel)) };
  }
  const plan = await defencePlan(tx, id);
  return {
    ...head, items, seed: plan?.seed ?? null,
    rooms: (plan?.rooms ?? []).map(({ room, panel, windows }) => ({ room, panel, windows: windows.map((one) => ({ opensAt: toInstant(one.opensAt), closesAt: toInstant(one.closesAt) })) })),
  };
}

/** Several kinds of conflict stand beside each other. */
const inWords = (kinds: string, locale: Locale): string => kinds.split(' ').map((kind) => (isMessageKey(`conflict.${kind}`) ? sayKey(locale, `conflict.${kind}`) : kind)).join(locale === 'zh' ? '；' : '; ');

function slotView(slot: DefenceSlot, { round, stage: { defence } }: DefenceOf, { experts, leaves }: Pick<SlotView, 'experts' | 'leaves'>): SlotView {
  const { attendance, timekeeping } = slot;
  return {
    applicationId: slot.application_id, society: { id: slot.society_id, code: slot.code, name: slot.society_name }, panel: slot.panel, panelName: groupName(round.programme, slot.panel),
    position: slot.position, room: slot.room, startsAt: toInstant(slot.starts_at), minutes: slot.minutes, presentationMinutes: defence.presentationMinutes, questionMinutes: defence.questionMinutes,
    status: slot.status, yours: null, experts, leaves,
    attendance: attendance && {
      experts: attendance.experts, absent: experts.map(({ id }) => id).filter((id) => !attendance.experts.includes(id)), society: attendance.society, at: toInstant(attendance.at),
    },
    timekeeping: timekeeping && {
      presentationFrom: toInstant(timekeeping.presentationFrom), presentationTo: toInstant(timekeeping.presentationTo), questionsTo: toInstant(timekeeping.questionsTo),
      ...timeUsed(timekeeping, defence),
    },
    changes: slot.changes.map(({ at, reason, startsAt, room }) => ({ at: toInstant(at), reason, startsAt: startsAt === null ? null : toInstant(startsAt), room })),
  };
}

/** Who hears it is the panel's own affair; whether the society signed in, how long it spoke and why it was moved is the society's. */
const ofSociety = (slot: SlotView): SlotView => ({ ...slot, yours: 'defends', experts: [], leaves: [], attendance: slot.attendance && { ...slot.attendance, experts: [], absent: [] } });

/** Its own part and its own recusal; not who else reads it, nor who spoke. Changes were told to those who hear it. */
function ofExpert(slot: SlotView, expertId: string): SlotView {
  const own = <One extends { id: string }>(list: readonly One[]): One[] => list.filter(({ id }) => id === expertId);
  const [experts, leaves] = [own(slot.experts), own(slot.leaves)];
  const mine = (ids: readonly string[]): string[] => ids.filter((id) => id === expertId);
  const yours = experts.length > 0 ? 'hears' as const : leaves.length > 0 ? 'leaves' as const : null;
  return {
    ...slot, yours, experts, leaves, changes: yours === 'hears' ? slot.changes : [], timekeeping: yours === 'hears' ? slot.timekeeping : null,
    attendance: slot.attendance && yours === 'hears' ? { ...slot.attendance, experts: mine(slot.attendance.experts), absent: mine(slot.attendance.absent), society: [] } : null,
  };
}
