import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../app/api.js';
import { useMe } from '../app/session.js';
import { DefencesAhead } from '../parts/defence-line.js';
import { Loaded, Nothing, Page, Section } from '../parts/page.js';
import { TaskLine } from '../parts/task-line.js';
import { say } from '../words/say.js';

const tasks = (state: 'open' | 'done') => ({
  queryKey: ['tasks', state],
  queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { state, whose: 'mine' as const, limit: 200 } } })),
  refetchInterval: 60_000,
});

export function HomePage() {
  const me = useMe();
  const open = useQuery(tasks('open'));
  const done = useQuery(tasks('done'));
  return (
    <Page title={say('home.title')}>
      <Loaded query={open}>{({ items, total }) => (
        <Section title={say('home.open', { count: total })}>
          {items.length === 0 ? <Nothing text={say('home.none')} /> : <ul className="lines">{[...items].sort((a, b) => a.dueAt.localeCompare(b.dueAt)).map((task) => <TaskLine key={task.id} task={task} />)}</ul>}
        </Section>
      )}</Loaded>
      {!me.permissions.includes('round.overview') && <DefencesAhead />}
      {me.societyId !== null && <OwnRounds />}
      <Loaded query={done}>{({ items }) => (items.length === 0 ? null : <Section title={say('home.done')}><ul className="lines">{items.map((task) => <TaskLine key={task.id} task={task} />)}</ul></Section>)}</Loaded>
    </Page>
  );
}

/** Where a society sees whether it may take part, before anything is asked of it. */
function OwnRounds() {
  const rounds = useQuery({ queryKey: ['rounds', 'running'], queryFn: () => answer(api.GET('/api/v1/rounds', { params: { query: { status: 'running', limit: 50 } } })) });
  return (
    <Loaded query={rounds}>{({ items }) => (items.length === 0 ? null : (
      <Section title={say('home.rounds')}><ul className="lines">{items.map(({ id, name }) => <li className="line" key={id}><span>{name}</span><Link to="/s/rounds/$id" params={{ id }}>{say('home.roundOpen')}</Link></li>)}</ul></Section>
    ))}</Loaded>
  );
}
