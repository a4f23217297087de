import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Permission } from '../../../domain/access/permissions.js';
import { reach } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { refused } from '../problem/refused.js';

/** What the guard leaves in the request for those after it. */
export interface ApiRequest extends Request {
  principal?: Principal;
  permission?: Permission;
}

export type Locale = 'zh' | 'en';

/** The language to answer in: the first of Accept-Language that we speak, else Chinese. */
export function localeOf(request: { headers: Record<string, string | string[] | undefined> }): Locale {
  const wanted = String(request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => ({ tag: part.split(';')[0]?.trim().toLowerCase() ?? '', q: Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1) }))
    .sort((a, b) => b.q - a.q);
  return wanted.map(({ tag }) => tag.split('-')[0]).find((tag): tag is Locale => tag === 'zh' || tag === 'en') ?? 'zh';
}

/** The principal of a request that has passed the guard. */
export function principalOf(request: ApiRequest): Principal {
  if (request.principal === undefined) throw new Error('the permission guard has not run');
  return request.principal;
}

/** Handler parameter: who sends the request. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => principalOf(context.switchToHttp().getRequest<ApiRequest>()));

/** Handler parameter: the signed-in account. For routes that the public may not use. */
export const AccountId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { accountId } = principalOf(context.switchToHttp().getRequest<ApiRequest>());
  if (accountId === null) throw refused('UNAUTHENTICATED');
  return accountId;
});

/** Handler parameter: the database scope that the route's permission gives this principal. */
export const Within = createParamDecorator((_: unknown, context: ExecutionContext): Scope => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const scope = request.permission === undefined ? null : reach(principalOf(request), request.permission);
  if (scope === null) throw refused('FORBIDDEN');
  return scope;
});

export const AskedLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale => localeOf(context.switchToHttp().getRequest<ApiRequest>()));
