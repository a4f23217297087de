/** The record of who did what, the newest first or one stream, and whether it is unbroken. */
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { actor } from '../../app/acting.js';
import { answer, api, type Schemas } from '../../app/api.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayAction } from '../../words/actions.js';
import { sayInstant } from '../../words/dates.js';
import { isRecordId } from '../../words/record-id.js';
import { say, sayState } from '../../words/say.js';

type Row = Schemas['AuditItem'];

export function AuditPage() {
  const { stream } = useSearch({ from: '/x/audit' });
  const navigate = useNavigate();
  const verify = useMutation({ mutationFn: () => answer(api.GET('/api/v1/audit/verification', { params: { query: {} } })) });
  const list = usePages<Row>(['audit', stream], ({ cursor }) => answer(api.GET('/api/v1/audit', { params: { query: { stream, cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'at', title: say('common.at'), show: (row) => sayInstant(row.at) }, { key: 'who', title: say('audit.who'), show: (row) => row.actorName ?? say(row.actor === 'system' ? 'round.system' : 'audit.elsewhere') },
    { key: 'action', title: say('audit.action'), show: (row) => sayAction(row.action) },
    { key: 'stream', title: say('audit.streamName'), show: (row) => <><Link to="/x/audit" search={{ stream: row.stream }}><Stream of={row.stream} /></Link> #{row.n}</> }, { key: 'hash', title: say('audit.hash'), show: (row) => <code>{row.hash.slice(0, 12)}</code> },
  ];
  return (
    <Page title={say('nav.audit')} lead={actor() !== undefined && <p>{say('audit.realTime')}</p>}>
      <Section title={say('audit.verification')} acts={<Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>{say('audit.verify')}</Button>}>
        <Refusal error={verify.error} />
        {verify.data !== undefined && (
          <div role="status" className={verify.data.ok ? 'notice good' : 'notice'}>
            <p><strong>{verify.data.message}</strong></p><p>{say('audit.counts', { streams: verify.data.streams, entries: verify.data.entries, anchors: verify.data.anchors })}</p>
            {verify.data.brokenStreams.map((one) => <p className="bad" key={`${one.stream}-${one.n}`}>{one.stream} #{one.n} {one.problem}</p>)}
          </div>
        )}
      </Section>
      <Section title={say('audit.stream')} acts={<ExportRows name="audit" rows={async () => (await list.all()).map(({ stream: of, n, at, actor, actorName, action, hash }) => ({ stream: of, n, at, actor: actorName ?? actor, action, hash }))} />}>
        <div className="filters no-print"><label>{say('audit.streamName')} <Input.Search key={stream} allowClear placeholder="round/… society/… identity/…" defaultValue={stream} onSearch={(value) => void navigate({ to: '/x/audit', search: { stream: value.trim() === '' ? undefined : value.trim() } })} /></label></div>
        <PagedRows list={list} label={say('audit.stream')} columns={columns} rowKey={(row) => `${row.stream} ${row.n}`} details={(row) => <pre>{JSON.stringify({ action: row.action, ...row.body }, null, 2)}</pre>} />
      </Section>
    </Page>
  );
}

/** What it is about, and as much of its number as tells two apart; the whole of it is in the address and in the export. */
function Stream({ of }: { of: string }) {
  const [kind = '', id = ''] = of.split('/');
  return <>{sayState('stream', kind)} <code>{isRecordId(id) ? id.slice(0, 8) : id}</code></>;
}
