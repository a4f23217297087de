/** The office enters for a society what came on paper: the society's own form, with how and when the paper came. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { answer, api, ApiProblem, type Schemas } from '../../app/api.js';
import { useMay, useNow } from '../../app/session.js';
import { ExtendGate } from '../../parts/gate-acts.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { instantOf, minuteOf, sayDeadline, sayInstant, sayLeft } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';
import { readKept } from './draft.js';
import { Asked, HandedIn } from './task.js';
import { paperWay, type Received, type Way, WayContext } from './way.js';

type PaperTask = Schemas['PaperTask'];
const CHANNELS: Schemas['PaperChannel'][] = ['post', 'courier', 'inPerson'];

export function PaperPage() {
  const { id } = useParams({ from: '/w/tasks/$id/paper' });
  // While one fills in, nothing may change under the hand.
  const task = useQuery({ queryKey: ['paper', id], refetchOnWindowFocus: false, staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/tasks/{id}/paper', { params: { path: { id } } })) });
  return <Loaded query={task}>{(data) => <Shown key={`${data.id}-${data.state}-${data.dueAt}`} task={data} />}</Loaded>;
}

function Shown({ task }: { task: PaperTask }) {
  const may = useMay();
  const now = useNow();
  const open = task.state === 'open';
  const past = Date.parse(task.dueAt) <= now;
  const society = task.societyName ?? '';
  const extend = open && task.gateStatus === 'open' && task.societyId !== null && may('deadline.decide') && <ExtendGate gateId={task.gateId} dueAt={task.dueAt} society={{ id: task.societyId, name: society }} />;
  return (
    <Page
      title={`${say('paper.title')} · ${society}`} crumbs={[{ title: task.roundName, to: `/w/rounds/${task.roundId}` }, { title: say('round.owing'), to: `/w/rounds/${task.roundId}/owing` }, { title: bilingual(task.name) }]}
      acts={!past && extend}
      lead={<p className="sentence"><Link to="/w/societies/$id" params={{ id: task.societyId ?? '' }}>{society}</Link> · {bilingual(task.name)} · {open ? <>{say('home.due', { due: sayDeadline(task.dueAt) })} · {sayLeft(task.dueAt, now)}</> : <StatusTag group="task" state={task.state} />}</p>}
    >
      {task.handedIn !== null && <HandedIn task={task} />}
      {!open && task.handedIn === null && <p>{say('task.overWithout')}</p>}
      {open && (
        <>
          <p className="notice">{say('paper.rule')}</p>
          {task.suspended && <p className="notice">{say('home.suspended')}</p>}
          {Date.parse(task.opensAt) > now && <p className="notice">{say('task.opens', { opens: sayInstant(task.opensAt) })}</p>}
          {task.gateStatus === 'sealed' ? <p className="notice">{say('paper.sealed')}</p> : past && <div className="notice"><p>{say('paper.past', { society, due: sayDeadline(task.dueAt) })}</p>{extend}</div>}
          {task.societysDraft !== null && <p className="notice">{say('paper.societysDraft', { at: sayInstant(task.societysDraft.savedAt), state: say(task.societysDraft.complete ? 'owing.complete' : 'owing.begun') })}</p>}
          {task.gateStatus === 'open' && <Entry task={task} society={society} extend={extend} />}
        </>
      )}
    </Page>
  );
}

function Entry({ task, society, extend }: { task: PaperTask; society: string; extend: ReactNode }) {
  const [received, setReceived] = useState<Received>(() => (readKept(paperWay(task.paper, society).keptAs(task.id))?.beside as Received | undefined) ?? task.paper);
  const entered = useMemo(() => paperWay(received, society), [received, society]);
  const way: Way = { ...entered, remedy: (error) => error instanceof ApiProblem && error.problem.code === 'PAPER_AFTER_DEADLINE' && extend };
  const now = useNow();
  return (
    <WayContext value={way}>
      <Section title={say('paper.section')}>
        <div className="field">
          <label htmlFor="channel">{say('paper.channel')}<span className="required"> {say('field.required')}</span></label>
          <select id="channel" className="select" aria-required value={received.channel ?? ''} onChange={({ target }) => setReceived({ ...received, channel: CHANNELS.find((one) => one === target.value) ?? null })}>
            <option value="">{say('field.choose')}</option>{CHANNELS.map((one) => <option key={one} value={one}>{sayState('channel', one)}</option>)}
          </select>
        </div>
        <div className="field">
          <label htmlFor="received">{say('paper.receivedAt')}<span className="required"> {say('field.required')}</span></label>
          <p className="hint" id="received-hint">{say('paper.receivedHint')}</p>
          <Input
            id="received" type="datetime-local" aria-required aria-describedby="received-hint" max={minuteOf(now)} value={received.receivedAt === null ? '' : minuteOf(received.receivedAt)}
            onChange={({ target }) => setReceived({ ...received, receivedAt: target.value === '' ? null : instantOf(target.value) })}
          />
        </div>
      </Section>
      <h2>{say('paper.content')}</h2>
      <Asked task={task} />
    </WayContext>
  );
}
