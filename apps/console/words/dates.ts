/** Dates as the office writes them, in Beijing time whatever the browser's zone (CONSOLE, rules 4 and 5). */
import { locale } from './locale.js';
import { say } from './say.js';

const DAY_MS = 86_400_000;
const ZONE = 'Asia/Shanghai';
const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function split(instant: string | number): { year: number; month: number; day: number; time: string } {
  const found = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { year: Number(found['year']), month: Number(found['month']), day: Number(found['day']), time: `${found['hour']}:${found['minute']}` };
}

/** `2018-10-28`, the Beijing day of an instant. */
export function dayOf(instant: string | number): string {
  const { year, month, day } = split(instant);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 2018年10月28日（周日） */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const weekday = WEEKDAYS[locale()][new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? '';
  return locale() === 'zh' ? `${year}年${month}月${date}日（${weekday}）` : `${weekday} ${day}`;
}

/** 2018年10月28日（周日）24:00: the first instant after a day is called that day's end. */
export function sayDeadline(instant: string): string {
  const at = split(instant);
  if (at.time === '00:00') return `${sayDay(dayOf(Date.parse(instant) - 1))}${locale() === 'zh' ? '' : ' '}24:00`;
  return sayInstant(instant);
}

export function sayInstant(instant: string): string {
  return `${sayDay(dayOf(instant))}${locale() === 'zh' ? '' : ' '}${split(instant).time}`;
}

export const sayTime = (instant: string | number): string => split(instant).time;

/** 还剩 3 天, 今天截止, 已逾期 2 天: by Beijing days. */
export function sayLeft(instant: string, nowMs: number): string {
  const due = Date.parse(instant);
  if (due <= nowMs) return say('left.overdue', { days: Math.max(1, Math.ceil((nowMs - due) / DAY_MS)) });
  const days = dayNumber(due - 1) - dayNumber(nowMs);
  if (days === 0) return say('left.today');
  return days === 1 ? say('left.oneDay') : say('left.days', { days });
}

export const dayNumber = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / DAY_MS);
/** The first instant after a Beijing day. */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS).toISOString();

/** An instant as a field for day and time holds it, in Beijing time: `2018-10-28T09:30`. */
export const minuteOf = (instant: string | number): string => `${dayOf(instant)}T${split(instant).time}`;
export const instantOf = (minute: string): string => new Date(`${minute}:00+08:00`).toISOString();

export function sayMoney(cents: number): string {
  const yuan = new Intl.NumberFormat(locale() === 'zh' ? 'zh-CN' : 'en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);
  return `¥${yuan}`;
}

export const sayNumber = (value: number, digits = 2): string => new Intl.NumberFormat(locale() === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: digits }).format(value);
