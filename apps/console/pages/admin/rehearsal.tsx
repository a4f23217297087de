/** One rehearsal: its clock, whom one may act as, the mail that would have gone out, and what came of it. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { createApiClient } from '../../../api/client.js';
import { actAs } from '../../app/acting.js';
import { answer, api, type Schemas } from '../../app/api.js';
import { ClockBar } from '../../app/clock-bar.js';
import { Act } from '../../parts/act.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { RehearsedFigures } from '../../parts/rehearsed-figures.js';
import { Refusal } from '../../parts/refusal.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, PagedRows, usePages } from '../../parts/table.js';
import { sayInstant } from '../../words/dates.js';
import { locale } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';
import { actorOf } from './open-rehearsal.js';

type Rehearsal = Schemas['Rehearsal'];
type Mail = Schemas['RehearsalMail'];
const PLAIN = ['staff', 'leadership', 'finance', 'auditor', 'discipline', 'public'] as const;
/** Where each begins the day. */
const FIRST_PAGE: Partial<Record<string, string>> = { staff: '/w', public: '/' };

export function RehearsalPage() {
  const { id } = useParams({ from: '/x/rehearsals/$id' });
  const navigate = useNavigate();
  const rehearsal = useQuery({ queryKey: ['rehearsal', id], refetchInterval: 10_000, queryFn: () => answer(api.GET('/api/v1/rehearsals/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={rehearsal}>{(data) => (
      <Page
        title={data.label} crumbs={[{ title: say('nav.rehearsals'), to: '/x/rehearsals' }, { title: data.label }]} lead={<p>{say('rehearsal.lead')}</p>}
        acts={<Act name={say('rehearsal.close')} danger consequence={say('rehearsal.closeHint')} act={async () => { await answer(api.DELETE('/api/v1/rehearsals/{id}', { params: { path: { id } } })); await navigate({ to: '/x/rehearsals' }); }} />}
      >
        <Facts items={[[say('rehearsal.now'), sayInstant(data.now)], [say('rehearsal.nextDue'), data.nextDue === null ? '–' : sayInstant(data.nextDue)], [say('rehearsal.waitingOn'), data.waitingOn === null ? say('rehearsal.quiet') : sayState('waiting', data.waitingOn)]]} />
        <Section title={say('rehearsal.clock')}><ClockBar rehearsal={id} /></Section>
        <Section title={say('rehearsal.act')}><p>{say('rehearsal.actHint')}</p><Cast rehearsal={data} /></Section>
        {data.roundId !== null && <Report id={id} />}
        <Section title={say('rehearsal.mail')}><Mails id={id} /></Section>
      </Page>
    )}</Loaded>
  );
}

function Cast({ rehearsal }: { rehearsal: Rehearsal }) {
  const [error, setError] = useState<unknown>();
  const [society, setSociety] = useState('');
  const [expert, setExpert] = useState('');
  // Whom there is, the office of the rehearsal knows.
  const known = useQuery({
    queryKey: ['cast', rehearsal.id], staleTime: 60_000,
    queryFn: async () => {
      const { token } = await actorOf(rehearsal.id, { role: 'staff', n: 1 });
      const staff = createApiClient({ baseUrl: window.location.origin, token, locale: locale() });
      const [societies, experts] = await Promise.all([
        answer(staff.GET('/api/v1/societies', { params: { query: { limit: 200 } } })), answer(staff.GET('/api/v1/experts', { params: { query: { limit: 500 } } })),
      ]);
      return { societies: societies.items, experts: experts.items };
    },
  });
  const begin = async (actor: Schemas['NewActor'], who?: string): Promise<void> => {
    setError(undefined);
    try {
      const { token } = await actorOf(rehearsal.id, actor);
      actAs({ rehearsal: rehearsal.id, label: rehearsal.label, role: actor.role, who, token }, FIRST_PAGE[actor.role] ?? '/home');
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <div className="acts">{PLAIN.map((role) => <Button key={role} onClick={() => void begin({ role, n: 1 })}>{say('rehearsal.as', { who: sayState('role', role) })}</Button>)}</div>
      <Loaded query={known}>{({ societies, experts }) => (
        <div className="filters">
          <label>{say('common.society')} <select className="select" value={society} onChange={({ target }) => setSociety(target.value)}><option value="">{say('field.choose')}</option>{societies.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
          <Button disabled={society === ''} onClick={() => void begin({ role: 'society', societyId: society, n: 1 }, societies.find(({ id }) => id === society)?.name)}>{say('rehearsal.asSociety')}</Button>
          <label>{say('common.expert')} <select className="select" value={expert} onChange={({ target }) => setExpert(target.value)}><option value="">{say('field.choose')}</option>{experts.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
          <Button disabled={expert === ''} onClick={() => void begin({ role: 'expert', expertId: expert, n: 1 }, experts.find(({ id }) => id === expert)?.name)}>{say('rehearsal.asExpert')}</Button>
        </div>
      )}</Loaded>
      <Refusal error={error} />
    </>
  );
}

function Mails({ id }: { id: string }) {
  const list = usePages<Mail>(['rehearsal-mails', id], ({ cursor }) => answer(api.GET('/api/v1/rehearsals/{id}/mails', { params: { path: { id }, query: { cursor, limit: 100 } } })));
  const columns: Column<Mail>[] = [
    { key: 'at', title: say('mail.queuedAt'), show: (row) => sayInstant(row.queuedAt) }, { key: 'recipient', title: say('mail.recipient') },
    { key: 'subject', title: say('mail.subject'), show: (row) => row.subject ?? row.template }, { key: 'state', title: say('common.state'), show: (row) => <StatusTag group="mail" state={row.state} /> },
  ];
  return <PagedRows list={list} label={say('rehearsal.mail')} columns={columns} rowKey={(row) => row.id} details={(row) => <div className="letter">{row.body ?? say('mail.notYet')}</div>} />;
}

function Report({ id }: { id: string }) {
  const [asked, setAsked] = useState(false);
  const report = useQuery({ queryKey: ['report', id], enabled: asked, queryFn: () => answer(api.GET('/api/v1/rehearsals/{id}/report', { params: { path: { id } } })) });
  return (
    <Section title={say('rehearsal.report')} acts={<Button onClick={() => (asked ? void report.refetch() : setAsked(true))}>{say('rehearsal.askReport')}</Button>}>
      {asked && <Loaded query={report}>{({ outcomes: _, ...figures }) => <RehearsedFigures figures={figures} />}</Loaded>}
    </Section>
  );
}
