/** A problem of a programme's file as one line for staff. */
import type { ProgrammeProblem } from '../programme/parse.js';
import { say, sayKey, type Locale } from './catalogue.js';

export const sayProgrammeProblem = (locale: Locale, { file, line, column, path, code, params }: ProgrammeProblem): string =>
  say(locale, 'programmeProblem.at', { file, line, column, path, text: sayKey(locale, `programmeProblem.${code}`, params) });
