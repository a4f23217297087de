import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { type FieldError, refused } from '../problem/refused.js';
import { routeOf } from '../routes.js';
import type { ApiRequest } from './request.js';

/**
 * Holds a route to its contract on both sides. In: a query or body that no schema describes is refused. Out: the answer
 * passes through its schema, which drops every field that it does not name (blind review and personal data rest on
 * this), and a `version` becomes the ETag.
 */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = routeOf(context.getClass(), context.getHandler());
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const stray: FieldError[] = [
      ...(route.query === undefined ? Object.keys(request.query) : []),
      ...(route.body === undefined ? Object.keys((request.body ?? {}) as object) : []),
    ].map((field) => ({ field, code: 'unknown_field' }));
    if (stray.length > 0) throw refused('INVALID', {}, { errors: stray });

    return next.handle().pipe(
      map((answer: unknown) => {
        if (route.answer === undefined) return answer;
        const response = context.switchToHttp().getResponse<Response>();
        const shaped: unknown = route.answer.parse(answer);
        const version: unknown = shaped !== null && typeof shaped === 'object' && 'version' in shaped ? shaped.version : undefined;
        if (typeof version === 'number') response.setHeader('ETag', `"${version}"`);
        return shaped;
      }),
    );
  }
}
