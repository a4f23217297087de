import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { answer, api, keyed, newKey, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Nothing, Page, Section } from '../../parts/page.js';
import { pastedCells } from '../../parts/form/values.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { say } from '../../words/say.js';

type Row = Schemas['Society'];

export function SocietiesPage() {
  const { search } = useSearch({ from: '/w/societies' });
  const navigate = useNavigate();
  const may = useMay();
  const list = usePages<Row>(['societies', search], (cursor) => answer(api.GET('/api/v1/societies', { params: { query: { search, cursor, limit: 100 } } })));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Row>[] = [
    { key: 'code', title: say('common.code') },
    { key: 'name', title: say('common.society'), show: (row) => <Link to="/w/societies/$id" params={{ id: row.id }}>{row.name}</Link> },
    { key: 'disciplineGroup', title: say('common.group') }, { key: 'contact', title: say('society.contact') }, { key: 'email', title: say('society.email') },
    { key: 'status', title: say('common.state'), show: ({ status, mergedInto }) => <><StatusTag group="society" state={status} />{mergedInto !== null && <> <Link to="/w/societies/$id" params={{ id: mergedInto.id }}>{say('merge.into', { name: mergedInto.name })}</Link></>}</> },
  ];
  return (
    <Page title={say('nav.societies')} acts={<><ExportRows name="societies" rows={rows.map(({ code, name, disciplineGroup, contact, email, status }) => ({ code, name, disciplineGroup, contact, email, status }))} />{may('society.manage') && <><ImportMany /><NewSociety /></>}</>}>
      <div className="filters no-print"><label>{say('common.search')} <Input.Search allowClear defaultValue={search} onSearch={(value) => void navigate({ to: '/w/societies', search: { search: value.trim() === '' ? undefined : value.trim() } })} /></label></div>
      {may('society.record') && <Disputed />}
      <PagedRows query={list} label={say('nav.societies')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('societies.none')} />} />
    </Page>
  );
}

function NewSociety() {
  const refresh = useRefresh();
  return (
    <Act
      name={say('societies.new')} primary
      fields={[{ key: 'code', label: say('common.code'), required: true }, { key: 'name', label: say('common.name'), required: true }, { key: 'disciplineGroup', label: say('common.group'), hint: say('societies.groupHint'), required: true }, { key: 'email', label: say('society.email'), kind: 'email', required: true }, { key: 'contact', label: say('society.contact') }, { key: 'phone', label: say('society.phone') }]}
      act={async ({ code = '', name = '', disciplineGroup = '', email = '', contact = '', phone = '' }, key) => { await answer(api.POST('/api/v1/societies', { params: { header: keyed(key) }, body: { code, name, disciplineGroup, email, contact, phone, authority: 'CAST' } })); await refresh(); }}
    />
  );
}

/** Rows as they are copied from a spreadsheet. */
function ImportMany() {
  const refresh = useRefresh();
  const read = (text: string) => (pastedCells(text) ?? [[text]]).map(([code = '', name = '', disciplineGroup = '', email = '', contact = '', phone = '']) => ({ code: code.trim(), name: name.trim(), disciplineGroup: disciplineGroup.trim(), email: email.trim(), contact: contact.trim(), phone: phone.trim(), authority: 'CAST' as const, records: [] }));
  return (
    <Act
      name={say('societies.import')} consequence={say('societies.importHint')} fields={[{ key: 'rows', label: say('societies.rows'), kind: 'lines', required: true }]}
      preview={async ({ rows = '' }) => Promise.resolve(<p>{say('societies.wouldImport', { count: read(rows).length, names: read(rows).slice(0, 5).map(({ name }) => name).join('、') })}</p>)}
      act={async ({ rows = '' }) => { await answer(api.POST('/api/v1/societies/import', { params: { header: keyed(newKey()) }, body: { societies: read(rows) } })); await refresh(); }}
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
            fields={[{ key: 'society', label: say('shared.whose'), kind: 'choice', required: true, value: one.societyId ?? '-', options: [{ value: '-', label: say('shared.none') }, ...(societies.data?.items ?? []).map(({ id, name, code }) => ({ value: id, label: `${name}（${code}）` }))] }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
            act={async ({ society = '', reason = '' }, key) => { await answer(api.POST('/api/v1/societies/records/disputed/{id}/decision', { params: { path: { id: one.id }, header: keyed(key) }, body: { societyId: society === '-' ? null : society, reason } })); await refresh(); }}
          />
        </li>
      ))}</ul>
    </Section>
  );
}
