import { type ScoreSheet, type SheetEntry, checkSheet, passes, sheetTotal } from '../../../domain/review/sheet.js';

const sheet: ScoreSheet = {
  criteria: [{ key: 'positioning', points: 15 }, { key: 'foundation', points: 20 }, { key: 'funds', points: 7 }],
  passFail: [{ key: 'politicalDirection' }],
  reasonBelowPercent: 60,
  reasonAbovePercent: 95,
  tiers: ['first', 'second', 'third'],
};
const complete: SheetEntry = {
  scores: { positioning: 12, foundation: 16.5, funds: 5 },
  reasons: {},
  passFail: { politicalDirection: true },
  suggestedTier: 'second',
  recusalConfirmed: true,
};
const codes = (change: Partial<SheetEntry>) => checkSheet(sheet, { ...complete, ...change }).map((refusal) => refusal.code);
const score = (key: string, value: number | undefined, reasons = {}) => codes({ scores: { ...complete.scores, [key]: value }, reasons });

describe('the score sheet [C]', () => {
  test('a complete one has nothing to complain about', () => {
    expect(codes({})).toEqual([]);
    expect(sheetTotal(sheet, complete)).toBe(33.5);
    expect(passes(sheet, complete)).toBe(true);
  });

  test.each([
    ['60 % exactly needs no reason', 'positioning', 9, []],
    ['just below needs one', 'positioning', 8.9, ['SCORE_REASON_REQUIRED']],
    ['95 % exactly needs none', 'foundation', 19, []],
    ['just above needs one', 'foundation', 19.1, ['SCORE_REASON_REQUIRED']],
    ['60 % of 7 points is exactly 4.2', 'funds', 4.2, []],
    ['full marks need one', 'funds', 7, ['SCORE_REASON_REQUIRED']],
    ['no points need one', 'funds', 0, ['SCORE_REASON_REQUIRED']],
    ['more than full marks are refused', 'funds', 7.1, ['SCORE_OUT_OF_RANGE']],
    ['so are fewer than none', 'funds', -1, ['SCORE_OUT_OF_RANGE']],
    ['and what is no number', 'funds', Number.NaN, ['SCORE_OUT_OF_RANGE']],
    ['a criterion without score is named', 'funds', undefined, ['SCORE_MISSING']],
    ['one that is not on the sheet is refused', 'charm', 5, ['CRITERION_UNKNOWN']],
  ])('%s', (_, key, value, expected) => {
    expect(score(key, value)).toEqual(expected);
  });

  test('a reason that says something settles it, an empty one does not', () => {
    expect(score('funds', 7, { funds: '测算依据详实' })).toEqual([]);
    expect(score('funds', 7, { funds: '  ' })).toEqual(['SCORE_REASON_REQUIRED']);
  });

  test('political direction is answered, a fail with its reason and without a tier', () => {
    expect(codes({ passFail: {} })).toEqual(['PASS_FAIL_MISSING']);
    const failed = { passFail: { politicalDirection: false }, suggestedTier: undefined };
    expect(codes(failed)).toEqual(['PASS_FAIL_REASON_REQUIRED']);
    expect(codes({ ...failed, reasons: { politicalDirection: '未体现政治引领' } })).toEqual([]);
    expect(passes(sheet, { ...complete, ...failed })).toBe(false);
  });

  test('tier and recusal statement are required', () => {
    expect(codes({ suggestedTier: undefined })).toEqual(['SUGGESTED_TIER_MISSING']);
    expect(codes({ suggestedTier: 'fourth' })).toEqual(['SUGGESTED_TIER_UNKNOWN']);
    expect(codes({ recusalConfirmed: false })).toEqual(['RECUSAL_STATEMENT_MISSING']);
  });

  test('everything is said at once', () => {
    expect(checkSheet(sheet, { scores: {}, reasons: {}, passFail: {} })).toHaveLength(6);
  });
});
