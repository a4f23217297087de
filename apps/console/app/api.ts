/** Talks to the API: in this tab as whoever is signed in, or as an actor of a rehearsal. */
import { ApiProblem, createApiClient, expectAnswer, type Schemas } from '../../api/client.js';
import { actor } from './acting.js';
import { locale } from '../words/locale.js';

export { ApiProblem, expectAnswer as answer, type Schemas };

export class Unreachable extends Error {
  override name = 'Unreachable';
}

async function send(input: RequestInfo | URL): Promise<Response> {
  const request = new Request(input);
  const headers = new Headers(request.headers);
  headers.set('accept-language', locale());
  const acting = actor();
  if (acting !== undefined) headers.set('authorization', `Bearer ${acting.token}`);
  try {
    return await fetch(new Request(request, { headers }));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable('the server cannot be reached', { cause });
  }
}

export const api = createApiClient({ baseUrl: window.location.origin, fetch: send });

/** One per act: a repeat of the same act carries the same key, and is answered like the first. */
export const newKey = (): string => crypto.randomUUID();
export const keyed = (key: string = newKey()) => ({ 'Idempotency-Key': key });
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Sign-in and second factor: the library's own endpoints, which the API's description does not contain. */
export async function auth(path: string, body: Record<string, unknown>): Promise<{ ok: boolean; status: number; data: Record<string, unknown> }> {
  try {
    const response = await fetch(`/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const data = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    return { ok: response.ok, status: response.status, data };
  } catch (cause) {
    throw new Unreachable('the server cannot be reached', { cause });
  }
}

/** The address of a document, for a link or a frame; an actor's token cannot be in it, so actors read by `documentBlob`. */
export async function documentBlob(path: string): Promise<Blob> {
  const acting = actor();
  const response = await fetch(path, { headers: acting === undefined ? {} : { authorization: `Bearer ${acting.token}` } });
  if (!response.ok) throw new ApiProblem((await response.json()) as Schemas['Problem']);
  return response.blob();
}
