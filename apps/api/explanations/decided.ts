/** A stored decision as explanations tell it: people's names to insiders only. */
import type { Decided } from '../../../domain/explaining/decided.js';
import type { StoredDecision } from '../../../records/explaining-decisions.js';
import { toInstant } from '../contract/common.js';

export const decidedOf = ({ id, at, by, body }: StoredDecision, insider: boolean): Decided => ({
  commandId: id, at: at === null ? null : toInstant(at), by: insider ? by : null, reason: textOf(body.reason), minutes: textOf(body.minutes),
});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
