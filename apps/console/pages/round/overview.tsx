/** Where the round stands in one sentence; its timeline, its funnel, what happened last. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { useMay, useMe } from '../../app/session.js';
import { ExtendGate, SuspendGate } from '../../parts/gate-acts.js';
import { Loaded, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { TimelineChart } from '../../parts/timeline-chart.js';
import { sayDeadline, sayInstant } from '../../words/dates.js';
import { sayAction } from '../../words/actions.js';
import { say, type Word } from '../../words/say.js';
import { CallActs } from './call-acts.js';
import { RoundActs } from './round-acts.js';
import { RoundPage } from './round-tabs.js';

type Overview = Schemas['RoundOverview'];

export function OverviewPage() {
  const { id } = useParams({ from: '/w/rounds/$id' });
  const me = useMe();
  // A round that has just been launched is in its first stage within a second or two.
  const overview = useQuery({ queryKey: ['overview', id], refetchInterval: ({ state }) => (state.data?.status === 'running' && state.data.stage === null && state.data.funnel.projects === 0 ? 2_000 : 30_000), queryFn: () => answer(api.GET('/api/v1/rounds/{id}/overview', { params: { path: { id } } })) });
  const health = useQuery({ queryKey: ['health'], refetchInterval: 30_000, queryFn: () => answer(api.GET('/healthz')) });
  return (
    <RoundPage id={id} word="round.overview" acts={overview.data === undefined ? undefined : <Acts overview={overview.data} />}>{(round) => (
      <Loaded query={overview}>{(data) => (
        <>
          {health.data?.temporal === 'down' && <p className="notice" role="alert">{say('round.temporalDown')}</p>}
          <p className="sentence" role="status"><StatusTag group="round" state={data.status} /> {data.sentence}</p>
          {data.stage !== null && (
            <p className="quiet">
              {data.stage.waitingFor}{data.stage.dueAt !== null && ` · ${say('home.due', { due: sayDeadline(data.stage.dueAt) })}`}
              {data.stage.temporalUrl !== null && <> · <a href={data.stage.temporalUrl} target="_blank" rel="noreferrer">{say('stuck.temporal')}</a></>}
            </p>
          )}
          <CallActs round={round} />
          <p className="acts no-print"><RoundActs round={round} /></p>
          <Funnel id={id} overview={data} />
          <Section title={say('round.timeline')}><TimelineChart overview={data} /></Section>
          <Section title={say(me.realm === 'live' ? 'round.events' : 'round.eventsReal')}>
            <ul className="lines">{data.events.map((event) => <li className="line" key={`${event.stream}-${event.n}`}><span>{sayInstant(event.at)} · {event.actorName ?? say('round.system')}</span><span>{sayAction(event.action)}{event.society !== null && ` · ${event.society}`}</span></li>)}</ul>
          </Section>
        </>
      )}</Loaded>
    )}</RoundPage>
  );
}

function Acts({ overview }: { overview: Overview }) {
  const may = useMay();
  const { stage } = overview;
  if (stage === null || stage.gateId === null || !may('deadline.decide')) return null;
  return <><ExtendGate gateId={stage.gateId} dueAt={stage.dueAt} primary /><SuspendGate gateId={stage.gateId} /></>;
}

/** Linked counts, with what was lost on the way. */
function Funnel({ id, overview }: { id: string; overview: Overview }) {
  const { funnel, stuck } = overview;
  const steps: { word: Word; count: number; to: string; search?: Record<string, string> }[] = [
    { word: 'funnel.assessed', count: funnel.assessed, to: `/w/rounds/${id}/assessment` },
    { word: 'funnel.invited', count: funnel.invited, to: `/w/rounds/${id}/assessment` },
    { word: 'funnel.submitted', count: funnel.submitted, to: `/w/rounds/${id}/applications`, search: { status: 'submitted' } },
    { word: 'funnel.accepted', count: funnel.accepted, to: `/w/rounds/${id}/applications`, search: { status: 'accepted' } },
    { word: 'funnel.notAccepted', count: funnel.notAccepted, to: `/w/rounds/${id}/applications`, search: { status: 'notAccepted' } },
    { word: 'funnel.listed', count: funnel.listed, to: `/w/rounds/${id}/ranking` },
    { word: 'funnel.projects', count: funnel.projects, to: '/w/projects', search: { round: id } },
    { word: 'funnel.finished', count: funnel.finished, to: '/w/projects', search: { round: id, status: 'accepted' } },
    { word: 'funnel.stuck', count: stuck, to: '/w/stuck', search: { round: id } },
  ];
  return <ul className="funnel">{steps.map(({ word, count, to, search }) => <li key={word}><Link to={to} search={search as never}><strong>{count}</strong>{say(word)}</Link></li>)}</ul>;
}

