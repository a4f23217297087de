/** Work over many records and rehearsals at the press of a button: how far each is. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../app/api.js';
import { Loaded, Nothing, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';

export function JobsPage() {
  const jobs = useQuery({ queryKey: ['jobs'], refetchInterval: 5_000, queryFn: () => answer(api.GET('/api/v1/jobs')) });
  return (
    <Page title={say('nav.jobs')} lead={<p>{say('jobs.lead')}</p>}>
      <Loaded query={jobs}>{({ items }) => (items.length === 0 ? <Nothing text={say('jobs.none')} /> : (
        <ul className="lines">{items.map((job) => (
          <li className="line" key={job.id}>
            <div>
              <Link to="/w/jobs/$id" params={{ id: job.id }}><strong>{sayState('job', job.kind)}</strong></Link>
              <p className="quiet">{sayInstant(job.begunAt)} · {job.by.name}{job.total > 0 && ` · ${say('jobs.counts', { done: job.done, refused: job.refused, total: job.total })}`}</p>
            </div>
            <StatusTag group="jobState" state={job.state} />
          </li>
        ))}</ul>
      ))}</Loaded>
    </Page>
  );
}
