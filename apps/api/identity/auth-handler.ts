/** Serves the sign-in library's endpoints: only the listed ones, with our problem documents, and never a raw token. */
import { toNodeHandler } from 'better-auth/node';
import type { NextFunction, Request as Incoming, Response as Outgoing } from 'express';
import { localeOf } from '../http/request.js';
import { problemOf } from '../problem/problem.js';
import { refused, type Refused } from '../problem/refused.js';
import { AUTH_ENDPOINTS, AUTH_PATH, CLIENT_ADDRESS, type Auth } from './auth.js';

const served: ReadonlySet<string> = new Set(AUTH_ENDPOINTS);

/** What an answer may tell; the session's token is in the cookie only, where scripts cannot read it. */
const SHOWN = new Set(['twoFactorRedirect', 'totpURI', 'backupCodes', 'status', 'success']);

/** The library's codes in our words; what is not listed is told by its status. */
const CODES: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'WRONG_PASSWORD',
  INVALID_PASSWORD: 'WRONG_PASSWORD',
  INVALID_CODE: 'WRONG_CODE',
  INVALID_BACKUP_CODE: 'WRONG_CODE',
  TOO_MANY_ATTEMPTS: 'RATE_LIMITED',
  ACCOUNT_DISABLED: 'ACCOUNT_DISABLED',
  PASSWORD_TOO_SHORT: 'PASSWORD_TOO_SHORT',
  PASSWORD_TOO_LONG: 'PASSWORD_TOO_LONG',
  INVALID_ORIGIN: 'ORIGIN_REFUSED',
  MISSING_OR_NULL_ORIGIN: 'ORIGIN_REFUSED',
};
const BY_STATUS: Record<number, string> = { 400: 'INVALID', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 415: 'UNSUPPORTED_BODY', 422: 'INVALID', 429: 'RATE_LIMITED' };

/** Mounted at AUTH_PATH, after a JSON parser with a small limit. */
export function authHandler(auth: Auth) {
  const handle = toNodeHandler(async (request: Request) => {
    const answer = await auth.handler(request);
    const locale = localeOf({ headers: Object.fromEntries(request.headers) });
    const failed = answer.status >= 400;
    const problem = failed ? problemOf(await asRefused(answer), locale) : undefined;
    const headers = new Headers(answer.headers);
    headers.set('content-type', failed ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8');
    headers.set('cache-control', 'no-store');
    headers.delete('content-length');
    return new Response(JSON.stringify(problem ?? (await shown(answer))), { status: problem?.status ?? answer.status, headers });
  });
  return async (request: Incoming, response: Outgoing, next: NextFunction): Promise<void> => {
    const endpoint = `${request.method} ${(request.originalUrl.split('?')[0] ?? '').slice(AUTH_PATH.length)}`;
    if (!served.has(endpoint)) {
      next(refused('NOT_FOUND'));
      return;
    }
    request.headers[CLIENT_ADDRESS] = request.ip ?? '';
    await handle(request, response);
  };
}

async function asRefused(answer: Response): Promise<Refused> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string };
  return refused(CODES[body.code ?? ''] ?? BY_STATUS[answer.status] ?? 'INTERNAL');
}

async function shown(answer: Response): Promise<Record<string, unknown>> {
  const body = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  return Object.fromEntries(Object.entries(body ?? {}).filter(([field]) => SHOWN.has(field)));
}
