import { Link } from '@tanstack/react-router';
import { type Ahead, useDefences } from '../app/defences.js';
import { sayInstant } from '../words/dates.js';
import { say } from '../words/say.js';
import { Section } from './page.js';

/** On the first page of whoever takes part. */
export function DefencesAhead() {
  const ahead = useDefences();
  if (ahead.length === 0) return null;
  return (
    <Section title={say('round.defence')}>
      <ul className="lines">{ahead.map((one) => <li className="line" key={one.round.id}><DefenceLine ahead={one} /></li>)}</ul>
    </Section>
  );
}

/** Beside a task of the same round. */
export function DefenceOf({ round }: { round: string }) {
  const ahead = useDefences().find((one) => one.round.id === round);
  return ahead === undefined ? null : <p><Link to="/defence/$id" params={{ id: round }}>{say('round.defence')}</Link> · {sayAhead(ahead)}</p>;
}

const DefenceLine = ({ ahead }: { ahead: Ahead }) => (
  <div><Link to="/defence/$id" params={{ id: ahead.round.id }}><strong>{ahead.round.name}</strong></Link><p className="quiet">{sayAhead(ahead)}</p></div>
);

function sayAhead({ from, room, societies, held }: Ahead): string {
  const at = room === null ? say('defence.ahead', { at: sayInstant(from) }) : say('defence.aheadIn', { at: sayInstant(from), room });
  return societies === 1 && held === 0 ? at : `${at} · ${say('defence.standing', { held, count: societies })}`;
}
