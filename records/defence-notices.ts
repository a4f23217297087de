/** Letters about the defence: to the society and to everybody who hears it. */
import { defenceSlots, hearers } from './defence.js';
import { queueMail } from './outbox.js';
import { instant, type Tx } from './pool.js';

export interface Announcement {
  realm: string;
  roundId: string;
  at: number;
  /** Makes the letters unique: the same event never writes twice. */
  occasion: string;
  /** One application; without it all of the round. */
  applicationId?: string;
  template: 'defenceNotice' | 'defenceMoved' | 'defencePostponed';
  reason: string;
}

/** 001 三(三): 答辩要求和时间安排另行通知. An expert gets one letter for each application that concerns him. */
export async function announceDefence(tx: Tx, { realm, roundId, at, occasion, applicationId, template, reason }: Announcement): Promise<void> {
  const slots = (await defenceSlots(tx, roundId)).filter((slot) => applicationId === undefined || slot.application_id === applicationId);
  const experts = await hearers(tx, roundId);
  await queueMail(tx, at, slots.flatMap((slot) => {
    const params = { startsAt: instant(slot.starts_at), room: slot.room, position: slot.position, minutes: slot.minutes, reason, link: `/defence/${roundId}` };
    const key = `${template}/${occasion}/${slot.application_id}`;
    return [
      { realm, roundId, societyId: slot.society_id, key, template, params: { ...params, society: slot.society_name, about: slot.society_name }, recipient: slot.society_email, locale: 'zh' },
      ...experts.filter((one) => one.application_id === slot.application_id && one.email !== '').map((one) => ({
        realm, roundId, key: `${key}/${one.expert_id}`, template, params: { ...params, recipient: one.name, about: slot.society_name }, recipient: one.email, locale: one.locale,
      })),
    ];
  }));
}
