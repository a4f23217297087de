import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant, sayMoney } from '../../words/dates.js';
import { say } from '../../words/say.js';

type Row = Schemas['SanctionSummary'];

export function SanctionsPage() {
  const list = usePages<Row>(['sanctions'], ({ cursor }) => answer(api.GET('/api/v1/sanctions', { params: { query: { cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'society', title: say('common.society'), show: (row) => <Link to="/sanctions/$id" params={{ id: row.id }}>{row.society.name}</Link> }, { key: 'roundName', title: say('common.round') },
    { key: 'state', title: say('common.state'), show: (row) => <StatusTag group="sanction" state={row.state} /> }, { key: 'found', title: say('sanctions.foundAt'), show: (row) => sayInstant(row.foundAt) },
    { key: 'claim', title: say('sanctions.claim'), number: true, show: (row) => sayMoney(row.claimCents) }, { key: 'out', title: say('sanctions.outstanding'), number: true, show: (row) => sayMoney(row.outstandingCents) },
  ];
  return <Page title={say('nav.sanctions')}><PagedRows list={list} label={say('nav.sanctions')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('sanctions.none')} />} /></Page>;
}
