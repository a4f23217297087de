/** What anybody may see: calls, and lists that one may object to. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { Loaded, Nothing, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDeadline } from '../../words/dates.js';
import { say } from '../../words/say.js';
import { CallFacts } from './call.js';

export function PublicHome() {
  const calls = useQuery({ queryKey: ['calls'], queryFn: () => answer(api.GET('/api/v1/calls')) });
  const periods = useQuery({ queryKey: ['publicity'], queryFn: () => answer(api.GET('/api/v1/publicity', { params: { query: {} } })) });
  return (
    <Page title={say('public.title')} lead={<p>{say('public.lead')}</p>}>
      <Section title={say('public.calls')}>
        <Loaded query={calls}>{({ items }) => (items.length === 0 ? <Nothing text={say('public.noCalls')} /> : <ul className="lines">{items.map((call) => <Call key={call.roundId} call={call} />)}</ul>)}</Loaded>
      </Section>
      <Section title={say('public.periods')}>
        <Loaded query={periods}>{({ items }) => (items.length === 0 ? <Nothing text={say('public.noPeriods')} /> : <ul className="lines">{items.map((period) => <Period key={period.stageId} period={period} />)}</ul>)}</Loaded>
      </Section>
      <Section title={say('public.verify')}><p><Link to="/verify">{say('public.verify')}</Link></p></Section>
    </Page>
  );
}

function Call({ call }: { call: Schemas['Call'] }) {
  return (
    <li className="line">
      <div><h3><Link to="/calls/$id" params={{ id: call.roundId }}>{call.roundName}</Link></h3><CallFacts call={call} /></div>
      <Link to="/s/rounds/$id" params={{ id: call.roundId }}>{say('home.eligibility')}</Link>
    </li>
  );
}

function Period({ period }: { period: Schemas['PublicityPeriod'] }) {
  return (
    <li className="line">
      <div>
        <h3>{period.roundName}{period.n > 1 && ` · ${say('publicity.replacement', { n: period.n })}`}</h3>
        <p><StatusTag group="publicity" state={period.state} /> {say('public.listed', { count: period.listed })} · {say('public.until', { due: sayDeadline(period.dueAt) })}</p>
      </div>
      <span className="acts">
        <Link to="/publicity/$id" params={{ id: period.stageId }}>{say('public.see')}</Link>
        {period.state === 'ended' && <Link to="/results/$id" params={{ id: period.roundId }}>{say('public.results')}</Link>}
      </span>
    </li>
  );
}
