/** Discipline groups by the programme's names for them: a key is for machines. */
import type { Programme } from '../programme/schema.js';
import type { Locale, Params } from './catalogue.js';

type Grouped = Pick<Programme, 'disciplineGroups'>;

/** In both languages; the key itself for a group that the programme does not know. */
export const groupName = ({ disciplineGroups }: Grouped, key: string): { zh: string; en: string } => disciplineGroups.find((one) => one.key === key)?.name ?? { zh: key, en: key };

/** Parameters of refusals and letters that name one group, or several of them: `science+medicine: 2`. */
const ONE = new Set(['group', 'panel']);
const SEVERAL = new Set(['groups']);

/** The same parameters, with groups by name. */
export const withGroupNames = (locale: Locale, programme: Grouped, params: Params = {}): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? inWords(locale, programme, name, value) : value]));

function inWords(locale: Locale, programme: Grouped, name: string, value: string): string {
  if (ONE.has(name)) return groupName(programme, value)[locale];
  return SEVERAL.has(name) ? value.replace(/[A-Za-z]\w*/g, (key) => groupName(programme, key)[locale]) : value;
}
