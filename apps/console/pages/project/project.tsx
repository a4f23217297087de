/** The case file: what is owed next, every year with its documents and verdict, the money; decisions are taken here. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay, useMe, useNow } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDeadline, sayInstant, sayLeft, sayMoney, sayNumber } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';
import { DecisionList } from '../round/decisions.js';
import { DecideTask } from './decide.js';
import { Documents } from './documents.js';
import { ProjectMoney } from './money.js';

type Project = Schemas['Project'];
type Step = Project['steps'][number];

export function ProjectPage() {
  const { id } = useParams({ from: '/projects/$id' });
  const me = useMe();
  const may = useMay();
  const project = useQuery({ queryKey: ['project', id], queryFn: () => answer(api.GET('/api/v1/projects/{id}', { params: { path: { id } } })) });
  const decisions = useQuery({ queryKey: ['decisions', 'project', id], enabled: may('decision.read'), queryFn: () => answer(api.GET('/api/v1/projects/{id}/decisions', { params: { path: { id } } })) });
  const list = me.societyId === null ? { title: say('nav.projects'), to: '/w/projects' } : { title: say('nav.ownProjects'), to: '/s/projects' };
  return (
    <Loaded query={project}>{(data) => (
      <Page title={`${data.society.name} · ${data.number}`} crumbs={[list, { title: data.number }]} acts={may('project.terminate') && (data.status === 'awarded' || data.status === 'running') && <Terminate id={id} />}>
        <Facts
          items={[
            [say('common.state'), <StatusTag key="state" group="project" state={data.status} />], [say('common.round'), data.roundName], [say('common.tier'), bilingual(data.tierName)], [say('projects.year'), sayMoney(data.amountCents)],
            [say('projects.awardedAt'), sayInstant(data.awardedAt)], data.signedAt !== null && [say('projects.signedAt'), sayInstant(data.signedAt)],
          ]}
        />
        <Section title={say('projects.steps')}>{data.steps.map((step) => <StepCard key={`${step.key} ${step.openedAt}`} project={data} step={step} />)}</Section>
        {data.verdicts.length > 0 && (
          <Section title={say('projects.verdicts')}>
            <ul className="lines">{data.verdicts.map((verdict) => (
              <li className="line" key={verdict.year}>
                <span>{verdict.year} · <StatusTag group="verdict" state={verdict.decision} /> {verdict.score !== null && say('projects.auditScore', { score: sayNumber(verdict.score) })} {verdict.reason} {verdict.minutes}</span>
                <Link to="/why/$kind/$id" params={{ kind: 'verdict', id: `${id}:${verdict.year}` }}>{say('common.why')}</Link>
              </li>
            ))}</ul>
          </Section>
        )}
        <Documents project={id} documents={data.documents} title={say('projects.documents')} />
        <ProjectMoney id={id} />
        {may('decision.read') && <Section title={say('round.decisions')}><Loaded query={decisions}>{({ items }) => <DecisionList items={items} />}</Loaded></Section>}
      </Page>
    )}</Loaded>
  );
}

function StepCard({ project, step }: { project: Project; step: Step }) {
  const now = useNow();
  const me = useMe();
  const own = (role: string): boolean => (me.roles as string[]).includes(role);
  return (
    <div className="card">
      <h3>{step.year === null ? '' : `${step.year} · `}{bilingual(step.name)} <StatusTag group="step" state={step.suspended ? 'suspended' : step.status} /></h3>
      {step.dueAt !== null && step.status === 'open' && <p>{say('home.due', { due: sayDeadline(step.dueAt) })} · {sayLeft(step.dueAt, now)}</p>}
      <ul className="lines">
        {step.tasks.map((task) => (
          <li className="line" key={task.id}>
            <span><StatusTag group="task" state={task.state} /> {bilingual(task.name)} · {sayState('role', task.role)}{task.doneAt !== null && ` · ${sayInstant(task.doneAt)}`}</span>
            {task.state === 'open' && own(task.role) && (task.decided ? <DecideTask project={project} task={task} /> : <Link to="/tasks/$id" params={{ id: task.id }}>{say('home.go')}</Link>)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Terminate({ id }: { id: string }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('projects.terminate')} danger consequence={say('projects.terminateHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }, { key: 'minutes', label: say('common.minutes'), required: true }]}
      act={async ({ reason = '', minutes = '' }, key) => { await answer(api.POST('/api/v1/projects/{id}/termination', { params: { path: { id }, header: keyed(key) }, body: { reason, minutes } })); await refresh(); }}
    />
  );
}
