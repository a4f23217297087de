/** Rule by rule: what came out, by which clause, and the facts that were weighed with their source. */
import type { ReactNode } from 'react';
import type { Schemas } from '../app/api.js';
import { sayClause } from '../words/clauses.js';
import { sayDay } from '../words/dates.js';
import { bilingual } from '../words/locale.js';
import { isRecordId } from '../words/record-id.js';
import { say, sayState } from '../words/say.js';
import { StatusTag } from './status-tag.js';

type Lines = Schemas['Eligibility']['lines'];

export function EligibilityShown({ lines, acts }: { lines: Lines; acts?: (line: Lines[number]) => ReactNode }) {
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li className="line" key={line.rule}>
          <div>
            <StatusTag group="rule" state={line.result} /> <strong>{bilingual(line.name)}</strong> <span className="clause">{sayClause(line.clause)}</span>
            {line.why.map(({ message }, n) => <p key={n}>{message}</p>)}
            {line.facts.map((fact) => (
              <p className="quiet" key={fact.id}>{factSource(sayState('fact', fact.kind), fact)}</p>
            ))}
          </div>
          {acts !== undefined && <span className="acts">{acts(line)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Where a fact comes from; what is not known is left out. */
export const factSource = (kind: string, { issuer, document, asOf }: { issuer: string; document: string; asOf: string }): string =>
  [...new Set([kind, sayState('authority', issuer)]), document, say('fact.upTo', { day: sayDay(asOf) })].filter((part) => part !== '').join(' · ');

/** What is recorded, in words; the number of another record says nothing to people. */
export function factText(value: Record<string, unknown>): string {
  return Object.entries(value).filter(([, part]) => !isRecordId(part)).map(([key, part]) => (isPeriod(part) ? `${sayDay(part.from)} – ${sayDay(part.to)}` : sayState('authority', sayState(key, String(part))))).join(' · ');
}

const isPeriod = (part: unknown): part is { from: string; to: string } => typeof part === 'object' && part !== null && 'from' in part && 'to' in part;
