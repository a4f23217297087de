import { postedPeriod } from '../../../domain/publicity/posting.js';
import { beijing, programme, stage, value } from '../programme/support.js';

const plan = { programme: programme(), settings: {} };
const named = (zh: string) => ({ zh, en: zh });
const clause = { document: '003', clause: '§4.2' };
/** 003 §4.2: 在相关媒体公示十天: natural days. */
const tenDays = {
  ...stage('publicityPeriod'), length: { count: 10, unit: 'naturalDays' as const, clause },
  posting: { check: true, media: [{ key: 'paper', name: named('日报') }, { key: 'website', name: named('网站') }], clause },
};
const posted = beijing('2018-11-07 10:00');

describe('the period counts from the latest medium (003 §4.2: 在相关媒体公示十天)', () => {
  test('two days later in the paper than on the website: ten natural days from the paper', () => {
    const period = value(postedPeriod(plan, tenDays, posted, [{ medium: 'website', on: '2018-11-07' }, { medium: 'paper', on: '2018-11-09' }]));
    // Not counted itself: the tenth day after Friday the 9th is Monday the 19th.
    expect(period).toMatchObject({ opensMs: posted, dueMs: beijing('2018-11-19 24:00'), countedFrom: '2018-11-09' });
  });

  test('a medium that was earlier than our own page changes nothing', () => {
    const { media: _, ...rest } = tenDays.posting;
    const alone = { ...stage('publicityPeriod'), posting: { ...rest, media: [{ key: 'paper', name: named('日报') }] } };
    expect(value(postedPeriod(plan, alone, posted, [{ medium: 'paper', on: '2018-11-05' }]))).toMatchObject({ countedFrom: '2018-11-07', dueMs: beijing('2018-11-14 24:00') });
  });

  test('counting the first day is a recorded option', () => {
    const counted = { ...tenDays, length: { ...tenDays.length, countFirstDay: true } };
    const media = [{ medium: 'website', on: '2018-11-07' }, { medium: 'paper', on: '2018-11-09' }];
    // The tenth day is then Sunday the 18th, which gives way to Monday the 19th.
    expect(value(postedPeriod(plan, counted, posted, media)).dueMs).toBe(beijing('2018-11-19 24:00'));
    expect(value(postedPeriod(plan, { ...counted, length: { ...counted.length, count: 7 } }, posted, media)).dueMs).toBe(beijing('2018-11-15 24:00'));
  });

  test('an end that the round has set later stays: a period as long as set, from the posting on', () => {
    const set = { ...plan, settings: { dates: { 'publicity.due': '2018-11-30T24:00' } } };
    const media = [{ medium: 'website', on: '2018-11-07' }, { medium: 'paper', on: '2018-11-09' }];
    expect(value(postedPeriod(set, tenDays, posted, media))).toMatchObject({ dueMs: beijing('2018-12-01 24:00'), countedFrom: '2018-11-09' });
  });

  test.each([
    ['one of the media is missing', [{ medium: 'paper', on: '2018-11-09' }], 'MEDIUM_MISSING'],
    ['one is not the programme’s', [{ medium: 'radio', on: '2018-11-09' }], 'MEDIUM_UNKNOWN'],
    ['one is given twice', [{ medium: 'paper', on: '2018-11-09' }, { medium: 'paper', on: '2018-11-10' }], 'MEDIUM_UNKNOWN'],
  ])('refused when %s', (_, media, code) => {
    expect(postedPeriod(plan, tenDays, posted, media)).toMatchObject({ ok: false, refusal: { code, field: 'media', rule: clause } });
  });

  test('posted late, the period is as long as ever', () => {
    expect(value(postedPeriod(plan, stage('publicityPeriod'), beijing('2018-11-08 10:00'), [])).dueMs).toBe(beijing('2018-11-15 24:00'));
  });
});
