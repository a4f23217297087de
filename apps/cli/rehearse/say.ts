import { type Locale, type MessageKey, type Params, sayKey } from '../../../domain/wording/catalogue.js';
import { sayDue, sayInstant } from '../../../domain/wording/dates.js';

type RehearsalKey = Extract<MessageKey, `rehearse.${string}`>;

/** Chinese first, in one line. */
export const both = (key: RehearsalKey, params: Params = {}): string => `${sayKey('zh', key, params)} · ${sayKey('en', key, params)}`;

/** Whoever's computer speaks English reads English; everybody else Chinese. */
export const LOCALE: Locale = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('en') ? 'en' : 'zh';

/** In one language: lines that are mostly data. */
export const plain = (key: RehearsalKey, params: Params = {}): string => sayKey(LOCALE, key, params);

/** What people read while it runs; standard output belongs to results. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);

export const show = (line: string): void => void process.stdout.write(`${line}\n`);

/** Beijing time, to the minute. */
export const sayWhen = (ms: number): string => sayInstant(LOCALE, ms);

/** A deadline: midnight is 24:00 of the day that ends. */
export const sayDeadline = (ms: number): string => sayDue(LOCALE, ms);

export const sayDueAt = (instant: string | null): string => (instant === null ? plain('rehearse.nothingDue') : sayWhen(Date.parse(instant)));
