/**
 * Paper copies beside the electronic application (001 §4.1: signed and sealed, 15 of them). What the register asks for, and
 * whether what came is complete and in time.
 */
import type { Day } from '../calendar/beijing.js';
import { lastDayOf } from './date-rules.js';
import type { Form } from './form.js';

const register = { document: 'choice', clause: 'register of paper material' };

/** Filled in by the office when papers arrive, or when they have not come. */
export const PAPER_FORM: Form = {
  sections: [{
    key: 'register',
    name: { zh: '纸质材料登记', en: 'Register of paper material' },
    fields: [
      { key: 'copies', name: { zh: '收到份数（未收到填0）', en: 'Copies received (0 if none came)' }, kind: 'number', min: 0, max: 1000, required: true, clause: register },
      { key: 'receivedOn', name: { zh: '收到日期', en: 'Received on' }, kind: 'date', required: false, clause: register },
      {
        key: 'way', name: { zh: '送达方式', en: 'How it came' }, kind: 'choice', required: false, clause: register,
        options: [
          { key: 'counter', name: { zh: '当面送交，17:00前', en: 'By hand, before 17:00' } },
          { key: 'counterLate', name: { zh: '当面送交，17:00后', en: 'By hand, after 17:00' } },
          { key: 'post', name: { zh: '邮寄', en: 'By post' } },
        ],
      },
      { key: 'postmarkedOn', name: { zh: '邮戳日期', en: 'Postmarked on' }, kind: 'date', required: false, clause: register },
      { key: 'signedAndSealed', name: { zh: '签字盖章齐全', en: 'Signed and sealed throughout' }, kind: 'choice', required: false, clause: register, options: [{ key: 'yes', name: { zh: '是', en: 'yes' } }, { key: 'no', name: { zh: '否', en: 'no' } }] },
      { key: 'missingPages', name: { zh: '缺页、缺件', en: 'Pages or parts that are missing' }, kind: 'text', required: false, maxLength: 1000, clause: register },
    ],
  }],
};

export interface PaperEntry {
  copies?: number;
  receivedOn?: Day;
  way?: 'counter' | 'counterLate' | 'post';
  postmarkedOn?: Day;
  signedAndSealed?: 'yes' | 'no';
  missingPages?: string;
}

export interface PaperRule {
  copies: number;
  /** Epoch milliseconds; at the counter until this instant. */
  dueMs: number;
  /** By post the postmark's day counts, not the day of arrival. */
  postmark: boolean;
}

/** `missing`: nothing came. `late` comes before `incomplete`: what is late is not supplemented. */
export type PaperResult = 'complete' | 'incomplete' | 'late' | 'missing';

export interface PaperCheck {
  result: PaperResult;
  /** Codes of the wording, with the numbers. */
  faults: { code: string; params: Record<string, string | number> }[];
}

export function checkPaper(entry: PaperEntry, rule: PaperRule): PaperCheck {
  const copies = entry.copies ?? 0;
  if (copies === 0) return { result: 'missing', faults: [{ code: 'PAPER_MISSING', params: { wanted: rule.copies } }] };
  const lastDay = lastDayOf(rule.dueMs);
  if (!inTime(entry, lastDay, rule.postmark)) return { result: 'late', faults: [{ code: 'PAPER_LATE', params: { on: entry.postmarkedOn ?? entry.receivedOn ?? '—', lastDay } }] };
  const faults: PaperCheck['faults'] = [
    ...(copies < rule.copies ? [{ code: 'PAPER_TOO_FEW', params: { copies, wanted: rule.copies } }] : []),
    ...(entry.signedAndSealed === 'yes' ? [] : [{ code: 'PAPER_NOT_SEALED', params: {} }]),
    ...((entry.missingPages ?? '').trim() === '' ? [] : [{ code: 'PAPER_PAGES_MISSING', params: { pages: (entry.missingPages ?? '').trim() } }]),
  ];
  return { result: faults.length === 0 ? 'complete' : 'incomplete', faults };
}

/** Law on periods by analogy: by hand while the counter is open, by post as the postmark says. Undated is not in time. */
function inTime({ way, receivedOn, postmarkedOn }: PaperEntry, lastDay: Day, postmark: boolean): boolean {
  if (way === 'post' && postmark) return postmarkedOn !== undefined && postmarkedOn <= lastDay;
  if (receivedOn === undefined) return false;
  return receivedOn < lastDay || (receivedOn === lastDay && way !== 'counterLate');
}
