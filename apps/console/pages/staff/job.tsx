/** One job: how far it is, what came of each record, and of a rehearsal what it ended with. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { RehearsedFigures } from '../../parts/rehearsed-figures.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayKeyed, sayState } from '../../words/say.js';

type Job = Schemas['JobDetail'];

export function JobPage() {
  const { id } = useParams({ from: '/w/jobs/$id' });
  const may = useMay();
  const refresh = useRefresh();
  const job = useQuery({ queryKey: ['job', id], refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false), queryFn: () => answer(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={job}>{(data) => (
      <Page
        title={sayState('job', data.kind)} crumbs={[{ title: say('nav.jobs'), to: '/w/jobs' }, { title: sayInstant(data.begunAt) }]}
        acts={data.state === 'running' && may('job.stop') && <Act name={say('jobs.stop')} danger consequence={say('jobs.stopHint')} act={async () => { await answer(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } })); await refresh(); }} />}
      >
        <p className="sentence" role="status"><StatusTag group="jobState" state={data.state} /> {data.kind === 'rehearsal' ? <Played job={data} /> : say('jobs.counts', { done: data.done, refused: data.refused, total: data.total })}</p>
        {data.state === 'running' && data.total > 0 && <progress aria-label={say('jobs.progress')} max={data.total} value={data.done + data.refused} />}
        {data.kind === 'rehearsal' ? data.state === 'done' && data.result !== null && <Outcome result={data.result} /> : <Items job={data} />}
      </Page>
    )}</Loaded>
  );
}

function Items({ job }: { job: Job }) {
  return (
    <Section title={say('jobs.items')} acts={<ExportRows name="job" rows={job.items.map(({ n, label, state, problem }) => ({ n, [say('jobs.record')]: label, [say('common.state')]: sayState('jobItem', state), [say('jobs.why')]: problem?.message ?? '' }))} />}>
      <ul className="lines">{job.items.map(({ n, label, state, problem }) => (
        <li className="line" key={n}><span>{label}{problem !== null && <span className="bad"> {problem.message}</span>}</span><StatusTag group="jobItem" state={state} /></li>
      ))}</ul>
    </Section>
  );
}

function Played({ job: { state, progress, result } }: { job: Job }) {
  if (state === 'failed') return <>{typeof result?.reason === 'string' && (result.reason === 'interrupted' ? say('jobs.interrupted') : result.reason)}</>;
  if (progress === null) return <>{say('jobs.preparing')}</>;
  if (state === 'done') return <>{say('jobs.playedToEnd', { now: sayInstant(progress.now), acts: progress.acts })}</>;
  return <>{say('jobs.played', { now: sayInstant(progress.now), stage: progress.stage === null ? say('jobs.construction') : bilingual(progress.stage), acts: progress.acts })}</>;
}

/** Figures of the rehearsal as they are; the numbers that must agree are checked by the one who played it. */
function Outcome({ result }: { result: Record<string, unknown> }) {
  const { rehearsal, faults, ...figures } = result;
  const wrong = Array.isArray(faults) ? (faults as { code: string; params: Record<string, string | number> }[]) : [];
  return (
    <Section title={say('jobs.outcome')} acts={typeof rehearsal === 'string' && <Link to="/x/rehearsals/$id" params={{ id: rehearsal }}>{say('jobs.open')}</Link>}>
      {wrong.length === 0 ? <p className="notice good">{say('jobs.holds')}</p> : <div className="notice" role="alert"><p>{say('jobs.faults')}</p><ul>{wrong.map(({ code, params }, n) => <li key={n}>{sayKeyed('fault', code, params)}</li>)}</ul></div>}
      <RehearsedFigures figures={figures} />
    </Section>
  );
}
