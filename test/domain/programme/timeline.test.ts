import { checkSettings } from '../../../domain/programme/check-settings.js';
import { roundQuota } from '../../../domain/programme/quota.js';
import { RoundSettings } from '../../../domain/programme/settings.js';
import { timeline } from '../../../domain/programme/timeline.js';
import { beijing, edited, programme } from './support.js';

const shipped = programme();

describe('the timeline before a launch', () => {
  const { entries, warnings } = timeline(shipped, {});

  test('covers the five stages and every duty of three years', () => {
    expect(entries.filter(({ of }) => of === 'stage').map(({ key }) => key)).toEqual(['assessment', 'application', 'review', 'publicity', 'approval']);
    expect(entries.filter(({ key }) => key === 'audit').map(({ n, year, lastDay }) => [n, year, lastDay])).toEqual([
      [1, 2018, '2019-04-30'], [2, 2019, '2020-04-30'], [3, 2020, '2021-04-30'],
    ]);
    expect(entries.filter(({ of }) => of === 'project')).toHaveLength(3 + 5 * 3);
    expect(entries.at(-1)?.key).toBe('finalAcceptance');
  });

  test('names who owes, the clause and the reminders of every entry', () => {
    for (const entry of entries) {
      expect(entry.roles.length).toBeGreaterThan(0);
      expect(entry.clause.clause).not.toBe('');
      expect(entry.reminders.map(({ wave }) => wave)).toEqual(['T-14', 'T-7', 'T-3', 'T-1', 'T-0', 'overdue']);
      expect(entry.opensMs).toBeLessThan(entry.dueMs);
    }
    expect(entries.find(({ key }) => key === 'taskBook')?.roles).toEqual(['society', 'staff']);
  });

  test('says that 28 October 2018 is a Sunday and does not roll', () => {
    expect(warnings).toContainEqual({ code: 'REST_DAY_FIXED', severity: 'notice', key: 'application', year: undefined, params: { day: '2018-10-28' } });
  });

  test('says that the latest posting for 15 November 2018 is Wednesday 7 November (000 §5.3)', () => {
    expect(warnings).toContainEqual({
      code: 'LATEST_POSTING', severity: 'notice', key: 'publicity', params: { posting: '2018-11-07', latest: '2018-11-07', ends: '2018-11-14', resultDue: '2018-11-15' },
    });
    expect(warnings.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });

  test('warns when the publicity period does not fit before the result is due', () => {
    const late = timeline(shipped, { dates: { 'publicity.opens': '2018-11-08T00:00' } });
    expect(late.warnings).toContainEqual(expect.objectContaining({
      code: 'PUBLICITY_DOES_NOT_FIT', severity: 'warning', key: 'publicity', params: { posting: '2018-11-08', latest: '2018-11-07', ends: '2018-11-15', resultDue: '2018-11-15' },
    }));
  });

  test('holidays move the latest posting: for 8 October 2018 it is Tuesday 25 September', () => {
    // 22–24 September and 1–7 October are rest days; 29 and 30 September, a weekend, were working days.
    const autumn = timeline(shipped, { dates: { 'publicity.opens': '2018-10-08T00:00', 'approval.due': '2018-10-08T24:00' } });
    expect(autumn.warnings.find(({ code }) => code === 'PUBLICITY_DOES_NOT_FIT')?.params).toMatchObject({ latest: '2018-09-25', resultDue: '2018-10-08' });
  });

  test('of two duties due on one day the one that opens first comes first, and a date of the text is no choice', () => {
    const text = edited('      due: { on: 02-28, year: 1, choice: true }', '      due: { on: 01-31, year: 1 }', edited('      opens: { on: 01-01, year: 1, choice: true }', '      opens: { on: 01-05, year: 1, choice: true }'));
    const changed = timeline(programme(text), {}).entries.filter(({ lastDay }) => lastDay === '2019-01-31');
    expect(changed.map(({ key, choice }) => [key, choice])).toEqual([['accounts', false], ['yearEnd', true]]);
  });

  test('warns when the dates of the round are out of order', () => {
    const settings = { dates: { 'review.opens': '2018-10-20T00:00', 'application.due': '2018-10-10T24:00' } };
    const codes = timeline(shipped, settings).warnings.filter(({ severity }) => severity === 'warning').map(({ code, key }) => `${key} ${code}`);
    expect(codes).toEqual(expect.arrayContaining(['application OPENS_AFTER_DUE']));
    expect(timeline(shipped, { dates: { 'review.opens': '2018-10-20T00:00' } }).warnings).toContainEqual(expect.objectContaining({ code: 'STAGE_BEFORE_PREDECESSOR', key: 'review', params: { before: 'application' } }));
  });

  test('leaves out what the calendar does not know, and says so', () => {
    const far = timeline(shipped, { year: 2040 });
    expect(far.entries.map(({ key }) => key)).not.toContain('publicity');
    expect(far.entries.map(({ key }) => key)).toContain('application');
    expect(far.warnings).toContainEqual(expect.objectContaining({ code: 'CALENDAR_UNKNOWN', severity: 'warning', key: 'publicity' }));
  });

  test('a moved due date moves its reminders', () => {
    const moved = timeline(shipped, { dates: { 'application.due': '2018-11-01T24:00' } }).entries.find(({ key }) => key === 'application');
    expect(moved?.reminders[0]).toEqual({ wave: 'T-14', atMs: beijing('2018-10-18 09:00') });
  });
});

describe('the quotas of a round', () => {
  test('are the plan of 000 §2: 50 in tiers of 10, 15 and 25', () => {
    expect(roundQuota(shipped, {})).toMatchObject({ planned: 50, tiers: [{ count: 10 }, { count: 15 }, { count: 25 }] });
  });

  test('may be scaled with a reason: 2, 3 and 5 of 10', () => {
    const settings = { quota: { tiers: { tier1: 2, tier2: 3, tier3: 5 }, planned: 10, reason: '缩小规模' } };
    expect(checkSettings(shipped, settings)).toEqual([]);
    expect(roundQuota(shipped, settings)).toMatchObject({ planned: 10, tiers: [{ count: 2 }, { count: 3 }, { count: 5 }] });
  });
});

describe('settings against their programme', () => {
  test('a date of something the programme does not have is refused', () => {
    expect(checkSettings(shipped, { dates: { 'interview.due': '2018-11-01T24:00', 'audit.2025.due': '2026-04-30T24:00', 'audit.due': '2019-04-30T24:00' } }).map(({ field }) => field)).toEqual([
      'settings.dates.interview.due', 'settings.dates.audit.2025.due', 'settings.dates.audit.due',
    ]);
  });

  test('a day that does not exist is refused', () => {
    expect(checkSettings(shipped, { dates: { 'application.due': '2018-11-31T24:00' } })).toEqual([expect.objectContaining({ code: 'DAY_INVALID', field: 'settings.dates.application.due' })]);
  });

  test('tiers that do not add up, an unknown tier and a change without a reason are refused', () => {
    expect(checkSettings(shipped, { quota: { planned: 60, tiers: { tier9: 1 } } }).map(({ code }) => code)).toEqual(['PROGRAMME_KEY_UNKNOWN', 'TIERS_NOT_TOTAL', 'REASON_REQUIRED']);
  });

  test.each(['2018-10-28', '2018-10-28T25:00', '2018-10-28T24:30', 'tomorrow', '2018-10-28T10:00:00'])('%s is neither a Beijing wall time nor an instant', (text) => {
    expect(RoundSettings.safeParse({ dates: { 'application.due': text } }).success).toBe(false);
  });

  test('unknown settings are refused', () => {
    expect(RoundSettings.safeParse({ date: {} }).success).toBe(false);
  });
});
