import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Row = Schemas['Mail'];
const STATES: Row['state'][] = ['queued', 'sent', 'failed', 'cancelled'];

export function MailPage() {
  const { id } = useParams({ from: '/w/rounds/$id/mail' });
  const { state } = useSearch({ from: '/w/rounds/$id/mail' });
  const navigate = useNavigate();
  const wanted = STATES.find((one) => one === state);
  const list = usePages<Row>(['mails', id, wanted], ({ cursor }) => answer(api.GET('/api/v1/mails', { params: { query: { roundId: id, state: wanted, cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'at', title: say('mail.queuedAt'), show: (row) => sayInstant(row.queuedAt) },
    { key: 'society', title: say('common.society'), show: (row) => row.society?.name ?? '' },
    { key: 'recipient', title: say('mail.recipient'), show: (row) => row.recipient ?? say('mail.confidential') },
    { key: 'subject', title: say('mail.subject'), show: (row) => row.subject ?? `${row.template} ${row.wave ?? ''}` },
    { key: 'state', title: say('common.state'), show: (row) => <><StatusTag group="mail" state={row.state} /> {row.problem}</> },
  ];
  return (
    <RoundPage id={id} word="round.mail">{() => (
      <>
        <div className="filters no-print"><label>{say('common.state')} <select className="select slim" value={wanted ?? ''} onChange={({ target }) => void navigate({ to: '/w/rounds/$id/mail', params: { id }, search: { state: target.value === '' ? undefined : target.value } })}><option value="">{say('common.all')}</option>{STATES.map((one) => <option key={one} value={one}>{sayState('mail', one)}</option>)}</select></label></div>
        <PagedRows list={list} label={say('round.mail')} columns={columns} rowKey={(row) => row.id} details={(row) => <div className="letter">{row.body ?? say('mail.notYet')}</div>} />
      </>
    )}</RoundPage>
  );
}
