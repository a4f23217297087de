/** The run-sheet: who defends when and where, who hears it and who leaves the room; changes, sign-in and times. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Nothing, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { say } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Slot = Schemas['DefenceSlot'];
/** What is typed as a Beijing wall time. */
const instantOf = (text: string): string => {
  const at = new Date(`${text.trim().replace(' ', 'T')}:00+08:00`);
  // What is no time goes as it is: the server says what is wrong with it.
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
};

export function DefencePage() {
  const { id } = useParams({ from: '/w/rounds/$id/defence' });
  const may = useMay();
  const defence = useQuery({ queryKey: ['defence', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/defence', { params: { path: { id } } })) });
  return (
    <RoundPage id={id} word="round.defence">{() => (
      <Section title={say('defence.sheet')} acts={may('defence.manage') && <Plan id={id} />}>
        <Loaded query={defence}>{({ items, seed }) => (items.length === 0 ? <Nothing text={say('defence.none')} /> : (
          <>
            {seed !== null && <p className="quiet">{say('defence.seed', { seed })}</p>}
            <ul className="lines">{items.map((slot) => <SlotLine key={slot.applicationId} id={id} slot={slot} />)}</ul>
          </>
        ))}</Loaded>
      </Section>
    )}</RoundPage>
  );
}

function SlotLine({ id, slot }: { id: string; slot: Slot }) {
  const may = useMay();
  const refresh = useRefresh();
  const path = { id, applicationId: slot.applicationId };
  return (
    <li className="line">
      <div>
        <p><StatusTag group="slot" state={slot.status} /> <strong>{slot.panel} {slot.position} · {slot.society.name}</strong> · {sayInstant(slot.startsAt)} · {slot.room} · {say('defence.minutes', { presentation: slot.presentationMinutes, questions: slot.questionMinutes })}</p>
        <p className="quiet">{say('defence.hears', { names: slot.experts.map(({ name }) => name).join('、') })}</p>
        {slot.leaves.length > 0 && <p className="warn">{say('defence.leaves', { names: slot.leaves.map(({ name, reason }) => `${name}（${reason}）`).join('、') })}</p>}
        {slot.attendance !== null && <p>{say('defence.signed', { names: slot.attendance.society.join('、') })}</p>}
        {slot.timekeeping !== null && <p>{say('defence.used', { presentation: slot.timekeeping.presentation, questions: slot.timekeeping.questions })}</p>}
      </div>
      {may('defence.manage') && (
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
      )}
    </li>
  );
}

/** One line per room and half-day: room, group, from, to. */
function Plan({ id }: { id: string }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('defence.plan')} consequence={say('defence.planHint')}
      fields={[{ key: 'seed', label: say('panel.seed'), hint: say('panel.seedHint'), required: true }, { key: 'rooms', label: say('defence.rooms'), hint: say('defence.roomsHint'), kind: 'lines', required: true }]}
      act={async ({ seed = '', rooms = '' }, key) => {
        const lines = rooms.split('\n').map((line) => line.split(/[,，]/).map((part) => part.trim())).filter(([room = '']) => room !== '');
        const by = new Map<string, { room: string; panel: string; windows: { opensAt: string; closesAt: string }[] }>();
        for (const [room = '', panel = '', from = '', to = ''] of lines) {
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
