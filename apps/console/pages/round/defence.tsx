/** The run-sheet inside its round: here the office plans it; the page of its own is for the room and for paper. */
import { Link, useParams } from '@tanstack/react-router';
import { useDefence } from '../../app/defences.js';
import { useMay } from '../../app/session.js';
import { Loaded } from '../../parts/page.js';
import { say } from '../../words/say.js';
import { RunSheet } from '../defence/run-sheet.js';
import { PlanDefence } from '../defence/slot-acts.js';
import { RoundPage } from './round-tabs.js';

export function RoundDefencePage() {
  const { id } = useParams({ from: '/w/rounds/$id/defence' });
  const may = useMay();
  const defence = useDefence(id);
  return (
    <RoundPage id={id} word="round.defence" acts={<><Link to="/defence/$id" params={{ id }}>{say('defence.onSite')}</Link>{may('defence.manage') && <PlanDefence id={id} />}</>}>{() => (
      <Loaded query={defence}>{(data) => <RunSheet defence={data} />}</Loaded>
    )}</RoundPage>
  );
}
