import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Checkbox } from 'antd';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useNames } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { BulkAct } from '../../parts/bulk-act.js';
import { Nothing } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';
import { RoundPage, useRound } from './round-tabs.js';

type Row = Schemas['ApplicationSummary'];
const STATES: Row['status'][] = ['submitted', 'correcting', 'accepted', 'notAccepted', 'withdrawn', 'cancelled'];

export function ApplicationsPage() {
  const { id } = useParams({ from: '/w/rounds/$id/applications' });
  const { status } = useSearch({ from: '/w/rounds/$id/applications' });
  const navigate = useNavigate();
  const may = useMay();
  const round = useRound(id);
  const names = useNames(round.data?.programme.versionId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const state = STATES.find((one) => one === status);
  const list = usePages(['applications', id, state], ({ cursor, sort }) => answer(api.GET('/api/v1/rounds/{id}/applications', { params: { path: { id }, query: { cursor, sort, status: state, limit: 100 } } })), { sorts: ['code', 'name', 'disciplineGroup', 'status', 'submittedAt'] });
  const { rows } = list;
  const decidable = list.total > rows.length || rows.some((row) => row.status === 'submitted');
  const toggle = (row: Row): void => setChosen((before) => {
    const next = new Set(before);
    if (!next.delete(row.id)) next.add(row.id);
    return next;
  });
  const columns: Column<Row>[] = [
    ...(may('application.decide') ? [{ key: 'choose', title: '', show: (row: Row) => (row.status === 'submitted' ? <Checkbox aria-label={say('applications.choose', { name: row.society.name })} checked={chosen.has(row.id)} onChange={() => toggle(row)} /> : null) }] : []),
    { key: 'name', title: say('common.society'), show: (row) => <Link to="/w/applications/$id" params={{ id: row.id }}>{row.society.name}</Link> },
    { key: 'code', title: say('common.code'), show: (row) => row.society.code },
    { key: 'disciplineGroup', title: say('common.group'), show: (row) => names.group(row.society.disciplineGroup) },
    { key: 'status', title: say('common.state'), show: (row) => <StatusTag group="application" state={row.status} /> },
    { key: 'eligibility', title: say('selfCheck.title'), show: (row) => (row.eligibility === null ? '' : <StatusTag group="eligibility" state={row.eligibility} />) },
    { key: 'submittedAt', title: say('applications.at'), show: (row) => sayInstant(row.submittedAt) },
  ];
  return (
    <RoundPage id={id} word="round.applications">{() => (
      <>
        <div className="filters no-print">
          <label>{say('common.state')} <select className="select slim" value={state ?? ''} onChange={({ target }) => { setChosen(new Set()); void navigate({ to: '/w/rounds/$id/applications', params: { id }, search: { status: target.value === '' ? undefined : target.value } }); }}>
            <option value="">{say('common.all')}</option>{STATES.map((one) => <option key={one} value={one}>{sayState('application', one)}</option>)}
          </select></label>
          {may('application.decide') && decidable && <AcceptMany round={id} chosen={chosen} />}
        </div>
        <PagedRows list={list} label={say('round.applications')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('applications.none')} />} />
      </>
    )}</RoundPage>
  );
}

/** Accepts those who were marked, or, if nobody was, all of the round whose eligibility is clear; each by its own decision. */
function AcceptMany({ round, chosen }: { round: string; chosen: ReadonlySet<string> }) {
  const body = { roundId: round, ...(chosen.size > 0 ? { applicationIds: [...chosen] } : {}) };
  return (
    <BulkAct
      name={chosen.size > 0 ? say('applications.acceptMany', { count: chosen.size }) : say('applications.acceptAll')} hint={say('applications.acceptManyHint')}
      preview={() => answer(api.POST('/api/v1/jobs/accept-applications/preview', { body }))}
      start={(_, key) => answer(api.POST('/api/v1/jobs/accept-applications', { params: { header: keyed(key) }, body }))}
    />
  );
}
