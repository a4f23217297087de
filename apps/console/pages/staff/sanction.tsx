/** One case: finding, statement, decision, what is reclaimed, the bar; lifted only by a recorded decision. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { AnswersShown } from '../../parts/form/answers-shown.js';
import { readCents } from '../../parts/form/values.js';
import { OnPaperNote } from '../../parts/on-paper.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDay, sayDeadline, sayInstant, sayMoney } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';
import { DecisionList } from '../round/decisions.js';

type Sanction = Schemas['Sanction'];

export function SanctionPage() {
  const { id } = useParams({ from: '/sanctions/$id' });
  const sanction = useQuery({ queryKey: ['sanction', id], queryFn: () => answer(api.GET('/api/v1/sanctions/{id}', { params: { path: { id } } })) });
  return <Loaded query={sanction}>{(data) => <Shown sanction={data} />}</Loaded>;
}

function Shown({ sanction }: { sanction: Sanction }) {
  const may = useMay();
  return (
    <Page title={say('sanctions.title', { name: sanction.society.name })} crumbs={[{ title: say('nav.sanctions'), to: '/w/sanctions' }, { title: sanction.society.code }]} acts={<Acts sanction={sanction} />} lead={<p><StatusTag group="sanction" state={sanction.state} /> {sanction.roundName}</p>}>
      <Facts items={[[say('sanctions.foundAt'), sayInstant(sanction.foundAt)], [say('sanctions.finding'), sanction.finding], [say('profile.evidence'), sanction.evidence], sanction.decidedAt !== null && [say('applications.decidedAt'), sayInstant(sanction.decidedAt)], sanction.minutes !== '' && [say('common.minutes'), sanction.minutes], sanction.reason !== '' && [say('common.reason'), sanction.reason]]} />
      {sanction.statement === null
        ? <Section title={say('sanctions.statement')}><p>{sanction.statementDueAt === null ? say('sanctions.noStatement') : say('sanctions.statementDue', { due: sayDeadline(sanction.statementDueAt) })}</p></Section>
        : <><AnswersShown form={sanction.statement.form} content={sanction.statement.content} /><p className="quiet">{say('verify.receipt')} {sanction.statement.receipt} · {sayInstant(sanction.statement.at)}</p><OnPaperNote of={sanction.statement.onPaper} /></>}
      {sanction.clawback !== null && (
        <Section title={say('sanctions.clawback')}>
          <Facts items={[[say('sanctions.claim'), sayMoney(sanction.clawback.claimCents)], [say('sanctions.recovered'), sayMoney(sanction.clawback.recoveredCents)], [say('sanctions.outstanding'), sayMoney(sanction.clawback.outstandingCents)], sanction.clawback.dueAt !== null && [say('timeline.due'), `${sayDeadline(sanction.clawback.dueAt)}${sanction.clawback.overdue ? ` · ${say('sanctions.overdue')}` : ''}`]]} />
          <p><Link to="/why/$kind/$id" params={{ kind: 'clawback', id: sanction.id }}>{say('common.why')}</Link></p>
          <ul className="lines">{sanction.clawback.returns.map((one) => <li className="line" key={one.id}><span>{sayDay(one.receivedOn)} · {sayMoney(one.amountCents)} · {one.voucher}{one.voided && ` · ${say('sanctions.voided')} ${one.voidReason}`}</span>{!one.voided && <VoidReturn id={sanction.id} entry={one.id} />}</li>)}</ul>
        </Section>
      )}
      {sanction.bar !== null && <Section title={say('sanctions.bar')}><p>{say('sanctions.barText', { covers: sayState('authority', sanction.bar.covers), from: sayDay(sanction.bar.from), to: sayDay(sanction.bar.to) })}{sanction.bar.lifted && ` · ${say('sanctions.lifted')}`}</p></Section>}
      {sanction.lift !== null && <Section title={say('sanctions.lift')}><p>{sanction.lift.minutes} · {sanction.lift.reason} · {sayInstant(sanction.lift.at)}</p></Section>}
      {may('decision.read') && <Decisions id={sanction.id} />}
    </Page>
  );
}

/** Who decided what in the case, and how each is corrected. */
function Decisions({ id }: { id: string }) {
  const decisions = useQuery({ queryKey: ['decisions', 'sanction', id], queryFn: () => answer(api.GET('/api/v1/sanctions/{id}/decisions', { params: { path: { id } } })) });
  return <Section title={say('round.decisions')}><Loaded query={decisions}>{({ items }) => <DecisionList items={items} />}</Loaded></Section>;
}

function Acts({ sanction }: { sanction: Sanction }) {
  const may = useMay();
  const refresh = useRefresh();
  const path = { id: sanction.id };
  const why = [{ key: 'minutes', label: say('common.minutes'), required: true }, { key: 'reason', label: say('common.reason'), kind: 'lines' as const, required: true }];
  const post = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await refresh();
  };
  const header = keyed;
  return (
    <>
      {sanction.state === 'deciding' && may('sanction.decide') && (
        <>
          <Act name={say('sanctions.revoke')} danger consequence={say('sanctions.revokeHint')} fields={why} act={({ minutes = '', reason = '' }, key) => post(answer(api.POST('/api/v1/sanctions/{id}/decision', { params: { path, header: header(key) }, body: { outcome: 'revoked', minutes, reason } })))} />
          <Act name={say('sanctions.dismiss')} fields={why} act={({ minutes = '', reason = '' }, key) => post(answer(api.POST('/api/v1/sanctions/{id}/decision', { params: { path, header: header(key) }, body: { outcome: 'dismissed', minutes, reason } })))} />
        </>
      )}
      {(sanction.clawback?.outstandingCents ?? 0) > 0 && may('sanction.recover') && (
        <Act name={say('sanctions.received')} fields={[{ key: 'amount', label: say('money.amountYuan'), required: true }, { key: 'on', label: say('common.date'), kind: 'date', required: true }, { key: 'voucher', label: say('money.voucher'), required: true }]} act={({ amount = '', on = '', voucher = '' }, key) => post(answer(api.POST('/api/v1/sanctions/{id}/returns', { params: { path, header: header(key) }, body: { amountCents: readCents(amount) as number, receivedOn: on, voucher } })))} />
      )}
      {(sanction.clawback?.outstandingCents ?? 0) > 0 && may('sanction.decide') && <Act name={say('sanctions.writeOff')} danger fields={why} act={({ minutes = '', reason = '' }, key) => post(answer(api.POST('/api/v1/sanctions/{id}/write-off', { params: { path, header: header(key) }, body: { minutes, reason } })))} />}
      {sanction.outcome === 'revoked' && sanction.liftedAt === null && may('sanction.decide') && <Act name={say('sanctions.lift')} consequence={say('sanctions.liftHint')} fields={[...why, { key: 'appealedOn', label: say('sanctions.appealedOn'), kind: 'date', required: true }]} act={({ minutes = '', reason = '', appealedOn = '' }, key) => post(answer(api.POST('/api/v1/sanctions/{id}/lift', { params: { path, header: header(key) }, body: { minutes, reason, appealedOn } })))} />}
    </>
  );
}

function VoidReturn({ id, entry }: { id: string; entry: string }) {
  const may = useMay();
  const refresh = useRefresh();
  if (!may('sanction.recover')) return null;
  return <Act name={say('sanctions.void')} size="small" fields={[{ key: 'reason', label: say('common.reason'), required: true }]} act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/sanctions/{id}/returns/{return}/void', { params: { path: { id, return: entry }, header: keyed(key) }, body: { reason } })); await refresh(); }} />;
}
