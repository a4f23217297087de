import type { Programme } from '../../../domain/programme/schema.js';
import type { Refusal, Result } from '../../../domain/refusal.js';

/** One field of the input that cannot be taken as it is. */
export interface FieldError {
  /** Dotted path; empty for the whole body. */
  field: string;
  /** Lower snake case; the wording has a text for each. */
  code: string;
  params?: Record<string, string | number>;
}

export interface RefusedDetails {
  errors?: FieldError[];
  /** The recorded fact that decided, with its source, so that it can be contested. */
  fact?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Where the refusal names a discipline group: the programme whose names are said. */
  programme?: Pick<Programme, 'disciplineGroups'>;
}

/** An expected "no" on its way to the problem filter. Only the API's layers throw it; `domain` returns refusals. */
export class Refused extends Error {
  override name = 'Refused';

  constructor(
    readonly refusal: Refusal,
    readonly details: RefusedDetails = {},
  ) {
    super(refusal.code);
  }
}

export const refused = (code: string, refusal: Omit<Refusal, 'code'> = {}, details?: RefusedDetails): Refused => new Refused({ code, ...refusal }, details);

/** The value of a result, or its refusal thrown. */
export function unwrap<T>(result: Result<T>, details?: RefusedDetails): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal, details);
}

/** What was asked for, or 404: also when it exists but is out of the asker's reach. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw refused('NOT_FOUND');
  return value;
}
