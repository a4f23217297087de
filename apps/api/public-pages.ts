/**
 * The public pages as plain HTML, before a script has run: search engines and old browsers read the same calls, lists and results as
 * everybody. The console takes the place of it when it starts.
 */
import type { INestApplication } from '@nestjs/common';
import { LIVE } from '../../domain/ids.js';
import { reach } from '../../domain/access/policies.js';
import type { Principal } from '../../domain/access/roles.js';
import { dayOf } from '../../domain/calendar/beijing.js';
import { yuan } from '../../domain/funds/budget.js';
import { type Locale, say } from '../../domain/wording/catalogue.js';
import { sayDay, sayDue } from '../../domain/wording/dates.js';
import { type Scope } from '../../records/pool.js';
import { CallsService } from './calls/calls.service.js';
import type { Call } from './contract/calls.js';
import { PublicityService } from './publicity/publicity.service.js';

export interface PublicPage {
  title: string;
  /** What stands in the page's body. */
  html: string;
}

const NOBODY: Principal = { accountId: null, realm: LIVE, roles: ['public'], name: '', locale: 'zh', scopes: ['*'] };
const SCOPE: Scope = reach(NOBODY, 'public.read') ?? { realm: LIVE, society: '' };

export type PublicPages = (path: string, locale: Locale) => Promise<PublicPage | undefined>;

/** Undefined for an address that has no public page, or whose record is not public (yet). */
export function publicPages(app: INestApplication): PublicPages {
  const calls = app.get(CallsService, { strict: false });
  const publicity = app.get(PublicityService, { strict: false });
  return async (path, locale) => {
    const [, kind = '', id = ''] = path.split('/');
    const name = (text: { zh: string; en: string }): string => text[locale];
    try {
      switch (kind) {
        case '': {
          const [open, { items: periods }] = await Promise.all([calls.list(SCOPE), publicity.periods(SCOPE, NOBODY, undefined)]);
          return page(say(locale, 'public.home'), [
            heading(say(locale, 'public.calls')), list(open.items.map((call) => link(`/calls/${call.roundId}`, call.roundName, callLine(call, locale)))),
            heading(say(locale, 'public.lists')), list(periods.map((one) => link(`/publicity/${one.stageId}`, one.roundName, say(locale, 'public.until', { due: sayDue(locale, Date.parse(one.dueAt)) })))),
          ]);
        }
        case 'calls': {
          const call = await calls.get(SCOPE, id);
          return page(call.roundName, [
            text(callLine(call, locale)), heading(say(locale, 'public.eligibility')), list(call.eligibility.map((rule) => escaped(name(rule.name)))),
            heading(say(locale, 'public.form')), list(call.form.sections.flatMap(({ fields }) => fields.map((field) => escaped(name(field.name))))),
            text(say(locale, 'public.contact', { office: name(call.contacts.office), hotline: call.contacts.hotline, mailbox: call.contacts.mailbox })),
          ]);
        }
        case 'publicity': {
          const shown = await publicity.list(SCOPE, NOBODY, id);
          return page(say(locale, 'public.listOf', { round: shown.roundName }), [text(say(locale, 'public.until', { due: sayDue(locale, Date.parse(shown.dueAt)) })), list(shown.entries.map((one) => escaped(say(locale, 'named', { name: one.name, code: one.code }))))]);
        }
        case 'results': {
          const shown = await publicity.results(SCOPE, id);
          return page(say(locale, 'public.resultsOf', { round: shown.roundName }), [list(shown.awards.map((one) => escaped(`${say(locale, 'named', { name: one.name, code: one.code })} ${name(one.tierName)}`)))]);
        }
        case 'disclosure': {
          const shown = await publicity.disclosure(SCOPE, id);
          return page(say(locale, 'public.disclosureOf', { round: shown.roundName }), [list(shown.projects.map((one) => escaped(say(locale, 'public.disclosed', { society: one.society.name, number: one.number, paid: yuan(one.paidCents) }))))]);
        }
        default:
          return undefined;
      }
    } catch {
      // Not public, or not there: the console says which.
      return undefined;
    }
  };
}

function callLine({ number, publishedOn, places, opensAt, dueAt }: Call, locale: Locale): string {
  return [
    number, publishedOn === null ? null : sayDay(locale, publishedOn), places === null ? null : say(locale, 'public.places', { places }),
    opensAt === null || dueAt === null ? null : say(locale, 'public.window', { opens: sayDay(locale, dayOf(Date.parse(opensAt))), due: sayDue(locale, Date.parse(dueAt)) }),
  ].filter((part) => part !== null).join(' · ');
}


const page = (title: string, parts: string[]): PublicPage => ({ title, html: `<main class="column"><h1>${escaped(title)}</h1>${parts.join('')}</main>` });
const heading = (words: string): string => `<h2>${escaped(words)}</h2>`;
const text = (words: string): string => (words === '' ? '' : `<p>${escaped(words)}</p>`);
const list = (items: string[]): string => (items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`);
const link = (to: string, name: string, more: string): string => `<a href="${escaped(to)}">${escaped(name)}</a> ${escaped(more)}`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (words: string): string => words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
