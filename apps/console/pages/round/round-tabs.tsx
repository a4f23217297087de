/** The rooms of one round; which there are follows from its stages. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answer, api, type Schemas } from '../../app/api.js';
import { Loaded, Page } from '../../parts/page.js';
import { bilingual } from '../../words/locale.js';
import { say, type Word } from '../../words/say.js';

type Round = Schemas['Round'];

export const useRound = (id: string) => useQuery({ queryKey: ['round', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}', { params: { path: { id } } })) });

/** A page inside a round. */
export function RoundPage({ id, word, acts, children }: { id: string; word: Word; acts?: ReactNode; children: (round: Round) => ReactNode }) {
  const round = useRound(id);
  return (
    <Loaded query={round}>{(data) => (
      <Page title={word === 'round.overview' ? data.name : say(word)} acts={acts} crumbs={[{ title: say('nav.rounds'), to: '/w/rounds' }, { title: data.name, to: `/w/rounds/${id}` }, { title: say(word) }]}>
        <Tabs round={data} />
        {children(data)}
      </Page>
    )}</Loaded>
  );
}

const TABS: { word: Word; at: string; type?: string }[] = [
  { word: 'round.overview', at: '' },
  { word: 'round.assessment', at: '/assessment', type: 'capabilityAssessment' },
  { word: 'round.applications', at: '/applications', type: 'applicationWindow' },
  { word: 'round.experts', at: '/experts', type: 'expertReview' },
  { word: 'round.defence', at: '/defence', type: 'expertReview' },
  { word: 'round.ranking', at: '/ranking', type: 'expertReview' },
  { word: 'round.publicity', at: '/publicity', type: 'publicityPeriod' },
  { word: 'round.owing', at: '/owing' },
  { word: 'round.mail', at: '/mail' },
  { word: 'round.decisions', at: '/decisions' },
];

function Tabs({ round }: { round: Round }) {
  const has = (type: string | undefined): boolean => type === undefined || round.stages.some((stage) => stage.type === type);
  const collections = round.stages.filter(({ type, n }) => type === 'materialsCollection' && n === 1);
  const base = `/w/rounds/${round.id}`;
  return (
    <ul className="tabs no-print" aria-label={round.name}>
      {TABS.filter(({ type }) => has(type)).map(({ word, at }) => <li key={word}><Link to={base + at} activeOptions={{ exact: true }} activeProps={{ className: 'here', 'aria-current': 'page' }}>{say(word)}</Link></li>)}
      {collections.map(({ key, name }) => <li key={key}><Link to="/w/rounds/$id/collections/$stage" params={{ id: round.id, stage: key }} activeProps={{ className: 'here', 'aria-current': 'page' }}>{bilingual(name)}</Link></li>)}
      {has('approval') && <li><Link to="/approvals/$id" params={{ id: round.id }}>{say('round.approval')}</Link></li>}
      {round.funded && <li><Link to="/w/projects" search={{ round: round.id }}>{say('nav.projects')}</Link></li>}
    </ul>
  );
}
