import { createHash } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { canonicalJson } from '../../../domain/hash.js';
import { refused } from '../problem/refused.js';
import type { ApiRequest } from './request.js';

export const KEYED = 'xuehui:keyed';
export const UNKEYED = 'xuehui:unkeyed';

/** The route needs an `Idempotency-Key`. Every POST has this or says with `@Unkeyed` why it may be repeated freely. */
export const Keyed = (): MethodDecorator =>
  applyDecorators(SetMetadata(KEYED, true), ApiHeader({ name: 'Idempotency-Key', required: true, description: 'A UUID, or up to 100 characters of A–Z a–z 0–9 . _ : -' }));

/** A POST that changes nothing, or whose repetition is harmless; `why` is for the reader. */
export const Unkeyed = (why: string): MethodDecorator => SetMetadata(UNKEYED, why);

/** A request that may be repeated: the same key with the same body is answered from the record. */
export interface Repeatable {
  key: string;
  /** SHA-256 in hex of the method, the path and the canonical body. */
  bodyHash: string;
}

const KEY = /^[A-Za-z0-9._:-]{1,100}$/;

export function repeatable(request: ApiRequest): Repeatable {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw refused('KEY_MISSING');
  if (!KEY.test(key)) throw refused('KEY_INVALID');
  const text = `${request.method}\n${request.path}\n${canonicalJson(request.body ?? null)}`;
  return { key, bodyHash: createHash('sha256').update(text).digest('hex') };
}

/** Handler parameter of a `@Keyed` route. */
export const Key = createParamDecorator((_: unknown, context: ExecutionContext): Repeatable => repeatable(context.switchToHttp().getRequest<ApiRequest>()));
