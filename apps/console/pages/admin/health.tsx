/** Whether everything runs: servers, workers, mail, workflows; and the way to the Temporal UI. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { say } from '../../words/say.js';

const LOOK_MS = 10_000;

export function HealthPage() {
  const health = useQuery({ queryKey: ['health'], refetchInterval: LOOK_MS, queryFn: () => answer(api.GET('/healthz')) });
  const operations = useQuery({ queryKey: ['operations'], refetchInterval: LOOK_MS, queryFn: () => answer(api.GET('/api/v1/operations')) });
  const stuck = useQuery({ queryKey: ['stuck', 'count'], queryFn: () => answer(api.GET('/api/v1/stuck', { params: { query: { limit: 1 } } })) });
  return (
    <Page title={say('nav.health')} lead={<p>{say('health.lead')}</p>}>
      <Section title={say('health.servers')}>
        <Loaded query={health}>{(data) => <Facts items={[[say('health.status'), <StatusTag key="a" group="health" state={data.status} />], [say('health.database'), <StatusTag key="b" group="health" state={data.database} />], [say('health.temporal'), <StatusTag key="c" group="health" state={data.temporal} />]]} />}</Loaded>
        <Loaded query={operations}>{(data) => <Workers workers={data.workers} />}</Loaded>
      </Section>
      <Loaded query={operations}>{(data) => <Going operations={data} />}</Loaded>
      <Loaded query={stuck}>{({ message }) => <p className="sentence"><Link to="/w/stuck">{message}</Link></p>}</Loaded>
    </Page>
  );
}

/** Nothing goes on without one: deadlines pass, letters stay. */
function Workers({ workers }: { workers: number | null }) {
  if (workers === null) return <p className="warn">{say('health.workersUnknown')}</p>;
  if (workers === 0) return <p className="warn" role="alert">{say('health.noWorker')}</p>;
  return <p>{say('health.workers', { count: workers })}</p>;
}

function Going({ operations: { mail, workflows, jobsRunning, temporalUrl } }: { operations: Schemas['Operations'] }) {
  return (
    <Section title={say('health.going')}>
      <Facts
        items={[
          [say('health.workflows'), say('health.workflowsOpen', { open: workflows.open, failing: workflows.failing })],
          [say('health.mailQueued'), mail.oldestQueuedAt === null ? say('health.noMail') : say('health.mailWaits', { count: mail.queued, since: sayInstant(mail.oldestQueuedAt) })],
          [say('health.mailFailed'), <Link key="failed" to="/w/mail" search={{ state: 'failed' }}>{mail.failed}</Link>], [say('health.jobs'), <Link key="jobs" to="/w/jobs">{jobsRunning}</Link>],
        ]}
      />
      {temporalUrl === null ? <p className="quiet">{say('health.noUi')}</p> : <p><a href={temporalUrl} target="_blank" rel="noreferrer">{say('health.ui')}</a></p>}
    </Section>
  );
}
