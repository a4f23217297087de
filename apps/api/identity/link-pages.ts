/**
 * The pages behind one-time links: plain HTML from the server, so that the first administrator needs no console and no
 * script runs where a password is set.
 */
import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { type MessageKey, say, sayCode, sayKey } from '../../../domain/wording/catalogue.js';
import { Email } from '../contract/common.js';
import type { Link } from '../../../records/accounts.js';
import type { Pool } from '../../../records/pool.js';
import { type Locale, localeOf } from '../http/request.js';
import { fieldErrors } from '../http/validation.pipe.js';
import { sayField } from '../problem/problem.js';
import { Refused } from '../problem/refused.js';
import { statusOf } from '../problem/status.js';
import { MAX_PASSWORD, MIN_PASSWORD } from './auth.js';
import { linkOf, useLink } from './links.js';

const passwords = { password: z.string().min(MIN_PASSWORD).max(MAX_PASSWORD), again: z.string() };
const same = (form: { password: string; again: string }): boolean => form.password === form.again;
const notSame = { path: ['again'], params: { code: 'not_same' } };
const PasswordForm = z.strictObject(passwords).refine(same, notSame);
const FirstAdministratorForm = z.strictObject({ name: z.string().trim().min(1).max(100), email: Email, ...passwords }).refine(same, notSame);

export function linkPages(pool: Pool): Router {
  const router = Router({ strict: true });
  router.use(urlencoded({ extended: false, limit: '16kb' }));
  router.get('/:token', async (request, response) => {
    const link = await linkOf(pool, request.params.token);
    if (link === undefined) show(request, response, 410, invalidPage);
    else show(request, response, 200, (locale) => formPage(locale, link, {}, {}));
  });
  router.post('/:token', async (request, response) => {
    const link = await linkOf(pool, request.params.token);
    if (link === undefined) show(request, response, 410, invalidPage);
    else await take(request, response, pool, request.params.token, link);
  });
  return router;
}

async function take(request: Request, response: Response, pool: Pool, token: string, link: Link): Promise<void> {
  const locale = localeOf(request);
  const schema = link.purpose === 'firstAdministrator' ? FirstAdministratorForm : PasswordForm;
  const form = schema.safeParse(request.body, { reportInput: true });
  const given = { name: text(request.body, 'name'), email: text(request.body, 'email') };
  if (!form.success) {
    const wrong = Object.fromEntries(fieldErrors(form.error.issues).map(({ field, code, params }) => [field, sayField(locale, code, params)]));
    show(request, response, 400, () => formPage(locale, link, given, wrong));
    return;
  }
  try {
    const { email } = await useLink(pool, token, form.data);
    show(request, response, 200, () => donePage(locale, email));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, field } = error.refusal;
    if (field === undefined) show(request, response, 410, invalidPage);
    else show(request, response, statusOf(code), () => formPage(locale, link, given, { [field]: sayCode(locale, code) }));
  }
}

function text(body: unknown, field: string): string {
  const value: unknown = body !== null && typeof body === 'object' ? (body as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : '';
}

type Texts = Record<string, string>;

function formPage(locale: Locale, link: Link, given: Texts, wrong: Texts): [title: string, body: string] {
  const first = link.purpose === 'firstAdministrator';
  const input = (name: string, label: string, kind: string, complete: string, extra = ''): string => {
    const error = wrong[name];
    const describe = error === undefined ? '' : ` aria-invalid="true" aria-describedby="${name}-error"`;
    return `<p><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${kind}" autocomplete="${complete}" required value="${escape(given[name] ?? '')}"${extra}${describe}>
      ${error === undefined ? '' : `<span class="error" id="${name}-error">${escape(error)}</span>`}</p>`;
  };
  const length = ` minlength="${MIN_PASSWORD}" maxlength="${MAX_PASSWORD}"`;
  const line = (key: MessageKey, params?: Record<string, string | number>): string => escape(sayKey(locale, key, params));
  return [
    say(locale, `page.${link.purpose}`),
    `<p>${line(`page.${link.purpose}.intro`, { name: link.name ?? '', email: link.email ?? '' })}</p>
    <form method="post">
      ${first ? input('name', line('page.name'), 'text', 'name', ' maxlength="100"') + input('email', line('page.email'), 'email', 'username') : ''}
      ${input('password', line('page.password', { least: MIN_PASSWORD }), 'password', 'new-password', length)}
      ${input('again', line('page.passwordAgain'), 'password', 'new-password', length)}
      <button>${line('page.submit')}</button>
    </form>`,
  ];
}

const donePage = (locale: Locale, email: string): [string, string] => [
  say(locale, 'page.done'),
  `<p>${escape(say(locale, 'page.done.intro', { email }))}</p><p><a href="/login">${escape(say(locale, 'page.signIn'))}</a></p>`,
];

const invalidPage = (locale: Locale): [string, string] => [say(locale, 'page.invalid'), `<p>${escape(say(locale, 'page.invalid.intro'))}</p>`];

const STYLE = `body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.4rem}label{display:block;font-weight:600}input{box-sizing:border-box;width:100%;min-height:44px;padding:.4rem .6rem;font:inherit;border:1px solid #6b6b6b;border-radius:4px}
input[aria-invalid]{border-color:#c5221f}.error{color:#c5221f}button{min-height:44px;padding:0 1.5rem;font:inherit;color:#fff;background:#0b57d0;border:0;border-radius:4px}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}a{color:#0b57d0}`;

function show(request: Request, response: Response, status: number, page: (locale: Locale) => [title: string, body: string]): void {
  const locale = localeOf(request);
  const [title, body] = page(locale);
  const nonce = randomBytes(16).toString('base64');
  response
    .status(status)
    .set({
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      // The address is the secret.
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
        `<title>${escape(title)}</title><style nonce="${nonce}">${STYLE}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`,
    );
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
