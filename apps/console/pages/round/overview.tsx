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
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { CallActs } from './call-acts.js';
import { RoundActs } from './round-acts.js';
import { RoundPage } from './round-tabs.js';

type Overview = Schemas['RoundOverview'];
type Round = Schemas['Round'];

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
          <Funnel round={round} overview={data} />
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

interface FunnelStep {
  name: string;
  count: number;
  to: string;
  search?: Record<string, string>;
}

/** Linked counts, with what was lost on the way: of what the programme has. */
function Funnel({ round, overview: { funnel, collected, stuck, timeline } }: { round: Round; overview: Overview }) {
  const base = `/w/rounds/${round.id}`;
  const planned = (type: string): boolean => timeline.some((entry) => entry.type === type);
  const steps: FunnelStep[] = [
    ...(planned('capabilityAssessment') ? [{ name: say('funnel.assessed'), count: funnel.assessed, to: `${base}/assessment` }, { name: say('funnel.invited'), count: funnel.invited, to: `${base}/assessment` }] : []),
    ...collected.flatMap(({ stage, ...counts }) => COLLECTED.flatMap((key) => {
      const count = counts[key];
      return count === null ? [] : [{ name: collected.length > 1 ? `${bilingual(counts.name)} ${say(`funnel.${key}`)}` : say(`funnel.${key}`), count, to: `${base}/collections/${stage}` }];
    })),
    ...(planned('applicationWindow') ? [
      // Whatever has become of it since; what was withdrawn is gone.
      { name: say('funnel.submitted'), count: funnel.submitted + funnel.correcting + funnel.accepted + funnel.notAccepted + funnel.cancelled, to: `${base}/applications` },
      ...DECIDED.map((status) => ({ name: say(`funnel.${status}`), count: funnel[status], to: `${base}/applications`, search: { status } })),
    ] : []),
    ...(planned('expertReview') ? [{ name: say('funnel.listed'), count: funnel.listed, to: `${base}/ranking` }] : []),
    ...(round.funded ? [{ name: say('funnel.projects'), count: funnel.projects, to: '/w/projects', search: { round: round.id } }, { name: say('funnel.finished'), count: funnel.finished, to: '/w/projects', search: { round: round.id, status: 'accepted' } }] : []),
    { name: say('funnel.stuck'), count: stuck, to: '/w/stuck', search: { round: round.id } },
  ];
  return <ul className="funnel">{steps.map(({ name, count, to, search }) => <li key={name}><Link to={to} search={search as never}><strong>{count}</strong>{name}</Link></li>)}</ul>;
}

const COLLECTED = ['owed', 'submitted', 'warnings', 'explanations', 'findings', 'rectified'] as const;
const DECIDED = ['accepted', 'notAccepted'] as const;
