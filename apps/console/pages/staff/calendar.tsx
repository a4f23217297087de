/** The working-day calendar: which years are announced, the State Council's notices on record, and which deadlines an amended one moves. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay, useNow } from '../../app/session.js';
import { Act, type Entered } from '../../parts/act.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { dayOf, sayDay, sayDeadline, sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';

export function CalendarPage() {
  const may = useMay();
  const calendar = useQuery({ queryKey: ['calendar'], queryFn: () => answer(api.GET('/api/v1/calendar')) });
  return (
    <Page title={say('nav.calendar')} lead={<p>{say('calendar.lead')}</p>} acts={may('calendar.record') && <NewNotice />}>
      <Loaded query={calendar}>{(data) => (
        <>
          <p className="quiet">{say('calendar.version', { version: data.version, years: data.years.join(say('mark.list')) })}</p>
          <Section title={say('calendar.notices')}>
            {data.notices.length === 0 ? <p className="quiet">{say('calendar.noNotices')}</p> : <ul className="lines">{data.notices.map((notice) => <Notice key={notice.id} notice={notice} />)}</ul>}
          </Section>
          <Year years={data.years} />
        </>
      )}</Loaded>
      {may('deadline.read') && <Moves />}
    </Page>
  );
}

function Notice({ notice }: { notice: Schemas['RecordedNotice'] }) {
  const may = useMay();
  const refresh = useRefresh();
  return (
    <li className="line">
      <div>
        <p><strong>{notice.documentNumber}</strong> {notice.title} · {sayDay(notice.issuedOn)}{notice.withdrawnAt !== null && ` · ${say('calendar.withdrawn')}`}</p>
        {notice.restDays.length > 0 && <p className="quiet">{say('calendar.rest')}{say('mark.colon')}{notice.restDays.map(sayDay).join(say('mark.list'))}</p>}
        {notice.workingDays.length > 0 && <p className="quiet">{say('calendar.worked')}{say('mark.colon')}{notice.workingDays.map(sayDay).join(say('mark.list'))}</p>}
      </div>
      {may('calendar.record') && notice.withdrawnAt === null && (
        <Act
          name={say('calendar.withdraw')} danger fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
          act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/calendar/notices/{id}/withdrawal', { params: { path: { id: notice.id }, header: keyed(key) }, body: { reason } })); await refresh(); }}
        />
      )}
    </li>
  );
}

function Year({ years }: { years: number[] }) {
  const now = useNow();
  const [year, setYear] = useState(Number(dayOf(now).slice(0, 4)));
  const shown = useQuery({ queryKey: ['calendar', year], queryFn: () => answer(api.GET('/api/v1/calendar/years/{year}', { params: { path: { year } } })) });
  return (
    <Section title={say('calendar.year')}>
      <label>{say('calendar.year')} <select className="select slim" value={year} onChange={({ target }) => setYear(Number(target.value))}>{[...new Set([...years, year, year + 1])].sort().map((one) => <option key={one} value={one}>{one}</option>)}</select></label>
      <Loaded query={shown}>{(data) => (
        <>
          <p>{data.message}</p>
          {data.known && <><p className="quiet">{say('calendar.rest')}{say('mark.colon')}{data.restWeekdays.map(sayDay).join(say('mark.list'))}</p><p className="quiet">{say('calendar.worked')}{say('mark.colon')}{data.workedWeekends.map(sayDay).join(say('mark.list'))}</p></>}
        </>
      )}</Loaded>
    </Section>
  );
}

const days = (text = ''): string[] => text.split(/[\s,，、]+/).filter((day) => day !== '');

const bodyOf = ({ year = '', documentNumber = '', issuedOn = '', title = '', rest, worked, reason = '' }: Entered) => ({
  year: year.trim() === '' ? null : Number(year), documentNumber, issuedOn, title, restDays: days(rest), workingDays: days(worked), reason,
});

/** What it would move is said before it is recorded. */
function NewNotice() {
  const refresh = useRefresh();
  return (
    <Act
      name={say('calendar.new')} primary consequence={say('calendar.newHint')}
      fields={[
        { key: 'documentNumber', label: say('call.number'), required: true }, { key: 'issuedOn', label: say('calendar.issuedOn'), kind: 'date', required: true }, { key: 'title', label: say('calendar.title') },
        { key: 'year', label: say('calendar.announces'), hint: say('calendar.announcesHint'), kind: 'number' },
        { key: 'rest', label: say('calendar.rest'), hint: say('calendar.daysHint'), kind: 'lines' }, { key: 'worked', label: say('calendar.worked'), hint: say('calendar.daysHint'), kind: 'lines' }, { key: 'reason', label: say('common.reason') },
      ]}
      preview={async (entered) => <Recalculated of={await answer(api.POST('/api/v1/calendar/notices/preview', { body: bodyOf(entered) }))} />}
      act={async (entered, key) => { await answer(api.POST('/api/v1/calendar/notices', { params: { header: keyed(key) }, body: bodyOf(entered) })); await refresh(); }}
    />
  );
}

function Recalculated({ of: { moves, stays, waiting } }: { of: Schemas['Recalculation'] }) {
  return (
    <>
      <p><strong>{say('calendar.moves', { count: moves.length })}</strong>{waiting > 0 && ` ${say('calendar.waiting', { count: waiting })}`}</p>
      <ul>{moves.map((move) => <li key={move.gateId}>{move.round.name} · {bilingual(move.name)}{move.society !== null && ` · ${move.society.name}`}{say('mark.colon')}{sayDeadline(move.before)} → {sayDeadline(move.dueAt)} · {say('calendar.told', { count: move.told.length })}</li>)}</ul>
      {stays.length > 0 && <ul className="quiet">{stays.map((stay) => <li key={stay.gateId}>{stay.round.name} · {bilingual(stay.name)} · {sayInstant(stay.dueAt)}{say('mark.colon')}{stay.message}</li>)}</ul>}
    </>
  );
}

/** Open deadlines that another calendar than theirs has moved since: applied all together, told one by one. */
function Moves() {
  const may = useMay();
  const refresh = useRefresh();
  const found = useQuery({ queryKey: ['recalculation'], queryFn: () => answer(api.GET('/api/v1/calendar/recalculation')) });
  const [done, setDone] = useState<Schemas['RecalculationDone']>();
  return (
    <Section title={say('calendar.open')}>
      <Loaded query={found}>{(data) => (
        <>
          <Recalculated of={data} />
          {may('deadline.decide') && data.moves.length > 0 && (
            <Act
              name={say('calendar.apply', { count: data.moves.length })} primary fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
              act={async ({ reason = '' }, key) => {
                setDone(await answer(api.POST('/api/v1/calendar/recalculation', { params: { header: keyed(key) }, body: { calendar: data.version, gateIds: data.moves.map(({ gateId }) => gateId), reason } })));
                await refresh();
              }}
            />
          )}
          {done !== undefined && <ul role="status">{done.items.map((item) => <li key={item.gateId}>{item.dueAt === null ? item.message : sayDeadline(item.dueAt)}</li>)}</ul>}
        </>
      )}</Loaded>
    </Section>
  );
}
