/**
 * Turns an outbox row into subject and body. Rows hold raw values (epoch milliseconds, clause texts, keys); they are
 * printed when the letter is sent, in the reader's language. Texts are the catalogue's.
 */
import type { Programme } from '../domain/programme/schema.js';
import { sayCode, sayKey, type Locale, type Params } from '../domain/wording/catalogue.js';
import { composeMail, composeReminder, type MailFrame, type MailKind } from '../domain/wording/compose-mail.js';
import { sayClause, sayDue, sayInstant } from '../domain/wording/dates.js';

export interface Letter {
  template: string;
  wave: string;
  locale: string;
  params: Params;
}

/** Instants that are deadlines: printed as 24:00 of the day they end. */
const DEADLINES = new Set(['deadline', 'oldDeadline', 'newDeadline', 'contestBy', 'answerBy', 'conflictDeadline', 'publicityEnded']);
const INSTANTS = new Set(['time', 'opens', 'from']);
/** Keys of the catalogue: printed as the text behind them. */
const KEYS = new Set(['next', 'basis', 'conclusion', 'what', 'length']);
/** Codes of rules and problems. */
const CODES = new Set(['problem', 'fact']);

export function renderLetter(letter: Letter, programme: Programme, rehearsal: boolean, publicUrl: string): { subject: string; body: string } {
  const locale: Locale = letter.locale === 'en' ? 'en' : 'zh';
  const frame: MailFrame = { programme, rehearsal };
  const params = Object.fromEntries(Object.entries(letter.params).map(([name, value]) => [name, printed(name, value, locale, programme, publicUrl)]));
  if (letter.template === 'reminder' || letter.template === 'reminderUnsubmitted') {
    const reminder = { ...params, recipient: params.recipient ?? '', task: params.task ?? '', deadline: params.deadline ?? '', link: params.link ?? publicUrl };
    return composeReminder(locale, letter.wave, frame, reminder, letter.template === 'reminderUnsubmitted');
  }
  return composeMail(locale, letter.template as MailKind, frame, params as Record<string, string>);
}

function printed(name: string, value: string | number, locale: Locale, programme: Programme, publicUrl: string): string {
  if (DEADLINES.has(name)) return sayDue(locale, Number(value));
  if (INSTANTS.has(name)) return sayInstant(locale, Number(value));
  if (KEYS.has(name)) return sayKey(locale, String(value));
  if (CODES.has(name)) return sayCode(locale, String(value));
  if (name === 'link') return `${publicUrl}${value}`;
  if (name === 'task') return nameOfTask(String(value), locale, programme);
  if (name === 'clause') {
    const [document = '', ...rest] = String(value).split(' ');
    return sayClause(locale, { document, clause: rest.join(' ') });
  }
  if (name === 'tier' || name === 'goal') {
    const tier = programme.quota.tiers.find((one) => one.key === value);
    return tier ? (name === 'tier' ? tier.name : tier.goal)[locale] : String(value);
  }
  return String(value);
}

/** What is owed, by the name that the programme gives it; a task of the office by the catalogue's. */
export function nameOfTask(kind: string, locale: Locale, programme: Programme): string {
  for (const step of programme.project.steps) {
    const found = step.owes.find((one) => one.kind === kind);
    if (found) return found.name[locale];
  }
  return sayKey(locale, `task.${kind}`);
}
