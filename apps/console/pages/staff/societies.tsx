import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useGroups } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Nothing, Page, Section } from '../../parts/page.js';
import { pastedCells } from '../../parts/form/values.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { inBrackets, say, sayState } from '../../words/say.js';

type Row = Schemas['Society'];

export function SocietiesPage() {
  const { search } = useSearch({ from: '/w/societies' });
  const navigate = useNavigate();
  const may = useMay();
  const groups = useGroups();
  const list = usePages(['societies', search], ({ cursor, sort }) => answer(api.GET('/api/v1/societies', { params: { query: { search, cursor, sort, limit: 100 } } })), { sorts: ['code', 'name', 'disciplineGroup', 'contact', 'status'] });
  const columns: Column<Row>[] = [
    { key: 'code', title: say('common.code') },
    { key: 'name', title: say('common.society'), show: (row) => <Link to="/w/societies/$id" params={{ id: row.id }}>{row.name}</Link> },
    { key: 'disciplineGroup', title: say('common.group'), show: (row) => groups.name(row.disciplineGroup) }, { key: 'contact', title: say('society.contact') }, { key: 'email', title: say('society.email') },
    { key: 'status', title: say('common.state'), show: ({ status, mergedInto }) => <><StatusTag group="society" state={status} />{mergedInto !== null && <> <Link to="/w/societies/$id" params={{ id: mergedInto.id }}>{say('merge.into', { name: mergedInto.name })}</Link></>}</> },
  ];
  return (
    <Page title={say('nav.societies')} acts={<><ExportRows name="societies" rows={async () => (await list.all()).map(({ code, name, disciplineGroup, contact, email, status }) => ({ code, name, group: groups.name(disciplineGroup), contact, email, status }))} />{may('society.manage') && <><ImportMany /><NewSociety /></>}</>}>
      <div className="filters no-print"><label>{say('common.search')} <Input.Search allowClear defaultValue={search} onSearch={(value) => void navigate({ to: '/w/societies', search: { search: value.trim() === '' ? undefined : value.trim() } })} /></label></div>
      {may('society.record') && <Disputed />}
      <PagedRows list={list} label={say('nav.societies')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('societies.none')} />} />
    </Page>
  );
}

function NewSociety() {
  const refresh = useRefresh();
  const groups = useGroups();
  return (
    <Act
      name={say('societies.new')} primary
      fields={[{ key: 'code', label: say('common.code'), required: true }, { key: 'name', label: say('common.name'), required: true }, { key: 'disciplineGroup', label: say('common.group'), kind: 'choice', options: groups.options, required: true }, { key: 'email', label: say('society.email'), kind: 'email', required: true }, { key: 'contact', label: say('society.contact') }, { key: 'phone', label: say('society.phone') }, authorityField()]}
      act={async ({ code = '', name = '', disciplineGroup = '', email = '', contact = '', phone = '', authority }, key) => { await answer(api.POST('/api/v1/societies', { params: { header: keyed(key) }, body: { code, name, disciplineGroup, email, contact, phone, authority: authorityOf(authority) } })); await refresh(); }}
    />
  );
}

const AUTHORITIES = ['CAST', 'WHAST'] as const;
const authorityOf = (chosen: string | undefined) => AUTHORITIES.find((one) => one === chosen) ?? 'CAST';
const authorityField = () => ({ key: 'authority', label: say('rounds.authority'), kind: 'choice' as const, required: true, value: 'CAST', options: AUTHORITIES.map((value) => ({ value, label: sayState('authority', value) })) });

/** Rows as they are copied from a spreadsheet. */
function ImportMany() {
  const refresh = useRefresh();
  const groups = useGroups();
  const read = (text: string, authority: 'CAST' | 'WHAST' = 'CAST') => (pastedCells(text) ?? [[text]]).map(([code = '', name = '', disciplineGroup = '', email = '', contact = '', phone = '']) => ({ code: code.trim(), name: name.trim(), disciplineGroup: groups.keyOf(disciplineGroup), email: email.trim(), contact: contact.trim(), phone: phone.trim(), authority, records: [] }));
  return (
    <Act
      name={say('societies.import')} consequence={say('societies.importHint')} fields={[{ key: 'rows', label: say('societies.rows'), kind: 'lines', required: true }, authorityField()]}
      preview={async ({ rows = '' }) => Promise.resolve(<p>{say('societies.wouldImport', { count: read(rows).length, names: read(rows).slice(0, 5).map(({ name }) => name).join(say('mark.list')) })}</p>)}
      act={async ({ rows = '', authority }, key) => { await answer(api.POST('/api/v1/societies/import', { params: { header: keyed(key) }, body: { societies: read(rows, authorityOf(authority)) } })); await refresh(); }}
    />
  );
}

/** What the Ministry has shared and nobody could be found for by credit code and name: a person says whose it is (004 §5.1). */
function Disputed() {
  const refresh = useRefresh();
  const disputed = useQuery({ queryKey: ['disputed'], queryFn: () => answer(api.GET('/api/v1/societies/records/disputed')) });
  const societies = useQuery({ queryKey: ['societies', 'all'], enabled: (disputed.data?.items.length ?? 0) > 0, queryFn: () => answer(api.GET('/api/v1/societies', { params: { query: { limit: 200 } } })) });
  const items = disputed.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={say('shared.title')}>
      <ul className="lines">{items.map((one) => (
        <li className="line" key={one.id}>
          <div><p><strong>{one.name}</strong> · {one.creditCode}</p><p className="quiet">{one.message}</p></div>
          <Act
            name={say('shared.match')}
            fields={[{ key: 'society', label: say('shared.whose'), kind: 'choice', required: true, value: one.societyId ?? '-', options: [{ value: '-', label: say('shared.none') }, ...(societies.data?.items ?? []).map(({ id, name, code }) => ({ value: id, label: `${name}${inBrackets(code)}` }))] }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
            act={async ({ society = '', reason = '' }, key) => { await answer(api.POST('/api/v1/societies/records/disputed/{id}/decision', { params: { path: { id: one.id }, header: keyed(key) }, body: { societyId: society === '-' ? null : society, reason } })); await refresh(); }}
          />
        </li>
      ))}</ul>
    </Section>
  );
}
