import { factsThatCount, firstDayOf, firstUncheckedDay, lastDayOf, placeInWindow, type RecordedFact, type Window, yearsUpTo } from '../../../domain/eligibility/facts.js';

const fact = (part: Partial<RecordedFact>): RecordedFact => ({ id: 'F1', kind: 'violation', value: 'found', asOf: '2021-09-30', status: 'active', ...part });
const years: Window = { fromYear: 2015, toYear: 2017 };
const days = yearsUpTo('2021-09-30', 3);

describe('windows that rules look back over (000 §5.2, 001 §3.3)', () => {
  test('a window of calendar years begins on 1 January and ends on 31 December; one of days on its own days', () => {
    expect([firstDayOf(years), lastDayOf(years)]).toEqual(['2015-01-01', '2017-12-31']);
    expect([firstDayOf(days), lastDayOf(days)]).toEqual(['2018-10-01', '2021-09-30']);
  });

  test.each<[string, Partial<RecordedFact>, Window, string]>([
    ['the day before the first', { occurredOn: '2014-12-31' }, years, 'before'], ['the first day', { occurredOn: '2015-01-01' }, years, 'inside'],
    ['the last day', { occurredOn: '2017-12-31' }, years, 'inside'], ['the day after the last', { occurredOn: '2018-01-01' }, years, 'after'],
    ['three years ago to the day', { occurredOn: '2018-09-30' }, days, 'before'], ['the day after that', { occurredOn: '2018-10-01' }, days, 'inside'],
    ['the stated day', { occurredOn: '2021-09-30' }, days, 'inside'], ['after the stated day', { occurredOn: '2021-10-01' }, days, 'after'],
    ['after it, until the check', { occurredOn: '2021-10-01' }, { ...days, untilCheck: true }, 'inside'],
    ['a stretch that ends before', { period: { from: '2014-01-01', to: '2014-12-31' } }, years, 'before'], ['a stretch that touches the first day', { period: { from: '2014-01-01', to: '2015-01-01' } }, years, 'inside'],
    ['a stretch that begins on the last day', { period: { from: '2017-12-31', to: '2019-01-01' } }, years, 'inside'], ['a stretch that begins after', { period: { from: '2018-01-01', to: '2019-01-01' } }, years, 'after'],
    ['no day at all', {}, years, 'undated'],
  ])('%s', (_, part, window, place) => {
    expect(placeInWindow(fact(part), window)).toBe(place);
  });

  test('facts that count are active, vouched for by the day, and in the order of their ids', () => {
    const facts = [fact({ id: 'F2' }), fact({ id: 'F3', status: 'corrected' }), fact({ id: 'F1', asOf: '2021-09-29' }), fact({ id: 'F4', asOf: '2021-10-01' })];
    expect(factsThatCount(facts, '2021-09-30').map(({ id }) => id)).toEqual(['F1', 'F2']);
    expect(factsThatCount([...facts].reverse(), '2021-09-30').map(({ id }) => id)).toEqual(['F1', 'F2']);
  });
});

describe('a window is checked when statements cover every day of it', () => {
  const none = (from: string, to: string, asOf = to) => fact({ value: 'none', period: { from, to }, asOf });
  test.each<[string, RecordedFact[], string | undefined]>([
    ['nothing was said', [], '2015-01-01'], ['all of it', [none('2015-01-01', '2017-12-31')], undefined], ['a day too few', [none('2015-01-01', '2017-12-30')], '2017-12-31'],
    ['begun a day late', [none('2015-01-02', '2017-12-31')], '2015-01-01'],
    ['in pieces, in any order', [none('2016-01-01', '2017-12-31'), none('2015-01-01', '2015-12-31')], undefined],
    ['in pieces that overlap', [none('2015-06-01', '2017-12-31'), none('2015-01-01', '2015-08-31'), none('2015-02-01', '2015-03-31')], undefined],
    ['with a gap of one day', [none('2015-01-01', '2015-12-31'), none('2016-01-02', '2017-12-31')], '2016-01-01'],
    ['vouched for only until its as-of day', [none('2015-01-01', '2017-12-31', '2017-06-30')], '2017-07-01'],
    ['vouched for on a later day', [none('2015-01-01', '2017-12-31', '2018-08-31')], undefined],
    ['without saying for which time', [fact({ value: 'none' })], '2015-01-01'],
  ])('%s', (_, statements, first) => {
    expect(firstUncheckedDay(statements, years)).toBe(first);
  });
});
