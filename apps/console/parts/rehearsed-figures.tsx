/** The figures of a rehearsal, in the order in which a round goes and by the programme's own names. */
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../app/api.js';
import { useNames } from '../app/names.js';
import { sayMoney } from '../words/dates.js';
import { bilingual } from '../words/locale.js';
import { say, sayState } from '../words/say.js';
import { Facts } from './page.js';

const ORDER = [
  'programme', 'societies', 'suggestedList', 'shortlist', 'applications', 'objections', 'awards', 'commended', 'filed', 'taskBooksSigned', 'selfEvaluations', 'annualReports', 'audits', 'midTerm', 'verdicts', 'acceptance', 'sanctions', 'materials', 'reminders', 'facts', 'temporal', 'left', 'wallSeconds', 'outcomeHash',
  // Inside one of them.
  'suggested', 'volunteers', 'byRank', 'legacy', 'total', 'owed', 'submitted', 'late', 'missing', 'warnings', 'explanations', 'findings', 'verified', 'rectified', 'accepted', 'notAccepted', 'received', 'upheld',
  'continue', 'adjust', 'terminate', 'passed', 'failed', 'cases', 'dismissed', 'revoked', 'lifted', 'clawbackCents', 'recoveredCents', 'queued', 'sent', 'duplicates', 'acknowledged', 'workflows', 'historyEvents',
];
const placeOf = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
/** The record keeps none. */
const inOrder = (figures: object): [string, unknown][] => Object.entries(figures).sort(([a], [b]) => placeOf(a) - placeOf(b));

export function RehearsedFigures({ figures }: { figures: Record<string, unknown> }) {
  const { programme: key } = figures;
  const programmes = useQuery({ queryKey: ['programmes'], queryFn: () => answer(api.GET('/api/v1/programmes')) });
  // The newest comes first.
  const programme = programmes.data?.items.find((one) => one.key === key);
  const names = useNames(programme?.id);
  const nameOf = (name: string): string => [names.tier(name), names.stage(name)].find((own) => own !== name) ?? sayState('rehearsed', name);
  const shown = (name: string, value: unknown): string => {
    if (value !== null && typeof value === 'object') return inOrder(value).map(([part, of]) => `${nameOf(part)} ${shown(part, of)}`).join(say('mark.series'));
    return name.endsWith('Cents') && typeof value === 'number' ? sayMoney(value) : String(value);
  };
  return <Facts items={inOrder(figures).map(([name, value]) => [nameOf(name), name === 'programme' && programme !== undefined ? bilingual(programme.name) : shown(name, value)])} />;
}
