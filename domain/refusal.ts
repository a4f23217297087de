/**
 * A refusal is an expected "no": it names the rule it rests on, so that whoever is refused can be told why.
 * `domain` returns refusals; nothing here throws.
 */

/** A clause of a source document. `document` is the source's number (000 … 004), a law, or `choice` for a setting of ours. */
export interface Clause {
  document: string;
  clause: string;
}

export interface Refusal {
  /** Stable, upper snake case; the wording catalogue has a text for each. */
  code: string;
  /** Dotted path of the input it is about, when it is about one. */
  field?: string;
  rule?: Clause;
  /** Values for the wording: numbers, days, names of things; never personal data. */
  params?: Record<string, string | number>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (refusal: Refusal): Result<never> => ({ ok: false, refusal });
