/** Instants and clauses as they are printed, always in Beijing time whatever zone the reader or the computer is in. */
import { dayOf, endOfDay, startOfDay, weekday } from '../calendar/beijing.js';
import type { Clause } from '../refusal.js';
import { isMessageKey, type Params, say, sayKey, type Locale } from './catalogue.js';

/** `2018年10月28日（周日）` */
export const sayDay = (locale: Locale, day: string): string => say(locale, 'date.day', dayParts(locale, day));

/** `2018年10月28日（周日）09:31` */
export const sayInstant = (locale: Locale, ms: number): string => {
  const day = dayOf(ms);
  const minutes = Math.floor((ms - startOfDay(day)) / 60_000);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return say(locale, 'date.instant', { ...dayParts(locale, day), time });
};

/** A due instant: midnight is printed as 24:00 of the day that ends, with "（含当日）"; any other time as it is. */
export function sayDue(locale: Locale, dueMs: number): string {
  const lastDay = dayOf(dueMs - 1);
  return endOfDay(lastDay) === dueMs ? say(locale, 'date.due', dayParts(locale, lastDay)) : sayInstant(locale, dueMs);
}

/** Values of a text, with instants (RFC 3339 in UTC) as they are printed. */
export const withInstants = (locale: Locale, params: Params = {}): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && INSTANT.test(value) ? (DUES.has(name) ? sayDue : sayInstant)(locale, Date.parse(value)) : value]));

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
/** By name of the value: a midnight is the end of the day before. */
const DUES: ReadonlySet<string> = new Set(['due', 'current']);

/** `《世界一流学会建设项目实施方案》第五部分第2项` for 000 §5.2. */
export function sayClause(locale: Locale, { document, clause }: Clause): string {
  // A setting of ours has a reason in a word, for whoever reads the definition; it is in English there.
  if (document === 'choice') return locale === 'zh' && !/\p{Script=Han}/u.test(clause) ? say(locale, 'clause.ours') : say(locale, 'clause.choice', { clause });
  const key = `document.${document}`;
  const title = isMessageKey(key) ? sayKey(locale, key) : document;
  const places = /^§(\d+)(?:\.([\d.]+))?$/.exec(clause);
  if (!places?.[1]) return say(locale, 'clause.other', { document: title, clause });
  const part = locale === 'zh' ? (CHINESE_NUMERALS[Number(places[1])] ?? places[1]) : places[1];
  return places[2] ? say(locale, 'clause.item', { document: title, part, item: places[2] }) : say(locale, 'clause.part', { document: title, part });
}

const CHINESE_NUMERALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function dayParts(locale: Locale, day: string): { year: string; month: string; date: number; weekday: string } {
  const [year = '', month, date] = day.split('-');
  return {
    year,
    month: say(locale, 'MONTHS').split(' ')[Number(month) - 1] ?? '',
    date: Number(date),
    weekday: say(locale, 'WEEKDAYS').split(' ')[weekday(day)] ?? '',
  };
}
