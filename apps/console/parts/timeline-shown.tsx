/** Every deadline and every reminder that would follow, with the rule it comes from; what is our choice says so. */
import type { Schemas } from '../app/api.js';
import { sayClause } from '../words/clauses.js';
import { sayDeadline, sayInstant } from '../words/dates.js';
import { bilingual } from '../words/locale.js';
import { say, sayState } from '../words/say.js';

type Entry = Schemas['Timeline']['entries'][number];

export function TimelineShown({ timeline }: { timeline: Schemas['Timeline'] }) {
  const reminders = timeline.entries.reduce((sum, entry) => sum + entry.reminders.length, 0);
  return (
    <>
      {timeline.warnings.length > 0 && <div className="notice"><strong>{say('timeline.warnings', { count: timeline.warnings.length })}</strong><ul>{timeline.warnings.map(({ message }, n) => <li key={n}>{message}</li>)}</ul></div>}
      <p>{say('timeline.count', { deadlines: timeline.entries.length, reminders })}</p>
      <div className="table-frame" role="region" aria-label={say('wizard.preview')} tabIndex={0}>
        <table className="grid-table">
          <thead><tr><th scope="col">{say('timeline.step')}</th><th scope="col">{say('timeline.opens')}</th><th scope="col">{say('timeline.due')}</th><th scope="col">{say('timeline.who')}</th><th scope="col">{say('timeline.reminders')}</th><th scope="col">{say('common.clause')}</th></tr></thead>
          <tbody>{timeline.entries.map((entry, n) => <Line key={n} entry={entry} />)}</tbody>
        </table>
      </div>
    </>
  );
}

function Line({ entry }: { entry: Entry }) {
  return (
    <tr>
      <th scope="row">{bilingual(entry.name)}{entry.year !== undefined && ` ${entry.year}`}</th>
      <td>{sayInstant(entry.opens)}</td>
      <td>{sayDeadline(entry.due)}</td>
      <td>{entry.roles.map((role) => sayState('role', role)).join(say('mark.list'))}</td>
      <td>{entry.reminders.map(({ wave }) => sayState('wave', wave)).join(' ')}</td>
      <td>{sayClause(entry.clause)}</td>
    </tr>
  );
}
