import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { answer, api, keyed, newKey, type Schemas } from '../../app/api.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayClause } from '../../words/clauses.js';
import { sayDay, sayDeadline, sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say } from '../../words/say.js';

export function PublicityPage() {
  const { id } = useParams({ from: '/publicity/$id' });
  const list = useQuery({ queryKey: ['publicity', id], queryFn: () => answer(api.GET('/api/v1/publicity/{stageId}', { params: { path: { stageId: id } } })) });
  return <Loaded query={list}>{(data) => <Shown list={data} />}</Loaded>;
}

function Shown({ list }: { list: Schemas['PublicityList'] }) {
  const name = list.roundName + (list.n > 1 ? ` · ${say('publicity.replacement', { n: list.n })}` : '');
  return (
    <Page title={say('publicity.title', { round: name })} lead={<p><StatusTag group="publicity" state={list.state} /> {say('public.listed', { count: list.listed })} · {say('public.until', { due: sayDeadline(list.dueAt) })}</p>}>
      <p>{say('publicity.how', { days: list.answerWorkingDays })}</p>
      <Facts
        items={[
          [say('publicity.media'), list.media.length === 0 ? say('common.none') : list.media.map(({ name: medium, on }) => `${bilingual(medium)}${inBrackets(sayDay(on))}`).join(say('mark.series'))],
          [say('publicity.counted'), sayDay(list.countedFrom)],
          [say('public.office'), `${bilingual(list.contact.office)} · ${list.contact.hotline} · ${list.contact.mailbox}`],
          [say('common.clause'), sayClause(list.clause)],
        ]}
      />
      {list.notices.length > 0 && <Section title={say('publicity.notices')}>{list.notices.map(({ text, at, withdrawn }) => <p key={at}>{sayInstant(at)} · {withdrawn === null ? text : <><s>{text}</s>{say('publicity.noticeWithdrawn', { reason: withdrawn.reason })}</>}</p>)}</Section>}
      <Section title={say('public.listed', { count: list.entries.length })}><SocietyTable rows={list.entries.map((entry) => ({ ...entry, extra: bilingual(entry.tierName) }))} extra={say('publicity.tier')} /></Section>
      <Section title={say('publicity.object')} id="object">{list.state === 'open' ? <ObjectionForm list={list} /> : <p>{say('publicity.closed')}</p>}</Section>
    </Page>
  );
}

export function SocietyTable({ rows, extra }: { rows: { societyId: string; code: string; name: string; extra: string }[]; extra: string }) {
  return (
    <div className="table-frame" role="region" aria-label={extra} tabIndex={0}>
      <table className="grid-table">
        <thead><tr><th scope="col">{say('common.code')}</th><th scope="col">{say('common.society')}</th><th scope="col">{extra}</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={row.societyId}><td>{row.code}</td><th scope="row">{row.name}</th><td>{row.extra}</td></tr>)}</tbody>
      </table>
    </div>
  );
}

function ObjectionForm({ list }: { list: Schemas['PublicityList'] }) {
  const [entered, setEntered] = useState({ societyId: '', grounds: '', name: '', contact: '', organisation: false });
  const [key, setKey] = useState(newKey);
  const [sent, setSent] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof entered>): void => {
    setEntered({ ...entered, ...part });
    setKey(newKey());
  };
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const { societyId, grounds, name, contact, organisation } = entered;
    const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
    const body = { societyId, grounds, name: given(name), contact: given(contact), ...(organisation ? { organisation, sealed: true } : {}) };
    try {
      const { receipt } = await answer(api.POST('/api/v1/publicity/{stageId}/objections', { params: { path: { stageId: list.stageId }, header: keyed(key) }, body }));
      setSent(receipt);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  if (sent !== undefined) return <p className="notice good" role="status">{say('publicity.sent', { receipt: sent })}</p>;
  return (
    <form onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Labelled label={say('publicity.about')}>{(id) => (
        <select id={id} className="select" required value={entered.societyId} onChange={({ target }) => change({ societyId: target.value })}>
          <option value="">{say('field.choose')}</option>
          {list.entries.map(({ societyId, name }) => <option key={societyId} value={societyId}>{name}</option>)}
        </select>
      )}</Labelled>
      <Labelled label={say('publicity.grounds')} hint={say('publicity.groundsHint')}>{(id) => <Input.TextArea id={id} required rows={5} maxLength={4000} value={entered.grounds} onChange={({ target }) => change({ grounds: target.value })} />}</Labelled>
      <Labelled label={say('publicity.name')}>{(id) => <Input id={id} autoComplete="name" value={entered.name} onChange={({ target }) => change({ name: target.value })} />}</Labelled>
      <Labelled label={say('publicity.contact')}>{(id) => <Input id={id} value={entered.contact} onChange={({ target }) => change({ contact: target.value })} />}</Labelled>
      <label className="choice"><input type="checkbox" checked={entered.organisation} onChange={({ target }) => change({ organisation: target.checked })} /> {say('publicity.organisation')}</label>
      <Refusal error={error} />
      <Button type="primary" htmlType="submit" loading={busy} disabled={entered.societyId === '' || entered.grounds.trim() === ''}>{say('publicity.send')}</Button>
    </form>
  );
}

function Labelled({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label>{hint !== undefined && <p className="hint">{hint}</p>}{children(id)}</div>;
}
