/** An auditor's own list: which projects, where each stands, until when; what is overdue first. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useNow } from '../../app/session.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Loaded, Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayDeadline, sayInstant, sayLeft } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Item = Schemas['ProjectAuditItem'];
const STATES: Item['state'][] = ['upcoming', 'open', 'done', 'skipped'];

export function AuditsPage() {
  const { state: wanted } = useSearch({ from: '/audits' });
  const navigate = useNavigate();
  const now = useNow();
  const audits = useQuery({ queryKey: ['audits'], refetchInterval: 60_000, queryFn: () => answer(api.GET('/api/v1/audits')) });
  const state = STATES.find((one) => one === wanted);
  const rows = (audits.data?.items ?? []).filter((one) => state === undefined || one.state === state);
  const columns: Column<Item>[] = [
    { key: 'society', title: say('common.society'), show: (row) => (row.id === null ? <Link to="/projects/$id" params={{ id: row.project.id }}>{row.society.name}</Link> : <Link to="/audits/$id" params={{ id: String(row.id) }}>{row.society.name}</Link>) },
    { key: 'number', title: say('results.number'), show: (row) => row.project.number },
    { key: 'year', title: say('audits.year'), number: true, show: (row) => row.year ?? '' },
    { key: 'state', title: say('common.state'), show: (row) => <AuditTag item={row} /> },
    { key: 'next', title: say('audits.next'), show: (row) => (row.waitsFor === null ? '' : <>{bilingual(row.waitsFor.name)} · {row.waitsFor.yours ? <strong>{say('audits.yours')}</strong> : sayState('role', row.waitsFor.role)}</>) },
    { key: 'due', title: say('audits.due'), show: (row) => (row.waitsFor !== null ? <>{sayDeadline(row.waitsFor.dueAt)} · <strong>{sayLeft(row.waitsFor.dueAt, now)}</strong></> : row.doneAt === null ? '' : sayInstant(row.doneAt)) },
  ];
  return (
    <Page title={say('nav.audits')} lead={audits.data !== undefined && <p className="sentence">{sentence(audits.data.items)}</p>} acts={<ExportRows name="audits" rows={rows.map(({ project, society, year, state: of, waitsFor }) => ({ number: project.number, code: society.code, name: society.name, year, state: of, next: waitsFor === null ? '' : bilingual(waitsFor.name), due: waitsFor?.dueAt ?? '' }))} />}>
      <div className="filters no-print"><label>{say('common.state')} <select className="select slim" value={state ?? ''} onChange={({ target }) => void navigate({ to: '/audits', search: { state: target.value === '' ? undefined : target.value } })}><option value="">{say('common.all')}</option>{STATES.map((one) => <option key={one} value={one}>{sayState('audit', one)}</option>)}</select></label></div>
      <Loaded query={audits}>{() => <Rows label={say('nav.audits')} rows={rows} columns={columns} rowKey={(row) => `${row.project.id} ${row.id ?? ''}`} empty={<Nothing text={say('audits.none')} />} />}</Loaded>
    </Page>
  );
}

function sentence(items: readonly Item[]): string {
  const mine = items.filter(({ waitsFor }) => waitsFor?.yours === true);
  const overdue = items.filter(({ waitsFor }) => waitsFor?.overdue === true).length;
  return say('audits.standing', { count: items.length, open: items.filter(({ state }) => state === 'open').length, mine: mine.length, overdue });
}

export const AuditTag = ({ item: { state, waitsFor } }: { item: Pick<Item, 'state' | 'waitsFor'> }) => (waitsFor?.overdue === true ? <StatusTag group="audit" state="overdue" tone="bad" /> : <StatusTag group="audit" state={state} tone={state === 'upcoming' ? 'off' : undefined} />);
