/** The office on the days of the defence: sign-in sheets and the timekeeper's record, entered when the day is over. */
import { dayOf } from '../../domain/calendar/beijing.js';
import type { Schemas } from '../../apps/api/client.js';
import type { Act, Cast, Scene } from '../cast.js';
import { ask, header, insist, together } from '../session.js';

type Slot = Schemas['DefenceSlot'];

export async function defenceActs(cast: Cast, scene: Scene): Promise<Act[]> {
  // It is planned with the assignment; from then on there are score sheets to be written.
  if (scene.stage?.type !== 'expertReview' || !scene.tasks.some(({ kind }) => kind === 'score')) return [];
  const { items } = await cast.defence();
  const days = new Map<string, Slot[]>();
  for (const slot of items) days.set(dayOf(Date.parse(slot.startsAt)), [...(days.get(dayOf(Date.parse(slot.startsAt))) ?? []), slot]);
  return [...days].map(([day, slots]) => ({ at: Math.max(...slots.map(endOf)), key: `defence/${day}`, run: () => enter(cast, slots) }));
}

const endOf = ({ startsAt, minutes }: Slot): number => Date.parse(startsAt) + minutes * 60_000;

async function enter(cast: Cast, slots: readonly Slot[]): Promise<void> {
  const { client } = await cast.role('staff');
  // Who hears it may have changed since it was planned.
  const { items } = await ask(() => client.GET('/api/v1/rounds/{id}/defence', { params: { path: { id: cast.roundId } } }));
  const hearing = new Map(items.map(({ applicationId, experts }) => [applicationId, experts.map(({ id }) => id)]));
  await together(slots.map((slot) => async () => {
    const path = { id: cast.roundId, applicationId: slot.applicationId };
    const society = ['演练：理事长', '演练：秘书长'];
    await insist(`signIn.${slot.applicationId}`, (key) =>
      client.POST('/api/v1/rounds/{id}/defence/{applicationId}/attendance', { params: { path, header: header(key) }, body: { experts: hearing.get(slot.applicationId) ?? [], society } }));
    const from = Date.parse(slot.startsAt);
    const to = from + (slot.presentationMinutes + cast.chance(slot.society.code, 'speaks') - 0.5) * 60_000;
    await insist(`time.${slot.applicationId}`, (key) => client.POST('/api/v1/rounds/{id}/defence/{applicationId}/timekeeping', {
      params: { path, header: header(key) }, body: { presentationFrom: iso(from), presentationTo: iso(to), questionsTo: iso(to + slot.questionMinutes * 60_000) },
    }));
  }), 4);
}

const iso = (ms: number): string => new Date(Math.round(ms)).toISOString();
