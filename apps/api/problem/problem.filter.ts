import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { type ApiRequest, localeOf } from '../http/request.js';
import { describeFailure, pgCode } from './describe.js';
import { problemOf } from './problem.js';
import { Refused, refused } from './refused.js';

/** The only place where a failure becomes an answer: RFC 9457 problem documents, nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('api');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<ApiRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    this.answer(error, request, response);
  }

  answer(error: unknown, request: ApiRequest, response: Response): void {
    const known = asRefused(error);
    const instance = known === undefined ? randomUUID() : undefined;
    const refusal = known ?? refused('INTERNAL', { params: { instance: instance ?? '' } });
    const problem = { ...problemOf(refusal, localeOf(request)), instance };
    // The route's pattern, not its URL: a query may hold a name.
    if (known === undefined) this.log.error(`${instance} ${request.method} ${routePattern(request)}: ${describeFailure(error)}`);
    response.status(problem.status).set(refusal.details.headers ?? {});
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(problem));
  }
}

const routePattern = (request: ApiRequest): string => {
  const route: unknown = request.route;
  return route !== null && typeof route === 'object' && 'path' in route ? String(route.path) : '(no route)';
};

function asRefused(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  const type: unknown = error !== null && typeof error === 'object' && 'type' in error ? error.type : undefined;
  // express's body parsers
  if (type === 'entity.too.large') return refused('BODY_TOO_LARGE');
  if (type === 'entity.parse.failed' || type === 'request.size.invalid' || type === 'request.aborted') return refused('MALFORMED_BODY');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return refused('UNSUPPORTED_BODY');
  if (error instanceof URIError) return refused('NOT_FOUND');
  if (error instanceof HttpException) return ofHttp(error.getStatus());
  return ofDatabase(error);
}

/** What Nest and express refuse by themselves: unknown paths, mostly. */
function ofHttp(status: number): Refused | undefined {
  if (status === 404 || status === 405) return refused('NOT_FOUND');
  if (status === 413) return refused('BODY_TOO_LARGE');
  if (status === 415) return refused('UNSUPPORTED_BODY');
  if (status === 400) return refused('MALFORMED_BODY');
  return undefined;
}

const CONNECTION_LOST = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08000', '08003', '08006', '53300']);

function ofDatabase(error: unknown): Refused | undefined {
  const code = pgCode(error);
  if (code !== undefined && CONNECTION_LOST.has(code)) return refused('DATABASE_UNAVAILABLE');
  // pg's pool says this without a code.
  if (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message)) return refused('DATABASE_UNAVAILABLE');
  return code === '23505' ? refused('CONFLICT') : undefined;
}
