import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../app/api.js';
import { Facts, Loaded, Page } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { say } from '../../words/say.js';

export function HealthPage() {
  const health = useQuery({ queryKey: ['health'], refetchInterval: 10_000, queryFn: () => answer(api.GET('/healthz')) });
  const stuck = useQuery({ queryKey: ['stuck', 'count'], queryFn: () => answer(api.GET('/api/v1/stuck', { params: { query: { limit: 50 } } })) });
  const ui = stuck.data?.items.find(({ temporalUrl }) => temporalUrl !== null)?.temporalUrl ?? undefined;
  return (
    <Page title={say('nav.health')}>
      <Loaded query={health}>{(data) => <Facts items={[[say('health.status'), <StatusTag key="a" group="health" state={data.status} />], [say('health.database'), <StatusTag key="b" group="health" state={data.database} />], [say('health.temporal'), <StatusTag key="c" group="health" state={data.temporal} />]]} />}</Loaded>
      <Loaded query={stuck}>{({ message }) => <p><Link to="/w/stuck">{message}</Link></p>}</Loaded>
      {ui !== undefined && <p><a href={new URL(ui).origin} target="_blank" rel="noreferrer">{say('health.ui')}</a></p>}
    </Page>
  );
}
