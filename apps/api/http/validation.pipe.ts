import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { type FieldError, refused } from '../problem/refused.js';

type Issue = z.core.$ZodIssue;

/**
 * Validates every body, query and path against the zod schema in its decorator. Nest's own pipe answers with prose;
 * this one names each field and a stable code.
 */
@Injectable()
export class StrictValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => refused('INVALID', {}, { errors: fieldErrors(issues as unknown as Issue[]) }) });
  }

  /** As Nest does, but with each issue's input, which tells a missing field from a wrong one. */
  protected override validate<T>(value: unknown, schema: unknown): { value: T } | { issues: Issue[] } {
    if (!(schema instanceof z.ZodType)) throw new Error('contract schemas are written with zod');
    const read = schema.safeParse(value, { reportInput: true });
    return read.success ? { value: read.data as T } : { issues: read.error.issues };
  }
}

/** At most this many are told: how many there are is up to the sender. */
const MOST = 100;

export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap(errorsOf).slice(0, MOST);
}

function errorsOf(issue: Issue): FieldError[] {
  const field = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: field === '' ? key : `${field}.${key}`, code: 'unknown_field' }));
    case 'invalid_type':
      return [{ field, code: issue.input === undefined ? 'required' : 'wrong_type', params: { expected: issue.expected } }];
    case 'too_small':
      return [{ field, code: issue.origin === 'string' || issue.origin === 'array' ? 'too_short' : 'too_small', params: { least: Number(issue.minimum) } }];
    case 'too_big':
      return [{ field, code: issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'too_big', params: { most: Number(issue.maximum) } }];
    case 'invalid_format':
      return [{ field, code: 'wrong_format', params: { format: issue.format } }];
    case 'invalid_value':
      return [{ field, code: 'not_an_option', params: { options: issue.values.map(String).join(', ') } }];
    case 'invalid_union': {
      // The branch that came closest says more than "no branch fits".
      const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0];
      return closest === undefined ? [{ field, code: 'invalid' }] : closest.flatMap((inner) => errorsOf({ ...inner, path: [...issue.path, ...inner.path] }));
    }
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return [{ field, code: typeof code === 'string' ? code : 'invalid' }];
    }
    default:
      return [{ field, code: 'invalid' }];
  }
}
