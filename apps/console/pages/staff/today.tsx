/** The office's day: what is owed today, what is stuck, and where every round stands in one sentence. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useMay } from '../../app/session.js';
import { Loaded, Nothing, Page, Section } from '../../parts/page.js';
import { TaskLine } from '../../parts/task-line.js';
import { say } from '../../words/say.js';
import { ContestLine } from '../society/profile.js';

export function TodayPage() {
  const may = useMay();
  const tasks = useQuery({ queryKey: ['tasks', 'open'], queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { state: 'open', whose: 'mine', limit: 50 } } })) });
  const rounds = useQuery({ queryKey: ['rounds', 'all'], queryFn: () => answer(api.GET('/api/v1/rounds', { params: { query: { limit: 50 } } })) });
  const stuck = useQuery({ queryKey: ['stuck', 'count'], enabled: may('stuck.read'), queryFn: () => answer(api.GET('/api/v1/stuck', { params: { query: { limit: 1 } } })) });
  const contests = useQuery({ queryKey: ['contests', 'open'], enabled: may('stuck.read'), queryFn: () => answer(api.GET('/api/v1/contests', { params: { query: { state: 'open', limit: CONTESTS_SHOWN } } })) });
  return (
    <Page title={say('nav.today')}>
      {may('stuck.read') && <Loaded query={stuck}>{({ message }) => <p className="sentence"><Link to="/w/stuck">{message}</Link></p>}</Loaded>}
      {may('stuck.read') && <Loaded query={contests}>{(page) => page.total > 0 && <Contests page={page} />}</Loaded>}
      <Section title={say('nav.rounds')}>
        <Loaded query={rounds}>{({ items }) => {
          const going = items.filter(({ status }) => status === 'running' || status === 'announced');
          if (going.length === 0) return <Nothing text={say('today.noRounds')} next={may('round.launch') ? <Link to="/w/rounds/new">{say('rounds.new')}</Link> : undefined} />;
          return <ul className="lines">{going.map(({ id, name }) => <RoundLine key={id} id={id} name={name} />)}</ul>;
        }}</Loaded>
      </Section>
      <Section title={say('home.title')}>
        <Loaded query={tasks}>{({ items }) => (items.length === 0 ? <p>{say('home.none')}</p> : <ul className="lines">{items.map((task) => <TaskLine key={task.id} task={task} />)}</ul>)}</Loaded>
      </Section>
    </Page>
  );
}

const CONTESTS_SHOWN = 20;

/** They belong to no round, and so to no list of what is stuck: the overdue come first, then who has waited longest. */
function Contests({ page: { items, total, overdue } }: { page: Schemas['ContestPage'] }) {
  return (
    <Section title={say('profile.contests')}>
      <p className={overdue > 0 ? 'warn' : 'sentence'}>{say('today.contests', { open: total, overdue })}</p>
      <ul className="lines">
        {items.map((contest) => <ContestLine key={contest.id} contest={contest}><Link to="/w/societies/$id" params={{ id: contest.society.id }}>{say('home.go')}</Link></ContestLine>)}
      </ul>
      {total > items.length && <p className="notice">{say('list.shown', { count: items.length, total })}</p>}
    </Section>
  );
}

function RoundLine({ id, name }: { id: string; name: string }) {
  const overview = useQuery({ queryKey: ['overview', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/overview', { params: { path: { id } } })) });
  return (
    <li className="line">
      <div><Link to="/w/rounds/$id" params={{ id }}><strong>{name}</strong></Link><Loaded query={overview}>{({ sentence }) => <p>{sentence}</p>}</Loaded></div>
    </li>
  );
}
