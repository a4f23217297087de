import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { answer, api, type Schemas } from '../../app/api.js';
import { useMay } from '../../app/session.js';
import { Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Row = Schemas['RoundSummary'];

export function RoundsPage() {
  const may = useMay();
  const rounds = usePages<Row>(['rounds', 'list'], ({ cursor }) => answer(api.GET('/api/v1/rounds', { params: { query: { cursor, limit: 100 } } })));
  const begin = may('round.launch') ? <Link to="/w/rounds/new"><Button type="primary">{say('rounds.new')}</Button></Link> : undefined;
  const columns: Column<Row>[] = [
    { key: 'name', title: say('common.round'), show: (row) => <Link to="/w/rounds/$id" params={{ id: row.id }}>{row.name}</Link> },
    { key: 'programme', title: say('nav.programmes'), show: ({ programme }) => `${bilingual(programme.name)} v${programme.version}` },
    { key: 'authority', title: say('rounds.authority'), show: ({ authority }) => sayState('authority', authority) },
    { key: 'status', title: say('common.state'), show: ({ status }) => <StatusTag group="round" state={status} /> },
    { key: 'launched', title: say('rounds.launchedAt'), show: ({ launchedAt }) => (launchedAt === null ? '' : sayInstant(launchedAt)) },
  ];
  return <Page title={say('nav.rounds')} acts={begin}><PagedRows list={rounds} label={say('nav.rounds')} columns={columns} rowKey={({ id }) => id} empty={<Nothing text={say('today.noRounds')} next={begin} />} /></Page>;
}
