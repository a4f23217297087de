/** The typed client of the API: for rehearsals, the command line and the console. Paths, bodies and answers are checked by the compiler. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './client-types.js';

export type Schemas = components['schemas'];
export type ApiClient = ReturnType<typeof createApiClient>;

export interface ClientOptions {
  /** Where the API answers, without a path. */
  baseUrl: string;
  /** A service token; a browser's session needs none. */
  token?: string;
  locale?: 'zh' | 'en';
  fetch?: typeof globalThis.fetch;
}

export function createApiClient({ baseUrl, token, locale, fetch }: ClientOptions) {
  const client = createClient<paths>({ baseUrl, fetch });
  const identify: Middleware = {
    onRequest({ request }) {
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      if (locale !== undefined) request.headers.set('accept-language', locale);
      return request;
    },
  };
  client.use(identify);
  return client;
}

/** A refusal as an error, for callers that cannot go on without an answer. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';

  constructor(readonly problem: Schemas['Problem']) {
    super(`${problem.code}: ${problem.title}${problem.errors === undefined ? '' : ` (${problem.errors.map(({ field, code }) => `${field} ${code}`).join(', ')})`}`);
  }
}

/** The answer's body; throws ApiProblem when it is a problem. */
export async function expectAnswer<T>(call: Promise<{ data?: T; error?: Schemas['Problem']; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (error !== undefined) throw new ApiProblem(error);
  if (!response.ok) throw new Error(`HTTP ${response.status} without a problem document`);
  return data as T;
}
