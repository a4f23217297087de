import { Button } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useDefence } from '../../app/defences.js';
import { Loaded, Page } from '../../parts/page.js';
import { say } from '../../words/say.js';
import { RunSheet } from './run-sheet.js';

export function DefencePage() {
  const { id } = useParams({ from: '/defence/$id' });
  const defence = useDefence(id);
  return (
    <Loaded query={defence}>{(data) => (
      <Page
        title={say('defence.title', { round: data.round.name })} acts={<Button onClick={() => window.print()}>{say('common.print')}</Button>}
        crumbs={[data.reader === 'office' ? { title: data.round.name, to: `/w/rounds/${id}` } : { title: say('nav.home'), to: '/home' }, { title: say('round.defence') }]}
      >
        <RunSheet defence={data} />
      </Page>
    )}</Loaded>
  );
}
