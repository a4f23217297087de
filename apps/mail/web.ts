import http from 'node:http';
import { listPage, mailPage, notFoundPage, type Language } from './page.js';
import type { MailStore } from './store.js';

interface Answer {
  status?: number;
  type: string;
  body: string | Buffer;
}

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * `/` lists, `/messages/<id>` shows one, `/messages/<id>.eml` is the raw mail. `/messages.json` is for programs: newest first,
 * `?to=` keeps the mails to one address.
 */
export function webServer(store: MailStore): http.Server {
  return http.createServer((request, response) => {
    answer(store, new URL(request.url ?? '/', 'http://localhost')).then(
      ({ status = 200, type, body }) => {
        // A mail is somebody else's HTML: it may show itself and do nothing.
        const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'";
        response.writeHead(status, { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
        response.end(body);
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
}

async function answer(store: MailStore, url: URL): Promise<Answer> {
  const language: Language = url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
  const to = url.searchParams.get('to');
  if (url.pathname === '/') return { type: HTML, body: listPage(store.list(), language) };
  if (url.pathname === '/health') return { type: JSON_TYPE, body: '{"status":"ok"}' };
  if (url.pathname === '/messages.json') {
    const mails = store.list().filter((mail) => to === null || mail.to.includes(to));
    return { type: JSON_TYPE, body: JSON.stringify(mails) };
  }
  const [, id = '', raw] = /^\/messages\/([\w-]+)(\.eml)?$/.exec(url.pathname) ?? [];
  const mail = store.get(id);
  if (!mail) return { status: 404, type: HTML, body: notFoundPage(language) };
  if (raw) return { type: 'message/rfc822', body: (await store.raw(id)) ?? '' };
  return { type: HTML, body: mailPage(mail, language) };
}
