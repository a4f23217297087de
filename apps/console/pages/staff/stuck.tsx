/** What is stuck, and why: a row is a sentence; what can be done about it is beside it, with reason and consequence. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { BulkAct } from '../../parts/bulk-act.js';
import { ExtendGate, ResumeGate, SuspendGate } from '../../parts/gate-acts.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { endOfDay, sayDeadline } from '../../words/dates.js';
import { inBrackets, say } from '../../words/say.js';

type Item = Schemas['StuckItem'];

export function StuckPage() {
  const { round, cause } = useSearch({ from: '/w/stuck' });
  const navigate = useNavigate();
  const list = useQuery({ queryKey: ['stuck', round], refetchInterval: 30_000, queryFn: () => answer(api.GET('/api/v1/stuck', { params: { query: { roundId: round, limit: 500 } } })) });
  return (
    <Page title={say('nav.stuck')}>
      <Loaded query={list}>{({ items, message, total }) => {
        const causes = [...new Map(items.map((item) => [item.cause, item.causeText]))];
        const shown = items.filter((item) => cause === undefined || item.cause === cause);
        return (
          <>
            <p className="sentence" role="status">{message}</p>
            {items.length > 0 && (
              <div className="filters no-print">
                <label>{say('stuck.cause')} <select className="select slim" value={cause ?? ''} onChange={({ target }) => void navigate({ to: '/w/stuck', search: { round, cause: target.value === '' ? undefined : target.value } })}>
                  <option value="">{say('common.all')}</option>{causes.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
                </select></label>
                <BulkActs round={round} cause={cause} />
              </div>
            )}
            {total > items.length && <p className="notice">{say('list.shown', { count: items.length, total })}</p>}
            {causes.filter(([key]) => cause === undefined || key === cause).map(([key, text]) => (
              <Section key={key} title={`${text}${inBrackets(items.filter((item) => item.cause === key).length)}`}>
                <ul className="lines">{shown.filter((item) => item.cause === key).map((item) => <Row key={item.workflowId + item.step} item={item} />)}</ul>
              </Section>
            ))}
          </>
        );
      }}</Loaded>
    </Page>
  );
}

function Row({ item }: { item: Item }) {
  return (
    <li className="line">
      <div>
        <p><strong>{item.sentence}</strong></p>
        <p className="quiet">
          {say('stuck.waited', { days: item.daysWaited })}{item.dueAt !== null && ` · ${say('home.due', { due: sayDeadline(item.dueAt) })}`} · {say('stuck.reminded', { count: item.reminders })}
          {item.round !== null && <> · <Link to="/w/rounds/$id" params={{ id: item.round.id }}>{item.round.name}</Link></>}
        </p>
        {item.problem !== null && <p className="bad">{item.problem.message}</p>}
        {item.tasks.length > 0 && <p className="quiet">{item.tasks.map(({ name, society, account }) => [name, society?.name, account?.name].filter(Boolean).join(' · ')).join(say('mark.series'))}</p>}
      </div>
      <Acts item={item} />
    </li>
  );
}

function Acts({ item }: { item: Item }) {
  const may = useMay();
  const refresh = useRefresh();
  const can = (action: Item['actions'][number]): boolean => item.actions.includes(action);
  const { gateId, society } = item;
  return (
    <span className="acts no-print">
      {can('retry') && may('stuck.retry') && <Act name={say('stuck.retry')} consequence={say('stuck.retryHint')} act={async (_, key) => { await answer(api.POST('/api/v1/stuck/retry', { params: { header: keyed(key) }, body: { workflowId: item.workflowId } })); await refresh(); }} />}
      {can('extend') && gateId !== null && may('deadline.decide') && <ExtendGate gateId={gateId} dueAt={item.dueAt} society={society === null ? undefined : { id: society.id, name: society.name }} />}
      {can('suspend') && gateId !== null && may('deadline.decide') && <SuspendGate gateId={gateId} />}
      {can('resume') && gateId !== null && may('deadline.decide') && <ResumeGate gateId={gateId} />}
      {can('skip') && may('stuck.decide') && (
        <Act
          name={say('stuck.skip')} danger consequence={say('stuck.skipHint', { tasks: item.openTasks })} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
          act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/stuck/skip', { params: { header: keyed(key) }, body: { workflowId: item.workflowId, step: item.step, reason } })); await refresh(); }}
        />
      )}
      {can('reassign') && may('stuck.decide') && <Reassign item={item} />}
      {can('decide') && item.applicationId !== null && <Link to="/w/applications/$id" params={{ id: item.applicationId }}>{say('stuck.decide')}</Link>}
      {can('decide') && item.applicationId === null && item.projectId !== null && <Link to="/projects/$id" params={{ id: item.projectId }}>{say('stuck.decide')}</Link>}
      {can('decide') && item.applicationId === null && item.projectId === null && item.round !== null && <Link to={item.type === 'expertReview' && item.step === 'scoring' ? '/w/rounds/$id/experts' : '/w/rounds/$id'} params={{ id: item.round.id }}>{say('stuck.decide')}</Link>}
      {item.temporalUrl !== null && <a href={item.temporalUrl} target="_blank" rel="noreferrer">{say('stuck.temporal')}</a>}
    </span>
  );
}

function Reassign({ item }: { item: Item }) {
  const refresh = useRefresh();
  const experts = useQuery({ queryKey: ['experts', 'all'], queryFn: () => answer(api.GET('/api/v1/experts', { params: { query: { active: 'true', limit: 500 } } })) });
  return (
    <Act
      name={say('stuck.reassign')}
      fields={[
        { key: 'task', label: say('stuck.whichTask'), kind: 'choice', required: true, options: item.tasks.map(({ id, name, account }) => ({ value: id, label: `${name} · ${account?.name ?? ''}` })) },
        { key: 'account', label: say('stuck.toWhom'), kind: 'choice', required: true, options: (experts.data?.items ?? []).map(({ accountId, name, code }) => ({ value: accountId, label: `${name}${inBrackets(code)}` })) },
        { key: 'reason', label: say('common.reason'), kind: 'lines', required: true },
      ]}
      act={async ({ task = '', account = '', reason = '' }, key) => {
        await answer(api.POST('/api/v1/stuck/reassign', { params: { header: keyed(key) }, body: { taskId: task, accountId: account, reason } }));
        await refresh();
      }}
    />
  );
}

/** All that match the filter, whatever the page shows. */
function BulkActs({ round, cause }: { round: string | undefined; cause: string | undefined }) {
  const may = useMay();
  const filter = { ...(round === undefined ? {} : { roundId: round }), ...(cause === undefined ? {} : { cause }) };
  const extension = ({ due = '', reason = '' }: Record<string, string>) => ({ ...filter, dueAt: endOfDay(due), reason });
  return (
    <>
      {may('stuck.retry') && (
        <BulkAct
          name={say('stuck.retryAll')} hint={say('stuck.retryHint')}
          preview={() => answer(api.POST('/api/v1/jobs/retry-stuck/preview', { body: filter }))}
          start={(_, key) => answer(api.POST('/api/v1/jobs/retry-stuck', { params: { header: keyed(key) }, body: filter }))}
        />
      )}
      {may('deadline.decide') && (
        <BulkAct
          name={say('stuck.extendAll')} hint={say('stuck.extendAllHint')} fields={[{ key: 'due', label: say('stuck.newDue'), kind: 'date', required: true }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
          preview={(entered) => answer(api.POST('/api/v1/jobs/extend-stuck/preview', { body: extension(entered) }))}
          start={(entered, key) => answer(api.POST('/api/v1/jobs/extend-stuck', { params: { header: keyed(key) }, body: extension(entered) }))}
        />
      )}
    </>
  );
}
