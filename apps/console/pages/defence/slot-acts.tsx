/** What the office does about a defence: sign-in, times, changes, and the plan of the whole. */
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useGroups } from '../../app/names.js';
import { Act } from '../../parts/act.js';
import { say } from '../../words/say.js';

/** What is typed as a Beijing wall time. */
const instantOf = (text: string): string => {
  const at = new Date(`${text.trim().replace(' ', 'T')}:00+08:00`);
  // What is no time goes as it is: the server says what is wrong with it.
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
};

export function SlotActs({ round, slot }: { round: string; slot: Schemas['DefenceSlot'] }) {
  const refresh = useRefresh();
  const path = { id: round, applicationId: slot.applicationId };
  return (
    <span className="acts no-print">
      <Act
        name={say('defence.signIn')} size="small" fields={[{ key: 'experts', label: say('defence.present'), kind: 'multiple', options: slot.experts.map(({ id: value, name }) => ({ value, label: name })), value: slot.experts.map(({ id: one }) => one).join(',') }, { key: 'society', label: say('defence.speakers'), hint: say('defence.oneEach'), kind: 'lines', required: true }]}
        act={async ({ experts = '', society = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/defence/{applicationId}/attendance', { params: { path, header: keyed(key) }, body: { experts: experts.split(',').filter((one) => one !== ''), society: society.split('\n').map((one) => one.trim()).filter((one) => one !== '') } })); await refresh(); }}
      />
      <Act
        name={say('defence.times')} size="small" fields={(['presentationFrom', 'presentationTo', 'questionsTo'] as const).map((key) => ({ key, label: say(`defence.${key}`), hint: say('defence.timeHint'), required: true }))}
        act={async ({ presentationFrom = '', presentationTo = '', questionsTo = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/defence/{applicationId}/timekeeping', { params: { path, header: keyed(key) }, body: { presentationFrom: instantOf(presentationFrom), presentationTo: instantOf(presentationTo), questionsTo: instantOf(questionsTo) } })); await refresh(); }}
      />
      <Act
        name={say('defence.change')} size="small" consequence={say('defence.changeHint')} fields={[{ key: 'startsAt', label: say('defence.startsAt'), hint: say('defence.postponeHint') }, { key: 'room', label: say('defence.room') }, { key: 'reason', label: say('common.reason'), required: true }]}
        act={async ({ startsAt = '', room = '', reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/defence/{applicationId}/change', { params: { path, header: keyed(key) }, body: { startsAt: startsAt.trim() === '' ? null : instantOf(startsAt), ...(room.trim() === '' ? {} : { room }), reason } })); await refresh(); }}
      />
    </span>
  );
}

/** One line per room and half-day: room, group by its name, from, to. */
export function PlanDefence({ id }: { id: string }) {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Act
      name={say('defence.plan')} consequence={say('defence.planHint')}
      fields={[{ key: 'seed', label: say('panel.seed'), hint: say('panel.seedHint'), required: true }, { key: 'rooms', label: say('defence.rooms'), hint: say('defence.roomsHint', { group: groups.options[0]?.label ?? '' }), kind: 'lines', required: true }]}
      act={async ({ seed = '', rooms = '' }, key) => {
        const lines = rooms.split('\n').map((line) => line.split(/[,，]/).map((part) => part.trim())).filter(([room = '']) => room !== '');
        const by = new Map<string, { room: string; panel: string; windows: { opensAt: string; closesAt: string }[] }>();
        for (const [room = '', group = '', from = '', to = ''] of lines) {
          const panel = groups.keyOf(group);
          const known = by.get(`${room} ${panel}`) ?? { room, panel, windows: [] };
          known.windows.push({ opensAt: instantOf(from), closesAt: instantOf(to) });
          by.set(`${room} ${panel}`, known);
        }
        await answer(api.POST('/api/v1/rounds/{id}/defence/plan', { params: { path: { id }, header: keyed(key) }, body: { seed, rooms: [...by.values()] } }));
        await refresh();
      }}
    />
  );
}
