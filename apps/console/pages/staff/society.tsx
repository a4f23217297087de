/** A society as the office knows it: facts with their source, contests to be answered, sanctions. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { answer, api, ifMatch, keyed, type Schemas } from '../../app/api.js';
import { actAs } from '../../app/acting.js';
import { useRefresh } from '../../app/acts.js';
import { useGroups } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act, type ActField, type Entered } from '../../parts/act.js';
import { factSource, factText } from '../../parts/eligibility-shown.js';
import { Facts, Loaded, Nothing, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { taskTitle } from '../../parts/task-line.js';
import { sayDeadline } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';
import { ContestLine } from '../society/profile.js';
import { FACT_KINDS, factOf } from './fact-entry.js';
import { Merges } from './merge.js';

export function SocietyPage() {
  const { id } = useParams({ from: '/w/societies/$id' });
  const may = useMay();
  const groups = useGroups();
  const path = { id };
  const society = useQuery({ queryKey: ['society', id], queryFn: () => answer(api.GET('/api/v1/societies/{id}', { params: { path } })) });
  const records = useQuery({ queryKey: ['records', id], queryFn: () => answer(api.GET('/api/v1/societies/{id}/records', { params: { path } })) });
  const contests = useQuery({ queryKey: ['contests', id], queryFn: () => answer(api.GET('/api/v1/contests', { params: { query: { societyId: id, limit: 100 } } })) });
  const sanctions = useQuery({ queryKey: ['sanctions', id], enabled: may('sanction.read'), queryFn: () => answer(api.GET('/api/v1/sanctions', { params: { query: { societyId: id } } })) });
  return (
    <Loaded query={society}>{(data) => (
      <Page title={data.name} crumbs={[{ title: say('nav.societies'), to: '/w/societies' }, { title: data.code }]} acts={data.mergedInto === null && <Acts society={data} />}>
        {data.mergedInto !== null && <p className="notice">{say('merge.isDuplicate')} <Link to="/w/societies/$id" params={{ id: data.mergedInto.id }}>{data.mergedInto.name}{inBrackets(data.mergedInto.code)}</Link></p>}
        <Facts items={[[say('common.code'), data.code], [say('common.group'), groups.name(data.disciplineGroup)], [say('society.contact'), data.contact], [say('society.phone'), data.phone], [say('society.email'), data.email], [say('rounds.authority'), sayState('authority', data.authority)], [say('common.state'), <StatusTag key="s" group="society" state={data.status} />]]} />
        <Merges society={id} />
        {may('round.overview') && <Owing society={id} />}
        <Section title={say('profile.records')} acts={data.mergedInto === null && may('society.record') && <NewFact society={id} />}>
          <Loaded query={records}>{({ items }) => (items.length === 0 ? <Nothing text={say('profile.noRecords')} /> : <ul className="lines">{items.map((record) => <RecordLine key={record.id} society={id} record={record} />)}</ul>)}</Loaded>
        </Section>
        <Section title={say('profile.contests')}>
          <Loaded query={contests}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('profile.noContests')}</p> : <ul className="lines">{items.map((contest) => <ContestLine key={contest.id} contest={contest}>{contest.state === 'open' && may('fact.answer') && <AnswerContest id={contest.id} />}</ContestLine>)}</ul>)}</Loaded>
        </Section>
        {may('sanction.read') && <Section title={say('nav.sanctions')}><Loaded query={sanctions}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('sanctions.noneHere')}</p> : <ul className="lines">{items.map((one) => <li className="line" key={one.id}><Link to="/sanctions/$id" params={{ id: one.id }}>{one.roundName}</Link><StatusTag group="sanction" state={one.state} /></li>)}</ul>)}</Loaded></Section>}
      </Page>
    )}</Loaded>
  );
}

function Acts({ society }: { society: Schemas['Society'] }) {
  const may = useMay();
  const navigate = useNavigate();
  return (
    <>
      {may('society.viewAs') && <ViewAs society={society} />}
      {may('society.manage') && <Change society={society} />}
      {may('society.merge') && <Button onClick={() => void navigate({ to: '/w/societies/$id/merge', params: { id: society.id }, search: { search: society.name } })}>{say('merge.title')}</Button>}
      {may('sanction.open') && <OpenSanction society={society.id} />}
    </>
  );
}

/** What it has not handed in, in whatever round; what came on paper is entered from here. */
function Owing({ society }: { society: string }) {
  const may = useMay();
  const tasks = useQuery({ queryKey: ['owing', society], queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { whose: 'all', state: 'open', role: 'society', societyId: society, limit: 100 } } })) });
  return (
    <Section title={say('owing.ofSociety')}>
      <Loaded query={tasks}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('society.nothingOwed')}</p> : (
        <ul className="lines">{items.map((task) => (
          <li className="line" key={task.id}>
            <div><strong>{taskTitle(task)}</strong> <p className="quiet">{task.roundName} · {say('home.due', { due: sayDeadline(task.dueAt) })}</p></div>
            {may('paper.enter') && <Link to="/w/tasks/$id/paper" params={{ id: task.id }}>{say('paper.title')}</Link>}
          </li>
        ))}</ul>
      ))}</Loaded>
    </Section>
  );
}

/** What they see, as they see it; it is on record, and ends after a quarter of an hour. */
function ViewAs({ society }: { society: Schemas['Society'] }) {
  return (
    <Act
      name={say('viewing.begin')} consequence={say('viewing.hint')}
      act={async (_, key) => {
        const { name, token } = await answer(api.POST('/api/v1/societies/{id}/view', { params: { path: { id: society.id }, header: keyed(key) } }));
        actAs({ rehearsal: '', label: `/w/societies/${society.id}`, role: 'society', who: name, token });
      }}
    />
  );
}

function Change({ society }: { society: Schemas['Society'] }) {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Act
      name={say('societies.change')} fields={[{ key: 'name', label: say('common.name'), value: society.name, required: true }, { key: 'disciplineGroup', label: say('common.group'), kind: 'choice', options: groups.optionsWith(society.disciplineGroup), value: society.disciplineGroup, required: true }, { key: 'contact', label: say('society.contact'), value: society.contact }, { key: 'phone', label: say('society.phone'), value: society.phone }, { key: 'email', label: say('society.email'), kind: 'email', value: society.email, required: true }]}
      act={async (entered) => { await answer(api.PATCH('/api/v1/societies/{id}', { params: { path: { id: society.id }, header: ifMatch(society.version) }, body: entered })); await refresh(); }}
    />
  );
}

const factFields = (): ActField[] => [
  { key: 'kind', label: say('fact.kind'), kind: 'choice', required: true, options: FACT_KINDS.map((value) => ({ value, label: sayState('fact', value) })) },
  { key: 'value', label: say('fact.value'), hint: say('fact.valueHint'), required: true }, { key: 'from', label: say('fact.from'), kind: 'date' }, { key: 'to', label: say('fact.to'), kind: 'date' },
  { key: 'year', label: say('fact.year'), kind: 'number' }, { key: 'programme', label: say('fact.programme') }, { key: 'occurredOn', label: say('fact.occurredOn'), kind: 'date' }, { key: 'asOf', label: say('fact.asOf'), kind: 'date', required: true },
  { key: 'issuer', label: say('fact.issuer') }, { key: 'provision', label: say('fact.provision') }, { key: 'document', label: say('profile.evidence'), required: true },
];

function NewFact({ society }: { society: string }) {
  const refresh = useRefresh();
  return <Act name={say('fact.record')} primary fields={factFields()} act={async (entered, key) => { await answer(api.POST('/api/v1/societies/{id}/records', { params: { path: { id: society }, header: keyed(key) }, body: factOf(entered) })); await refresh(); }} />;
}

function RecordLine({ society, record }: { society: string; record: Schemas['SocietyRecord'] }) {
  const may = useMay();
  const refresh = useRefresh();
  const path = { id: society, record: record.id };
  return (
    <li className="line">
      <div>
        <strong>{sayState('fact', record.kind)}</strong> <StatusTag group="record" state={record.status} />
        <p>{factText(record.value)}</p>
        <p className="quiet">{factSource(sayState('authority', record.authority), record)} {record.provision}</p>
      </div>
      {record.status === 'active' && may('society.record') && (
        <span className="acts">
          <Act name={say('fact.correct')} size="small" consequence={say('fact.correctHint')} fields={factFields()} act={async (entered: Entered, key) => { await answer(api.POST('/api/v1/societies/{id}/records/{record}/corrections', { params: { path, header: keyed(key) }, body: factOf(entered) })); await refresh(); }} />
          <Act name={say('fact.withdraw')} size="small" danger consequence={say('fact.correctHint')} fields={[{ key: 'reason', label: say('common.reason'), required: true }]} act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/societies/{id}/records/{record}/withdrawal', { params: { path, header: keyed(key) }, body: { reason } })); await refresh(); }} />
        </span>
      )}
    </li>
  );
}

function AnswerContest({ id }: { id: string }) {
  const refresh = useRefresh();
  const send = async (body: Schemas['ContestAnswer'], key: string): Promise<void> => {
    await answer(api.POST('/api/v1/contests/{id}/answer', { params: { path: { id }, header: keyed(key) }, body }));
    await refresh();
  };
  const text: ActField = { key: 'answer', label: say('roundPublicity.reasoned'), kind: 'lines', required: true };
  return (
    <span className="acts">
      <Act name={say('contest.uphold')} fields={[text]} act={({ answer: given = '' }, key) => send({ decision: 'uphold', answer: given }, key)} />
      <Act name={say('contest.correct')} fields={[text, ...factFields()]} act={({ answer: given = '', ...entered }, key) => send({ decision: 'correct', answer: given, record: factOf(entered) }, key)} />
      <Act name={say('contest.withdraw')} danger fields={[text]} act={({ answer: given = '' }, key) => send({ decision: 'withdraw', answer: given }, key)} />
    </span>
  );
}

function OpenSanction({ society }: { society: string }) {
  const refresh = useRefresh();
  const rounds = useQuery({ queryKey: ['rounds', 'all'], queryFn: () => answer(api.GET('/api/v1/rounds', { params: { query: { limit: 50 } } })) });
  return (
    <Act
      name={say('sanctions.open')} danger consequence={say('sanctions.openHint')} fields={[{ key: 'round', label: say('common.round'), kind: 'choice', required: true, options: (rounds.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })) }, { key: 'finding', label: say('sanctions.finding'), kind: 'lines', required: true }, { key: 'evidence', label: say('profile.evidence'), kind: 'lines', required: true }]}
      act={async ({ round = '', finding = '', evidence = '' }, key) => { await answer(api.POST('/api/v1/sanctions', { params: { header: keyed(key) }, body: { roundId: round, societyId: society, finding, evidence } })); await refresh(); }}
    />
  );
}
