import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { refused } from '../problem/refused.js';
import type { ApiRequest } from './request.js';

export const VERSIONED = 'xuehui:versioned';

/** The route changes what two people may edit, and needs `If-Match`. Every PATCH has this. */
export const Versioned = (): MethodDecorator =>
  applyDecorators(SetMetadata(VERSIONED, true), ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, as in the ETag' }));

/** The version in an `If-Match: "3"` header: whoever edits says which version was seen. */
export function versionSeen(header: string | undefined): number {
  if (header === undefined || header === '') throw refused('VERSION_MISSING');
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined) throw refused('CONFLICT_VERSION');
  return Number(version);
}

/** Handler parameter of a `@Versioned` route: the version that the sender saw. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  versionSeen(context.switchToHttp().getRequest<ApiRequest>().headers['if-match']),
);
