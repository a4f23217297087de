import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { refused } from '../problem/refused.js';
import type { ApiRequest } from './request.js';

export const IF_MATCH = 'xuehui:if-match';

/** The version in an `If-Match: "3"` header: whoever edits says which version was seen. */
export function versionSeen(header: string | undefined): number {
  if (header === undefined || header === '') throw refused('VERSION_MISSING');
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined) throw refused('CONFLICT_VERSION');
  return Number(version);
}

/** Handler parameter: the version that the sender saw. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  versionSeen(context.switchToHttp().getRequest<ApiRequest>().headers['if-match']),
);
