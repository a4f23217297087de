import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api } from '../../app/api.js';
import { Loaded, Page } from '../../parts/page.js';
import { sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { SocietyTable } from './publicity.js';

export function ResultsPage() {
  const { id } = useParams({ from: '/results/$id' });
  const results = useQuery({ queryKey: ['results', id], queryFn: () => answer(api.GET('/api/v1/results/{roundId}', { params: { path: { roundId: id } } })) });
  return (
    <Loaded query={results}>{(data) => (
      <Page title={say('results.title', { round: data.roundName })} acts={<Link to="/disclosure/$id" params={{ id: data.roundId }}>{say('disclosure.see')}</Link>} lead={<p>{say('results.at', { at: sayInstant(data.announcedAt) })} · {say('results.count', { count: data.awards.length })}</p>}>
        <SocietyTable rows={data.awards.map((award) => ({ ...award, extra: `${bilingual(award.tierName)} · ${award.number}` }))} extra={`${say('common.tier')} · ${say('results.number')}`} />
      </Page>
    )}</Loaded>
  );
}
