/** What is owed, in words: a document of the programme by its own name, anything else by the catalogue's. */
import { projectStepsOf, type Programme } from '../programme/schema.js';
import { isMessageKey, sayKey, type Locale } from './catalogue.js';

export function taskName(locale: Locale, programme: Pick<Programme, 'project'>, kind: string): string {
  const owed = projectStepsOf(programme).flatMap(({ owes }) => owes).find((one) => one.kind === kind);
  if (owed) return owed.name[locale];
  return isMessageKey(`task.${kind}`) ? sayKey(locale, `task.${kind}`) : kind;
}
