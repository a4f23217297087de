/** One audit: where it stands and what is whose to do, its course, the year's figures by line, and what the project handed in. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useNow } from '../../app/session.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayClause } from '../../words/clauses.js';
import { sayDeadline, sayInstant, sayLeft, sayNumber } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';
import { Documents, OpenDocument } from '../project/documents.js';
import { AuditTag } from './audits.js';
import { YearMoney } from './year-money.js';

type Audit = Schemas['ProjectAudit'];

export function AuditPage() {
  const { id } = useParams({ from: '/audits/$id' });
  const audit = useQuery({ queryKey: ['audit', id], queryFn: () => answer(api.GET('/api/v1/audits/{id}', { params: { path: { id: Number(id) } } })) });
  return (
    <Loaded query={audit}>{(data) => (
      <Page title={`${data.year ?? ''} ${bilingual(data.name)} · ${data.society.name}`.trim()} crumbs={[{ title: say('nav.audits'), to: '/audits' }, { title: data.project.number }]} lead={<Standing audit={data} />}>
        <p className="clause">{say('refusal.rule', { clause: sayClause(data.clause) })}</p>
        <Facts
          items={[
            [say('common.state'), <AuditTag key="state" item={data} />], [say('common.round'), data.round.name], [say('results.number'), <Link key="project" to="/projects/$id" params={{ id: data.project.id }}>{data.project.number}</Link>],
            data.dueAt !== null && [say('audits.whole'), sayDeadline(data.dueAt)],
            data.appointment !== null && [say('projects.body'), data.appointment.body], data.appointment !== null && [say('projects.agreement'), data.appointment.agreement], data.appointment !== null && [say('projects.independence'), data.appointment.independence],
          ]}
        />
        {data.appointment === null && <p className="notice">{say('audits.nobody')}</p>}
        <Course audit={data} />
        <YearMoney project={data.project.id} year={data.year} />
        <Documents project={data.project.id} documents={data.evidence} title={say('audits.evidence')} />
      </Page>
    )}</Loaded>
  );
}

/** In one sentence: whom it waits for, until when; what is one's own has the way to it. */
function Standing({ audit: { waitsFor, state, score, doneAt } }: { audit: Audit }) {
  const now = useNow();
  if (waitsFor === null) {
    const result = score === null ? '' : say('projects.auditScore', { score: sayNumber(score) });
    return <p className="sentence">{[sayState('audit', state), doneAt === null ? '' : sayInstant(doneAt), result].filter((part) => part !== '').join(' · ')}</p>;
  }
  const until = { task: bilingual(waitsFor.name), due: sayDeadline(waitsFor.dueAt), left: sayLeft(waitsFor.dueAt, now) };
  return (
    <>
      <p className="sentence">{waitsFor.yours ? say('audits.yourTurn', until) : say('audits.waitsFor', { ...until, role: sayState('role', waitsFor.role) })}</p>
      {waitsFor.yours && <p><Link to="/tasks/$id" params={{ id: waitsFor.taskId }}>{say('audits.go', { task: until.task })}</Link></p>}
    </>
  );
}

function Course({ audit: { course, project, score } }: { audit: Audit }) {
  const now = useNow();
  return (
    <Section title={say('audits.course')}>
      {score !== null && <p>{say('projects.auditScore', { score: sayNumber(score) })}</p>}
      <ol className="lines">{course.map((one) => (
        <li className="line" key={one.kind} aria-current={one.state === 'open' ? 'step' : undefined}>
          <div>
            <p><StatusTag group="course" state={one.state} tone={one.state === 'later' || one.state === 'notNeeded' ? 'off' : undefined} /> {one.documentId === null ? bilingual(one.name) : <OpenDocument project={project.id} document={one.documentId} name={bilingual(one.name)} />} · {sayState('role', one.role)}</p>
            {one.dueAt !== null && <p className="quiet">{say('home.due', { due: sayDeadline(one.dueAt) })} · {sayLeft(one.dueAt, now)}</p>}
          </div>
          <span className="quiet">{one.doneAt === null ? '' : sayInstant(one.doneAt)}</span>
        </li>
      ))}</ol>
    </Section>
  );
}
