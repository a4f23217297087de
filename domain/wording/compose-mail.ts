/** A mail is a subject and a body of the catalogue, with the office's contacts below. */
import type { Programme } from '../programme/schema.js';
import { say, sayKey, type Locale, type MessageKey, type Params, type ParamsOf } from './catalogue.js';

/** `receipt`, `notAccepted`, `verdict.continue`, `reminder.T-3`, … */
export type MailKind = { [Key in MessageKey]: Key extends `mail.${infer Kind}.subject` ? Kind : never }[MessageKey];
type Needed<Kind extends MailKind> = Exclude<ParamsOf<Extract<`mail.${Kind}.subject` | `mail.${Kind}.body`, MessageKey>>, 'programme'>;

export interface Mail {
  subject: string;
  /** Plain text. */
  body: string;
}

/** Where a mail comes from; a rehearsal's mails say so in the subject. */
export interface MailFrame {
  programme: Pick<Programme, 'name' | 'contacts'>;
  rehearsal: boolean;
}

/** `{programme}` and the contacts are filled from the frame; all else the mail needs is in `params`, or it does not compile. */
export const composeMail = <Kind extends MailKind>(locale: Locale, kind: Kind, frame: MailFrame, params: Record<Needed<Kind>, string | number> & Params): Mail =>
  compose(locale, kind, frame, params);

export interface ReminderParams extends Params {
  recipient: string;
  task: string;
  /** Printed, as `sayDue` gives it. */
  deadline: string;
  link: string;
}

/** A reminder's text by its wave; who has filled in everything but not submitted is told exactly that. */
export function composeReminder(locale: Locale, wave: string, frame: MailFrame, params: ReminderParams, draftComplete: boolean): Mail {
  if (draftComplete) return compose(locale, wave === 'overdue' ? 'draftMissed' : 'draftComplete', frame, params);
  return compose(locale, `reminder.${wave}`, frame, params);
}

function compose(locale: Locale, kind: string, { programme, rehearsal }: MailFrame, params: Params): Mail {
  const all = { ...params, programme: programme.name[locale] };
  const { office, hotline, mailbox } = programme.contacts;
  const footer = say(locale, 'mail.footer', { programme: programme.name[locale], office: office[locale], hotline, mailbox });
  const prefix = rehearsal ? say(locale, 'mail.rehearsal') : '';
  return { subject: prefix + sayKey(locale, `mail.${kind}.subject`, all), body: sayKey(locale, `mail.${kind}.body`, all) + footer };
}
