/** What is on record about a society, with its source, so that it can check and contest it. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, ifMatch, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useGroups } from '../../app/names.js';
import { useMe } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { factSource, factText } from '../../parts/eligibility-shown.js';
import { Facts, Loaded, Nothing, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDeadline, sayInstant } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';

export function ProfilePage() {
  const { societyId } = useMe();
  const id = societyId ?? '';
  const society = useQuery({ queryKey: ['society', id], queryFn: () => answer(api.GET('/api/v1/societies/{id}', { params: { path: { id } } })) });
  const records = useQuery({ queryKey: ['records', id], queryFn: () => answer(api.GET('/api/v1/societies/{id}/records', { params: { path: { id } } })) });
  const contests = useQuery({ queryKey: ['contests', id], queryFn: () => answer(api.GET('/api/v1/contests', { params: { query: { societyId: id, limit: 100 } } })) });
  return (
    <Loaded query={society}>{(data) => (
      <Page title={data.name} lead={<p>{say('profile.lead')}</p>}>
        <Contact society={data} />
        <Section title={say('profile.records')}>
          <Loaded query={records}>{({ items }) => (items.length === 0 ? <Nothing text={say('profile.noRecords')} /> : <ul className="lines">{items.map((record) => <RecordLine key={record.id} society={id} record={record} />)}</ul>)}</Loaded>
        </Section>
        <Section title={say('profile.contests')}>
          <Loaded query={contests}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('profile.noContests')}</p> : <ul className="lines">{items.map((contest) => <ContestLine key={contest.id} contest={contest} />)}</ul>)}</Loaded>
        </Section>
      </Page>
    )}</Loaded>
  );
}

function Contact({ society }: { society: Schemas['Society'] }) {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Section
      title={say('profile.contact')}
      acts={
        <Act
          name={say('profile.changeContact')}
          fields={[
            { key: 'contact', label: say('society.contact'), value: society.contact, required: true }, { key: 'phone', label: say('society.phone'), value: society.phone },
            { key: 'email', label: say('society.email'), kind: 'email', value: society.email, required: true },
          ]}
          act={async ({ contact, phone, email }) => {
            await answer(api.PATCH('/api/v1/societies/{id}/contact', { params: { path: { id: society.id }, header: ifMatch(society.version) }, body: { contact, phone, email } }));
            await refresh();
          }}
        />
      }
    >
      <Facts items={[[say('common.code'), society.code], [say('society.contact'), society.contact], [say('society.phone'), society.phone], [say('society.email'), society.email], [say('common.group'), groups.name(society.disciplineGroup)]]} />
    </Section>
  );
}

function RecordLine({ society, record }: { society: string; record: Schemas['SocietyRecord'] }) {
  const refresh = useRefresh();
  return (
    <li className="line">
      <div>
        <strong>{sayState('fact', record.kind)}</strong> {record.status !== 'active' && <StatusTag group="record" state={record.status} />}
        <p>{factText(record.value)}</p>
        <p className="quiet">{factSource(sayState('authority', record.authority), record)}</p>
      </div>
      {record.status === 'active' && (
        <Act
          name={say('profile.contest')} consequence={say('profile.contestHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }, { key: 'document', label: say('profile.evidence'), required: true }]}
          act={async ({ reason = '', document = '' }, key) => {
            await answer(api.POST('/api/v1/societies/{id}/records/{record}/contests', { params: { path: { id: society, record: record.id }, header: keyed(key) }, body: { reason, document } }));
            await refresh();
          }}
        />
      )}
    </li>
  );
}

/** Until when the office answers; a year that was not announced is named. */
function ContestDue({ contest: { dueAt, dueUnknown } }: { contest: Schemas['Contest'] }) {
  if (dueAt !== null) return <p className="quiet">{say('contest.due', { due: sayDeadline(dueAt) })}</p>;
  return dueUnknown === null ? null : <p className="quiet">{say('contest.dueUnknown', { year: dueUnknown.year })}</p>;
}

export function ContestLine({ contest, children }: { contest: Schemas['Contest']; children?: React.ReactNode }) {
  return (
    <li className="line">
      <div>
        <StatusTag group="contest" state={contest.state} /> {contest.overdue && <StatusTag group="contest" state="overdue" />} <strong>{contest.society.name}</strong> · {sayInstant(contest.raisedAt)}
        {contest.state === 'open' && <ContestDue contest={contest} />}
        <p>{contest.reason}{inBrackets(contest.document)}</p>
        {contest.answer !== null && <p>{say('profile.answer')}{say('mark.colon')}{contest.answer}</p>}
      </div>
      {children}
    </li>
  );
}
