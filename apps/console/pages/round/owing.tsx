/** Which societies have not handed in what, the next due first; what came on paper is entered from here. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useMay, useNow } from '../../app/session.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Nothing } from '../../parts/page.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayDeadline, sayLeft } from '../../words/dates.js';
import { taskTitle } from '../../parts/task-line.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Row = Schemas['Task'];

export function OwingPage() {
  const { id } = useParams({ from: '/w/rounds/$id/owing' });
  const { kind } = useSearch({ from: '/w/rounds/$id/owing' });
  const navigate = useNavigate();
  const may = useMay();
  const now = useNow();
  const list = usePages<Row>(['owing', id, kind], ({ cursor }) => answer(api.GET('/api/v1/tasks', { params: { query: { whose: 'all', state: 'open', role: 'society', roundId: id, kind, cursor, limit: 100 } } })));
  const kinds = [...new Map(list.rows.map((row) => [row.kind, bilingual(row.name)])).entries()];
  const columns: Column<Row>[] = [
    { key: 'societyName', title: say('common.society'), show: (row) => <Link to="/w/societies/$id" params={{ id: row.societyId ?? '' }}>{row.societyName}</Link> },
    { key: 'societyCode', title: say('common.code') },
    { key: 'name', title: say('owing.task'), show: (row) => taskTitle(row) },
    { key: 'dueAt', title: say('owing.due'), show: (row) => `${sayDeadline(row.dueAt)}${row.extended ? ` · ${say('owing.extended')}` : ''}${row.suspended ? ` · ${say('home.suspended')}` : ''}` },
    { key: 'left', title: say('owing.left'), show: (row) => sayLeft(row.dueAt, now) },
    { key: 'written', title: say('owing.written'), show: (row) => say(written(row)) },
    ...(may('paper.enter') ? [{ key: 'act', title: say('owing.act'), show: (row: Row) => <Link to="/w/tasks/$id/paper" params={{ id: row.id }} aria-label={say('paper.of', { society: row.societyName ?? '' })}>{say('paper.title')}</Link> }] : []),
  ];
  return (
    <RoundPage id={id} word="round.owing">{() => (
      <>
        <p>{say('owing.lead')}</p>
        <div className="filters no-print">
          <label>{say('owing.task')} <select className="select slim" value={kind ?? ''} onChange={({ target }) => void navigate({ to: '/w/rounds/$id/owing', params: { id }, search: { kind: target.value === '' ? undefined : target.value } })}>
            <option value="">{say('common.all')}</option>{kinds.map(([key, name]) => <option key={key} value={key}>{name}</option>)}
          </select></label>
          <ExportRows name="owing" rows={async () => (await list.all()).map((row) => ({ code: row.societyCode ?? '', society: row.societyName ?? '', task: taskTitle(row), due: row.dueAt, state: say(written(row)) }))} />
        </div>
        <PagedRows list={list} label={say('round.owing')} columns={columns} rowKey={(row) => row.id} empty={<Nothing text={say('owing.none')} />} />
      </>
    )}</RoundPage>
  );
}

const written = ({ draftComplete }: Row) => (draftComplete === null ? 'owing.nothing' : draftComplete ? 'owing.complete' : 'owing.begun');
