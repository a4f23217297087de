/** Mails about accounts: they belong to no round, so no programme signs them. */
import { type Locale, type Params, say } from './catalogue.js';

export interface AccountMail {
  template: 'accountInvitation' | 'passwordReset';
  params: Record<'name' | 'email' | 'link', string> & { hours: number };
}

export const ACCOUNT_MAILS: readonly string[] = ['accountInvitation', 'passwordReset'] satisfies AccountMail['template'][];

export const isAccountMail = (template: string): template is AccountMail['template'] => ACCOUNT_MAILS.includes(template);

/** Subject and plain-text body. */
export function composeAccountMail(locale: Locale, template: AccountMail['template'], params: Params): { subject: string; body: string } {
  const words = { name: params['name'] ?? '', email: params['email'] ?? '', link: params['link'] ?? '', hours: params['hours'] ?? '' };
  return { subject: say(locale, `mail.${template}.subject`), body: say(locale, `mail.${template}.body`, words) };
}
