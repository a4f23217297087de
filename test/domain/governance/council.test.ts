import fc from 'fast-check';
import type { CheckOf, Figures } from '../../../domain/governance/check.js';
import { councilCap, councilNotGrown, councilSize, hasGrownBeyond } from '../../../domain/governance/council.js';

const named = { name: { zh: '规模', en: 'size' }, clause: { document: '002', clause: '§3' }, then: 'warning' as const };
const settings = { caps: [{ below: 20_000, most: 150 }, { below: 100_000, most: 180 }, { most: 200 }], gapAt: 100_000, relaxedAbovePercent: 30 };
const size: CheckOf<'councilSize'> = { kind: 'councilSize', key: 'councilSize', ...named, ...settings };
const grown: CheckOf<'councilNotGrown'> = { kind: 'councilNotGrown', key: 'councilNotGrown', ...named, ...settings };

const figures = (individualMembers: number, council: number, before = individualMembers): Figures => ({ individualMembers, individualMembersBefore: before, councilSize: council });

describe('the size of the council by individual members (002 §3)', () => {
  test.each([
    [0, 150, false], [19_999, 150, false], [20_000, 180, false], [99_999, 180, false], [100_000, 200, true], [100_001, 200, false], [5_000_000, 200, false],
  ])('with %d members it is generally not more than %d (in the gap of the text: %s)', (members, most, gap) => {
    expect(councilCap(members, settings)).toEqual({ most, gap });
  });

  test.each([
    [19_999, 150, 'pass', 'COUNCIL_WITHIN_CAP'], [19_999, 151, 'warning', 'COUNCIL_OVER_CAP'],
    [20_000, 180, 'pass', 'COUNCIL_WITHIN_CAP'], [20_000, 181, 'warning', 'COUNCIL_OVER_CAP'], [99_999, 181, 'warning', 'COUNCIL_OVER_CAP'],
    [100_000, 200, 'pass', 'COUNCIL_WITHIN_CAP_AT_GAP'], [100_000, 201, 'warning', 'COUNCIL_OVER_CAP_AT_GAP'],
    [100_001, 200, 'pass', 'COUNCIL_WITHIN_CAP'], [100_001, 201, 'warning', 'COUNCIL_OVER_CAP'],
  ])('%d members and a council of %d: %s, said as %s: a warning asks, it fails nobody', (members, council, result, code) => {
    expect(councilSize(size, figures(members, council))).toMatchObject({ result, code });
  });

  test.each([[13_000, 10_000, false], [13_001, 10_000, true], [1, 0, true], [0, 0, false], [9_000, 10_000, false]])('from %2$d to %1$d members is more than 30 %%: %3$s', (now, before, expected) => {
    expect(hasGrownBeyond(now, before, 30)).toBe(expected);
  });

  test('growth of more than 30 % in the last year relaxes the size; exactly 30 % does not', () => {
    expect(councilSize(size, figures(13_001, 160, 10_000))).toMatchObject({ result: 'pass', code: 'COUNCIL_CAP_RELAXED' });
    expect(councilSize(size, figures(13_000, 160, 10_000))).toMatchObject({ result: 'warning' });
  });

  test('a missing, negative or broken figure never passes: it is asked for', () => {
    for (const councilOf of [undefined, -1, 150.5, '150']) expect(councilSize(size, { individualMembers: 10, individualMembersBefore: 10, councilSize: councilOf })).toMatchObject({ result: 'unknown' });
  });

  test('more members never lower the cap, and one more in the council never turns a warning into a pass', () => {
    const members = fc.integer({ min: 0, max: 300_000 });
    fc.assert(fc.property(members, members, (a, b) => councilCap(Math.min(a, b), settings).most <= councilCap(Math.max(a, b), settings).most));
    fc.assert(fc.property(members, fc.integer({ min: 1, max: 400 }), (n, council) => {
      if (councilSize(size, figures(n, council)).result === 'warning') expect(councilSize(size, figures(n, council + 1)).result).toBe('warning');
    }));
  });
});

describe('a society that changes its term with a council below the cap should not exceed the previous term (002 §3)', () => {
  test.each([
    ['no', 120, 149, 'pass', 'TERM_NOT_CHANGED'],
    ['yes', 120, 120, 'pass', 'COUNCIL_NOT_GROWN'],
    ['yes', 120, 121, 'warning', 'COUNCIL_GROWN'],
    ['yes', 149, 150, 'warning', 'COUNCIL_GROWN'],
    ['yes', 150, 151, 'pass', 'PREVIOUS_COUNCIL_NOT_BELOW_CAP'],
    ['yes', 149, 149, 'pass', 'COUNCIL_NOT_GROWN'],
  ])('changing term: %s, from %d to %d under a cap of 150: %s (%s)', (changingTerm, previousCouncilSize, council, result, code) => {
    expect(councilNotGrown(grown, { ...figures(10_000, council), changingTerm, previousCouncilSize })).toMatchObject({ result, code });
  });

  test('without the size of the previous council nobody is passed silently', () => {
    expect(councilNotGrown(grown, { ...figures(10_000, 120), changingTerm: 'yes' })).toMatchObject({ result: 'unknown', code: 'FIGURE_MISSING' });
  });

  test('members grown by more than 30 % relax it too [C]', () => {
    expect(councilNotGrown(grown, { ...figures(13_001, 140, 10_000), changingTerm: 'yes', previousCouncilSize: 120 })).toMatchObject({ result: 'pass', code: 'COUNCIL_CAP_RELAXED' });
  });
});
