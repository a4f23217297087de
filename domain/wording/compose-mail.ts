/**
 * A mail is a subject and a body of the catalogue, with the office's contacts below. What the outbox keeps is the template
 * and plain values: instants as RFC 3339, keys of tiers, rules and tasks. They become words here, at the time of sending.
 */
import { checksOf } from '../governance/stage.js';
import { tiersOf, type Programme } from '../programme/schema.js';
import { isMessageKey, say, sayCode, sayKey, type Locale, type MessageKey, type Params } from './catalogue.js';
import { sayClause, sayDue, sayInstant } from './dates.js';
import { taskName } from './tasks.js';

/** `receipt`, `notAccepted`, `verdict.continue`, `reminder.T-3`, … */
export type MailKind = { [Key in MessageKey]: Key extends `mail.${infer Kind}.subject` ? Kind : never }[MessageKey];

export interface Mail {
  subject: string;
  /** Plain text. */
  body: string;
}

/** Where a mail comes from; a rehearsal's mails say so in the subject. */
export interface MailFrame {
  /** Undefined for what belongs to no round: then no programme's office signs it. */
  programme: Programme | undefined;
  rehearsal: boolean;
  /** Where to go when the mail names no page of its own. */
  link: string;
}

/** Whether the catalogue has that mail. A template without words is a fault to be shown, not a mail to be sent. */
export const isMailKind = (template: string): template is MailKind => isMessageKey(`mail.${template}.subject`) && isMessageKey(`mail.${template}.body`);

/** The mail of a template; a value that is missing is printed as a dash. */
export function composeMail(locale: Locale, kind: MailKind, frame: MailFrame, params: Params): Mail {
  const { programme, rehearsal } = frame;
  const name = programme?.name[locale] ?? '';
  const words = inWords(locale, programme, { round: name, link: frame.link, recipient: params['society'] ?? say(locale, 'mail.recipient'), ...params, programme: name });
  const filled = (part: 'subject' | 'body') => sayKey(locale, `mail.${kind}.${part}`, words).replace(/\{\w+\}/g, '—');
  return {
    subject: (rehearsal ? say(locale, 'mail.rehearsal') : '') + filled('subject'),
    body: filled('body') + (programme ? footer(locale, programme) : ''),
  };
}

function footer(locale: Locale, { name, contacts: { office, hotline, mailbox, platform } }: Programme): string {
  return say(locale, 'mail.footer', { programme: name[locale], office: office[locale], hotline, mailbox })
    + (platform ? say(locale, 'mail.footer.platform', { name: platform.name[locale], hotline: platform.hotline }) : '');
}

/** Letters of a realm that may belong to no round: about facts, which every round reads. */
const ROUNDLESS: ReadonlySet<string> = new Set<MailKind>(['contestRaised', 'contestAnswered', 'contestDueSoon', 'contestOverdue', 'societiesMerged']);
export const isRoundless = (template: string): boolean => ROUNDLESS.has(template);

/** The template of a reminder by its wave; who has filled in everything but not submitted is told exactly that. */
export function reminderKind(wave: string, draftComplete: boolean): MailKind {
  if (draftComplete) return wave === 'overdue' ? 'draftMissed' : 'draftComplete';
  const kind = `reminder.${wave}`;
  // A programme may have waves of its own: T-30 is worded like the earliest one.
  return isMailKind(kind) ? kind : 'reminder.other';
}

const DUES = ['dueAt', 'before'];

function inWords(locale: Locale, programme: Programme | undefined, params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? word(locale, programme, key, value) : value]));
}

function word(locale: Locale, programme: Programme | undefined, key: string, value: string): string {
  const instant = key === 'at' || key.endsWith('At') || DUES.includes(key) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(instant)) return DUES.includes(key) ? sayDue(locale, instant) : sayInstant(locale, instant);
  switch (key) {
    case 'contestOutcome':
      return sayKey(locale, `contest.${value}`);
    case 'channel':
      return sayKey(locale, `channel.${value}`);
    case 'answerBy':
      return value === 'unknown' ? say(locale, 'contest.dueUnknown') : sayDue(locale, Date.parse(value));
    case 'clause': {
      const [document = '', ...clause] = value.split(' ');
      return sayClause(locale, { document, clause: clause.join(' ') });
    }
    case 'decision':
      return sayKey(locale, isMessageKey(`objection.${value}`) ? `objection.${value}` : value);
    case 'why':
      // Codes without their values, or sentences made where the values were known.
      return value.split('、').map((code) => sayCode(locale, code)).join(locale === 'zh' ? '、' : ', ');
    default:
      return programme ? programmeWord(locale, programme, key, value) : value;
  }
}

function programmeWord(locale: Locale, programme: Programme, key: string, value: string): string {
  switch (key) {
    case 'tier':
      return tiersOf(programme).find((tier) => tier.key === value)?.name[locale] ?? value;
    case 'task':
      return taskName(locale, programme, value);
    case 'checks':
      return value.split('、').map((check) => checkName(locale, programme, check)).join(locale === 'zh' ? '、' : ', ');
    case 'rule':
      return ruleName(locale, programme, value);
    default:
      return value;
  }
}

/** A governance check by the programme's name, or by that of the set which it includes. */
function checkName(locale: Locale, programme: Programme, key: string): string {
  const checks = programme.stages.flatMap((stage) => (stage.type === 'materialsCollection' ? checksOf(stage) : []));
  return checks.find((check) => check.key === key)?.name[locale] ?? key;
}

function ruleName(locale: Locale, programme: Programme, key: string): string {
  const rules = programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? stage.eligibility : []));
  return rules.find((rule) => rule.key === key)?.name[locale] ?? (isMessageKey(`rule.${key}`) ? sayKey(locale, `rule.${key}`) : key);
}
