/** Reading the body of a command. The API has checked its shape; what depends on the case is checked here. */
import { accept, refuse, type Result } from '../domain/refusal.js';

/** Every decision that departs from the plan has a reason. */
export function reasonOf(body: Record<string, unknown>): Result<string> {
  const reason = textOf(body.reason);
  return reason === '' ? refuse({ code: 'REASON_REQUIRED', field: 'reason' }) : accept(reason);
}

/** A collective decision carries the number of its minutes. */
export function minutesOf(body: Record<string, unknown>): Result<string> {
  const minutes = textOf(body.minutes);
  return minutes === '' ? refuse({ code: 'MINUTES_REQUIRED', field: 'minutes' }) : accept(minutes);
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

export const iso = (ms: number): string => new Date(ms).toISOString();
