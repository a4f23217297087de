import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant, sayMoney } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Row = Schemas['ProjectSummary'];
const STATES: Row['status'][] = ['awarded', 'running', 'terminated', 'accepted', 'failed', 'revoked'];

export function ProjectsPage() {
  const { round, status } = useSearch({ from: '/w/projects' });
  const navigate = useNavigate();
  const may = useMay();
  const state = STATES.find((one) => one === status);
  const list = usePages(['projects', round, state], ({ cursor, sort }) => answer(api.GET('/api/v1/projects', { params: { query: { roundId: round, status: state, cursor, sort, limit: 100 } } })), { sorts: ['number', 'society', 'tier', 'amount', 'status'] });
  const columns: Column<Row>[] = [
    { key: 'number', title: say('results.number'), show: (row) => <Link to="/projects/$id" params={{ id: row.id }}>{row.number}</Link> },
    { key: 'society', title: say('common.society'), show: (row) => row.society.name },
    { key: 'tier', title: say('common.tier'), show: (row) => bilingual(row.tierName) },
    { key: 'amount', title: say('common.amount'), number: true, show: (row) => sayMoney(row.amountCents) },
    { key: 'status', title: say('common.state'), show: (row) => <StatusTag group="project" state={row.status} /> },
    { key: 'openTasks', title: say('projects.openTasks'), number: true },
    { key: 'signed', title: say('projects.signedAt'), show: (row) => (row.signedAt === null ? '' : sayInstant(row.signedAt)) },
  ];
  return (
    <Page title={say('nav.projects')} acts={<><ExportRows name="projects" rows={async () => (await list.all()).map(({ number, society, tier, amountCents, status: of }) => ({ number, code: society.code, name: society.name, tier, amount: amountCents / 100, status: of }))} />{may('auditor.appoint') && round !== undefined && <Appoint round={round} list={list} />}</>}>
      <div className="filters no-print"><label>{say('common.state')} <select className="select slim" value={state ?? ''} onChange={({ target }) => void navigate({ to: '/w/projects', search: { round, status: target.value === '' ? undefined : target.value } })}><option value="">{say('common.all')}</option>{STATES.map((one) => <option key={one} value={one}>{sayState('project', one)}</option>)}</select></label></div>
      <PagedRows list={list} label={say('nav.projects')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('projects.none')} />} />
    </Page>
  );
}

/** All that the filter finds are given to one auditor. */
function Appoint({ round, list: { total, all } }: { round: string; list: { total: number; all: () => Promise<Row[]> } }) {
  const refresh = useRefresh();
  const auditors = useQuery({ queryKey: ['auditors', round], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/auditors', { params: { path: { id: round } } })) });
  return (
    <Act
      name={say('projects.appoint', { count: total })} disabled={total === 0} preview={async () => <p>{(await all()).map(({ society }) => society.name).join(say('mark.list'))}</p>}
      fields={[
        { key: 'account', label: say('role.auditor'), kind: 'choice', required: true, options: (auditors.data?.items ?? []).map(({ accountId, name }) => ({ value: accountId, label: name })) },
        { key: 'body', label: say('projects.body'), required: true }, { key: 'agreement', label: say('projects.agreement'), required: true }, { key: 'independence', label: say('projects.independence'), kind: 'lines', required: true },
      ]}
      act={async ({ account = '', body = '', agreement = '', independence = '' }, key) => {
        const projectIds = (await all()).map(({ id }) => id);
        await answer(api.POST('/api/v1/rounds/{id}/auditors', { params: { path: { id: round }, header: keyed(key) }, body: { accountId: account, body, agreement, independence, projectIds } }));
        await refresh();
      }}
    />
  );
}
