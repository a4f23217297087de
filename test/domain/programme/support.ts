import { readFileSync } from 'node:fs';
import { atTime } from '../../../domain/calendar/beijing.js';
import { parseProgramme, type ProgrammeProblem } from '../../../domain/programme/parse.js';
import type { Programme, StageOf, StageType } from '../../../domain/programme/schema.js';
import type { Result } from '../../../domain/refusal.js';

export const FILE = 'world-class-2018.yaml';
export const TEXT = readFileSync(`programmes/${FILE}`, 'utf8');

export function programme(text = TEXT): Programme {
  const parsed = parseProgramme(text, FILE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.programme;
}

export function problemsOf(text: string): ProgrammeProblem[] {
  const parsed = parseProgramme(text, FILE);
  return parsed.ok ? [] : parsed.problems;
}

/** The text with one passage replaced; the passage must be there, or the test would test nothing. */
export function edited(from: string, to: string, text = TEXT): string {
  if (!text.includes(from)) throw new Error(`not in the file: ${from}`);
  return text.replace(from, () => to);
}

/** The line, from 1, on which a passage of the text stands. */
export const lineOf = (passage: string, text = TEXT): number => text.slice(0, text.indexOf(passage)).split('\n').length;

export function stage<T extends StageType>(type: T): StageOf<T> {
  const found = programme().stages.find((each) => each.type === type);
  if (!found) throw new Error(`no stage of type ${type}`);
  return found as StageOf<T>;
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** `2018-10-28 24:00`, Beijing, as epoch milliseconds. */
export const beijing = (text: string): number => atTime(text.slice(0, 10), text.slice(11));
