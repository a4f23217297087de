/** Letters that went out or could not, with their text; of one round, or of all. */
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../app/api.js';
import { sayInstant } from '../words/dates.js';
import { say, sayState } from '../words/say.js';
import { StatusTag } from './status-tag.js';
import { type Column, PagedRows, usePages } from './table.js';

type Row = Schemas['Mail'];
const STATES: Row['state'][] = ['queued', 'sent', 'failed', 'cancelled'];

interface MailListProps {
  roundId?: string;
  recipient?: string | undefined;
  /** As the address says it. */
  state: string | undefined;
  choose: (state: string | undefined) => void;
}

export function MailList({ roundId, recipient, state, choose }: MailListProps) {
  const wanted = STATES.find((one) => one === state);
  const list = usePages<Row>(['mails', roundId, recipient, wanted], ({ cursor }) => answer(api.GET('/api/v1/mails', { params: { query: { roundId, recipient, state: wanted, cursor, limit: 100 } } })));
  const columns: Column<Row>[] = [
    { key: 'at', title: say('mail.queuedAt'), show: (row) => sayInstant(row.queuedAt) },
    ...(roundId === undefined ? [{ key: 'round', title: say('common.round'), show: ({ round }: Row) => (round === null ? '' : <Link to="/w/rounds/$id/mail" params={{ id: round.id }}>{round.name}</Link>) }] : []),
    { key: 'society', title: say('common.society'), show: ({ society }) => (society === null ? '' : <Link to="/w/societies/$id" params={{ id: society.id }}>{society.name}</Link>) },
    { key: 'recipient', title: say('mail.recipient'), show: (row) => row.recipient ?? say('mail.confidential') },
    { key: 'subject', title: say('mail.subject'), show: (row) => row.subject ?? `${row.template} ${row.wave ?? ''}` },
    { key: 'state', title: say('common.state'), show: (row) => <><StatusTag group="mail" state={row.state} /> {row.problem}</> },
  ];
  return (
    <>
      <div className="filters no-print"><label>{say('common.state')} <select className="select slim" value={wanted ?? ''} onChange={({ target }) => choose(target.value === '' ? undefined : target.value)}><option value="">{say('common.all')}</option>{STATES.map((one) => <option key={one} value={one}>{sayState('mail', one)}</option>)}</select></label></div>
      <PagedRows list={list} label={say('nav.mail')} columns={columns} rowKey={(row) => row.id} details={(row) => <div className="letter">{row.body ?? say('mail.notYet')}</div>} />
    </>
  );
}
