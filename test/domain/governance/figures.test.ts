import fc from 'fast-check';
import { shipped } from '../programme/shipped.js';
import type { CheckOf } from '../../../domain/governance/check.js';
import { checksOf } from '../../../domain/governance/stage.js';
import { allYes, growthOfWhole, idleBranches, none, share, shareReported, wholeGrowth } from '../../../domain/governance/figures.js';

const base = { key: 'check', name: { zh: '检查', en: 'check' }, clause: { document: '002', clause: '§2' }, then: 'warning' as const };
const shareOf = (atLeast: string, more = false): CheckOf<'share'> => ({ kind: 'share', ...base, part: 'part', whole: 'whole', atLeast, ...(more ? { more } : {}) });

describe('shares of front-line workers, exactly (002 §2)', () => {
  test.each([
    ['3/4', 75, 100, 'pass'], ['3/4', 74, 100, 'warning'], ['3/4', 113, 150, 'pass'], ['3/4', 112, 150, 'warning'], ['3/4', 3, 4, 'pass'],
    ['2/3', 2, 3, 'pass'], ['2/3', 33, 50, 'warning'], ['2/3', 34, 50, 'pass'], ['2/3', 0, 3, 'warning'], ['2/3', 6666, 10_000, 'warning'], ['2/3', 6667, 10_000, 'pass'],
  ])('at least %s: %d of %d: %s ("以上" includes the number)', (atLeast, part, whole, result) => {
    expect(share(shareOf(atLeast), { part, whole })).toMatchObject({ result });
  });

  test.each([[50, 100, 'warning'], [51, 100, 'pass'], [50, 99, 'pass']])('delegates mainly front-line is more than half [C]: %d of %d: %s', (part, whole, result) => {
    expect(share(shareOf('1/2', true), { part, whole })).toMatchObject({ result });
  });

  test('nothing of nothing, or more than the whole, is no share: it is asked for', () => {
    expect(share(shareOf('3/4'), { part: 0, whole: 0 })).toMatchObject({ result: 'unknown' });
    expect(share(shareOf('3/4'), { part: 5, whole: 4 })).toMatchObject({ result: 'unknown' });
  });

  test.each([[{ whole: 100 }], [{ part: 75 }], [{}]])('a figure that is not given is asked for, and judged by nobody: %j', (figures) => {
    expect(share(shareOf('3/4'), figures)).toMatchObject({ result: 'unknown', code: 'FIGURE_MISSING' });
    expect(shareReported({ kind: 'shareReported', ...base, part: 'part', whole: 'whole' }, figures)).toMatchObject({ result: 'unknown' });
  });

  test('a share of nothing is not reported, a share of one is', () => {
    const reported = (part: number, whole: number) => shareReported({ kind: 'shareReported', ...base, part: 'part', whole: 'whole' }, { part, whole });
    expect(reported(0, 0)).toMatchObject({ result: 'unknown' });
    expect(reported(2, 1)).toMatchObject({ result: 'unknown' });
    expect(reported(1, 1)).toMatchObject({ result: 'reported', params: { percent: 100 } });
  });

  test('three quarters are found without rounding for every size of council', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (whole) => {
      const least = Math.ceil((whole * 3) / 4);
      expect(share(shareOf('3/4'), { part: least, whole }).result).toBe('pass');
      if (least > 0) expect(share(shareOf('3/4'), { part: least - 1, whole }).result).toBe('warning');
    }));
  });

  test('shares of Party members, the young and women are reported and judged by nobody', () => {
    expect(shareReported({ kind: 'shareReported', ...base, part: 'part', whole: 'whole' }, { part: 2, whole: 3 })).toEqual({ result: 'reported', code: 'SHARE_REPORTED', params: { part: 2, whole: 3, percent: 66.6 } });
  });

  test('party organisations that should exist and do not (002 §29)', () => {
    expect(share(shareOf('1/1'), { part: 3, whole: 3 })).toMatchObject({ result: 'pass' });
    expect(share(shareOf('1/1'), { part: 2, whole: 3 })).toMatchObject({ result: 'warning' });
  });
});

describe('questions and numbers', () => {
  const secretary: CheckOf<'allYes'> = { kind: 'allYes', ...base, fields: ['fullTime', 'nominated', 'voted'] };

  test('a secretary-general is full-time, nominated by the president and appointed by vote; what is not so is named (002 §5)', () => {
    expect(allYes(secretary, { fullTime: 'yes', nominated: 'yes', voted: 'yes' })).toMatchObject({ result: 'pass' });
    expect(allYes(secretary, { fullTime: 'yes', nominated: 'no', voted: 'no' })).toMatchObject({ result: 'warning', params: { fields: 'nominated、voted' } });
    expect(allYes(secretary, { fullTime: 'yes', nominated: 'yes' })).toMatchObject({ result: 'unknown', params: { fields: 'voted' } });
  });

  test('the three questions are asked in the plan of reform (002 §5), and the report discloses five contents (002 §7)', () => {
    const asked = (key: string) => shipped('reform-plan-2018').stages.flatMap((stage) => (stage.type === 'materialsCollection' ? checksOf(stage) : [])).flatMap((check) => (check.key === key && check.kind === 'allYes' ? check.fields : []));
    expect(asked('secretaryGeneral')).toEqual(['fullTimeSecretary', 'nominatedByPresident', 'votedByCouncil']);
    expect(asked('annualReport')).toEqual(['disclosesSituation', 'disclosesInternal', 'disclosesActivities', 'disclosesMembers', 'disclosesFinance']);
  });

  test('what must not be is zero (004 §4)', () => {
    const fees: CheckOf<'none'> = { kind: 'none', ...base, then: 'finding', fields: ['a', 'b'] };
    expect(none(fees, { a: 0, b: 0 })).toMatchObject({ result: 'pass' });
    expect(none(fees, { a: 0, b: 1 })).toMatchObject({ result: 'finding', params: { count: 1 } });
    expect(none(fees, { a: 0 })).toMatchObject({ result: 'unknown' });
  });
});

describe('branches that have long been idle: 24 months [C] (002 §4, 004 §4.1)', () => {
  const check: CheckOf<'idleBranches'> = { kind: 'idleBranches', ...base, table: 'branches', column: 'lastActive', months: 24 };
  test.each([
    ['2016-05-11', 'pass'], ['2016-05-10', 'warning'], ['2016-05-09', 'warning'], ['2018-05-10', 'pass'],
  ])('last active on %s, looked at on 10 May 2018: %s', (lastActive, result) => {
    expect(idleBranches(check, { branches: [{ branch: 'a', lastActive }] }, '2018-05-10')).toMatchObject({ result });
  });

  test('29 February has its corresponding day on the last of the month', () => {
    expect(idleBranches(check, { branches: [{ lastActive: '2016-02-29' }] }, '2018-02-28')).toMatchObject({ result: 'warning' });
    expect(idleBranches(check, { branches: [{ lastActive: '2016-02-29' }] }, '2018-02-27')).toMatchObject({ result: 'pass' });
  });

  test('a branch without a day of its last activity is not called idle', () => {
    expect(idleBranches(check, { branches: [{ branch: 'a' }, { lastActive: '2016-05-10' }] }, '2018-05-10')).toMatchObject({ result: 'warning', params: { count: 1, branches: 2 } });
    expect(idleBranches(check, { branches: [{ branch: 'a' }] }, '2018-05-10')).toMatchObject({ result: 'pass', params: { count: 0 } });
  });

  test('a society without branches has no idle one', () => {
    expect(idleBranches(check, {}, '2018-05-10')).toMatchObject({ result: 'pass', params: { count: 0, branches: 0 } });
  });
});

describe('15 % more individual members: for the whole, each society’s own is shown (002 §8)', () => {
  const check: CheckOf<'wholeGrowth'> = { kind: 'wholeGrowth', ...base, now: 'now', before: 'before', percent: 15 };
  test('a society that shrank is shown and judged by nobody', () => {
    expect(wholeGrowth(check, { now: 90, before: 100 })).toEqual({ result: 'reported', code: 'GROWTH_REPORTED', params: { now: 90, before: 100, percent: -10 } });
    expect(wholeGrowth(check, { now: 90, before: 0 })).toMatchObject({ params: { percent: '—' } });
  });

  test.each([[1150, true, 15], [1149, false, 14.9], [1151, true, 15.1]])('from 1000 to %d in all: reached %s (%d %%)', (now, reached, percent) => {
    expect(growthOfWhole(check, [{ now: now - 500, before: 200 }, { now: 500, before: 800 }, { now: 7 }])).toEqual({ now, before: 1000, percent, reached, societies: 2 });
  });

  test('growth from nothing reaches no percentage', () => {
    expect(growthOfWhole(check, [{ now: 5, before: 0 }])).toEqual({ now: 5, before: 0, percent: null, reached: false, societies: 1 });
    expect(growthOfWhole(check, [])).toEqual({ now: 0, before: 0, percent: null, reached: false, societies: 0 });
  });
});
