import { parseArgs } from 'node:util';
import { atTime, isDay } from '../../../domain/calendar/beijing.js';

/** What follows `npm run rehearse --`. */
export interface Arguments {
  /** A programme, or a command for stepping by hand. */
  words: string[];
  societies: number;
  seed: string;
  input?: string;
  json: boolean;
  delete: boolean;
  /** The newest rehearsal when absent. */
  rehearsal?: string;
  as?: string;
  /** Epoch milliseconds. */
  to?: number;
  until?: number;
  since?: number;
}

export class WrongArgument extends Error {
  override name = 'WrongArgument';
}

const OPTIONS = {
  societies: { type: 'string', default: '120' },
  seed: { type: 'string', default: '1' },
  input: { type: 'string' },
  json: { type: 'boolean', default: false },
  delete: { type: 'boolean', default: false },
  rehearsal: { type: 'string' },
  as: { type: 'string' },
  to: { type: 'string' },
  until: { type: 'string' },
  since: { type: 'string' },
} as const;

export function readArguments(args: string[]): Arguments {
  const { values, positionals } = read(args);
  const { to, until, since, societies, ...plain } = values;
  const count = Number(societies);
  if (!Number.isInteger(count) || count < 12 || count > 2000) throw new WrongArgument('--societies 12 … 2000');
  return { ...plain, words: positionals, societies: count, ...at('to', to), ...at('until', until), ...at('since', since) };
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new WrongArgument(error instanceof Error ? error.message : String(error));
  }
}

/** `2018-10-16` is nine o'clock of that day in Beijing, `2018-10-16T15:00` that hour there; or RFC 3339 with a zone. */
function at(name: 'to' | 'until' | 'since', text: string | undefined): Partial<Arguments> {
  if (text === undefined) return {};
  const [day = '', time] = text.split('T');
  const wall = /^\d{2}:\d{2}$/.test(time ?? '09:00');
  const ms = isDay(day) && wall ? atTime(day, time ?? '09:00') : Date.parse(text);
  if (Number.isNaN(ms)) throw new WrongArgument(`--${name} ${text}`);
  return { [name]: ms };
}
