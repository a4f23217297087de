/** Anything that is handed in: what is asked, until when, by which rule; afterwards the receipt. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useMay, useMe, useNow } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { DefenceOf } from '../../parts/defence-line.js';
import { onPaperFact } from '../../parts/on-paper.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { AnswersShown } from '../../parts/form/answers-shown.js';
import { FileLink } from '../../parts/form/file-link.js';
import { StatusTag } from '../../parts/status-tag.js';
import { taskTitle } from '../../parts/task-line.js';
import { sayClause } from '../../words/clauses.js';
import { sayDeadline, sayInstant, sayLeft } from '../../words/dates.js';
import { say } from '../../words/say.js';
import { ConflictDeclaration } from './declaration.js';
import { FormTask } from './form.js';
import { GroupSummary } from './group-summary.js';
import { Indicators } from './indicators.js';
import { ScoreSheet } from './score.js';

export type Detail = Schemas['TaskDetail'];

export function TaskPage() {
  const { id } = useParams({ from: '/tasks/$id' });
  // While one fills in, nothing may change under the hand.
  const task = useQuery({ queryKey: ['task', id], refetchOnWindowFocus: false, staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })) });
  return <Loaded query={task}>{(data) => <Shown key={`${data.id}-${data.state}-${data.handedIn?.receipt ?? ''}`} task={data} />}</Loaded>;
}

/** What one hands in or scores, and then defends or hears. */
const HEARD = new Set(['application', 'score', 'groupSummary']);

function Shown({ task }: { task: Detail }) {
  const me = useMe();
  const now = useNow();
  const elsewhere = task.role === 'society' && task.societyId !== me.societyId;
  const open = task.state === 'open';
  const about = task.subjects.length === 1 ? task.subjects[0]?.society.name : task.societyName;
  return (
    <Page
      title={about === undefined || about === null ? taskTitle(task) : `${taskTitle(task)} · ${about}`} crumbs={[{ title: say('nav.home'), to: '/home' }, { title: task.roundName }]}
      lead={open ? <p className="sentence">{say('home.due', { due: sayDeadline(task.dueAt) })} · {sayLeft(task.dueAt, now)}</p> : <StatusTag group="task" state={task.state} />}
    >
      {open && Date.parse(task.opensAt) > now && <p className="notice">{say('task.opens', { opens: sayInstant(task.opensAt) })}</p>}
      {task.suspended && <p className="notice">{say('home.suspended')}</p>}
      {task.role === 'auditor' && me.permissions.includes('projectAudit.read') && <p><Link to="/audits/$id" params={{ id: String(task.gateId) }}>{say('audits.open')}</Link></p>}
      {HEARD.has(task.kind) && <DefenceOf round={task.roundId} />}
      {task.clause !== null && <p className="clause">{say('refusal.rule', { clause: sayClause(task.clause) })}</p>}
      {task.toCorrect !== null && open && (
        <div className="notice">
          <strong>{say('task.toCorrect')}</strong>
          <ol>{task.toCorrect.items.map((item) => <li key={item}>{item}</li>)}</ol>
          {task.toCorrect.reason !== '' && <p>{task.toCorrect.reason}</p>}
        </div>
      )}
      {task.handedIn !== null && <HandedIn task={task} />}
      {open && (elsewhere ? <ByTheOffice task={task} /> : <Asked task={task} />)}
      {!open && task.handedIn === null && <p>{say('task.overWithout')}</p>}
    </Page>
  );
}

export function Asked({ task }: { task: Detail }) {
  switch (task.asks?.what) {
    case 'form':
      return <FormTask task={task} form={task.asks.form} />;
    case 'indicators':
      return <Indicators task={task} indicators={task.asks.indicators} />;
    case 'conflictDeclaration':
      return <ConflictDeclaration task={task} />;
    case 'score':
      return <ScoreSheet task={task} sheet={task.asks.sheet} />;
    case 'groupSummary':
      return <GroupSummary task={task} asks={task.asks} />;
    case 'decision':
      return <p>{say('task.decidedElsewhere')} {task.projectId !== null && <Link to="/projects/$id" params={{ id: task.projectId }}>{say('common.open')}</Link>}</p>;
    case undefined:
      return <p>{say('task.nothingAsked')}</p>;
  }
}

export function HandedIn({ task }: { task: Detail }) {
  const me = useMe();
  const queries = useQueryClient();
  const { handedIn, asks } = task;
  if (handedIn === null) return null;
  const content = handedIn.payload['content'] ?? handedIn.payload;
  const mayWithdraw = handedIn.kind === 'application' && task.applicationId !== null && me.permissions.includes('application.withdraw');
  return (
    <Section title={say('task.receipt')}>
      <Facts items={[
        [say('verify.receipt'), <Link key="receipt" to="/verify" search={{ receipt: handedIn.receipt }}>{handedIn.receipt}</Link>], [say('verify.at'), sayInstant(handedIn.at)],
        [say('verify.hash'), <code key="hash">{handedIn.bodyHash.slice(0, 16)}…</code>], onPaperFact(handedIn.onPaper),
      ]}
      />
      <p>{say(task.state === 'open' ? 'task.mayReplace' : 'task.next')}</p>
      {mayWithdraw && (
        <Act
          name={say('task.withdraw')} danger consequence={say('task.withdrawHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
          act={async ({ reason = '' }, key) => {
            await answer(api.POST('/api/v1/applications/{id}/withdrawal', { params: { path: { id: task.applicationId ?? '' }, header: keyed(key) }, body: { reason } }));
            await queries.invalidateQueries();
          }}
        />
      )}
      {asks?.what === 'form' && task.state !== 'open' && (
        <details><summary>{say('task.whatWasSent')}</summary><AnswersShown form={asks.form} content={content as Record<string, unknown>} file={(sha256) => <FileLink path={fileBase(task, sha256)} />} /></details>
      )}
    </Section>
  );
}

/** A society's task is the society's; the office enters for it what came on paper. */
function ByTheOffice({ task }: { task: Detail }) {
  const may = useMay();
  return <p>{say('task.ofSociety')} {may('paper.enter') && <Link to="/w/tasks/$id/paper" params={{ id: task.id }}>{say('paper.title')}</Link>}</p>;
}

function fileBase({ projectId, applicationId }: Detail, sha256: string): string | undefined {
  if (projectId !== null) return `/api/v1/projects/${projectId}/files/${sha256}`;
  return applicationId === null ? undefined : `/api/v1/applications/${applicationId}/files/${sha256}`;
}
