/**
 * Serves the console: one page for every address that is not the API's, and its compiled parts. The page gets a nonce of its
 * own with each answer, because its components write their styles while they run.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import { localeOf } from './http/request.js';
import { escaped, type PublicPage, type PublicPages } from './public-pages.js';
import express, { type Request, type RequestHandler, type Response } from 'express';

/** What `apps/console/index.html` carries where the nonce belongs. */
const NONCE = '__NONCE__';
/** Addresses with an owner of their own. */
const NOT_OURS = /^\/(api|link|healthz)(\/|$)/;

/** `publicPage` gives an address its text before any script has run. */
export function serveConsole(folder: string, publicPage: PublicPages): RequestHandler[] {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const parts = express.static(path.join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y', fallthrough: false });
  return [
    compression(),
    (request, response, next) => {
      if (!readsPage(request)) return next();
      if (request.path.startsWith('/assets/')) {
        request.url = request.url.slice('/assets'.length);
        parts(request, response, (error?: unknown) => (error === undefined ? next() : response.status(404).end()));
        return;
      }
      void publicPage(request.path, localeOf(request)).then((shown) => sendPage(response, shown === undefined ? page : withText(page, shown)), next);
    },
  ];
}

/** The console empties its place when it starts. */
const withText = (page: string, { title, html }: PublicPage): string =>
  page.replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`).replace('<div id="root"></div>', () => `<div id="root">${html}</div>`);

function readsPage(request: Request): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !NOT_OURS.test(request.path);
}

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(18).toString('base64');
  response
    .status(200)
    .set('cache-control', 'no-store')
    .set('content-security-policy', policy(nonce))
    .type('html')
    .send(page.replaceAll(NONCE, nonce));
}

/** Documents are shown in a frame of our own origin. */
function policy(nonce: string): string {
  return [
    "default-src 'none'", `script-src 'self' 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'",
    "frame-src 'self' blob:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].join('; ');
}
