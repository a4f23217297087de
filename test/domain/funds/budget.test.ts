import { checkAdjustment, reduceYear } from '../../../domain/funds/adjustment.js';
import fc from 'fast-check';
import { type BudgetLine, type BudgetRules, checkBudget, fiscalBudget } from '../../../domain/funds/budget.js';
import { explainBudgetLine } from '../../../domain/funds/explain.js';
import { borderline, forbiddenBy003, uses } from './uses.js';

const worldClass: BudgetRules = { directionRequired: true, basisRequired: true, forbidden: [], borderline: [], clause: { document: '000', clause: '§5.4' } };
const wuhan: BudgetRules = { ...worldClass, uses, forbidden: forbiddenBy003, borderline, clause: { document: '003', clause: '§5.3' } };
const meeting: BudgetLine = {
  line: 'b1', year: 2018, item: '国际学术会议场地', direction: '打造世界知名的学术活动品牌', use: 'meeting', unit: '天', unitPriceCents: 20_000_00, quantity: 3, amountCents: 60_000_00,
  basis: '会议中心报价单，3 天', source: 'fiscal',
};
const check = (rules: BudgetRules, change: Partial<BudgetLine>, awardCents = 100_000_00) => checkBudget({ lines: [{ ...meeting, ...change }], awardCents, years: [2018, 2019], rules });
const faults = (rules: BudgetRules, change: Partial<BudgetLine>, awardCents?: number) => check(rules, change, awardCents).refusals.map(({ field, code }) => [field, code]);

describe('a budget', () => {
  test.each<[string, Partial<BudgetLine>, (string | undefined)[][]]>([
    ['unit × quantity with basis and direction is in order', {}, []],
    ['the direction of fund use must be stated (000 §5.4)', { direction: ' ' }, [['0.direction', 'FUND_DIRECTION_MISSING']]],
    ['so must the basis of the calculation (001 五(三))', { basis: undefined }, [['0.basis', 'BUDGET_BASIS_MISSING']]],
    ['a product off by a cent', { amountCents: 60_000_01 }, [['0.amountCents', 'BUDGET_LINE_DOES_NOT_MULTIPLY']]],
    ['a broken quantity that comes out in cents', { quantity: 0.5, amountCents: 10_000_00 }, []],
    ['a tenth of a cent', { unitPriceCents: 1, quantity: 0.1, amountCents: 0 }, [['0.amountCents', 'BUDGET_LINE_DOES_NOT_MULTIPLY']]],
    ['no quantity', { quantity: 0, amountCents: 0 }, [['0.quantity', 'BUDGET_LINE_NOT_A_NUMBER']]],
    ['half cents', { unitPriceCents: 0.5 }, [['0.unitPriceCents', 'BUDGET_LINE_NOT_A_NUMBER']]],
    ['a year that is not an implementation year', { year: 2021 }, [['0.year', 'BUDGET_YEAR_UNKNOWN']]],
  ])('%s', (_, change, expected) => {
    expect(faults(worldClass, change)).toEqual(expected);
  });

  test('the total from award money must not exceed the award; own funds come on top', () => {
    expect(faults(worldClass, {}, 60_000_00)).toEqual([]);
    expect(faults(worldClass, {}, 59_999_99)).toEqual([[undefined, 'BUDGET_OVER_AWARD']]);
    expect(check(worldClass, { source: 'own' }, 0)).toMatchObject({ refusals: [], fiscalCents: 0, ownCents: 60_000_00 });
  });

  test('an empty budget is no budget; two lines do not share a key', () => {
    expect(checkBudget({ lines: [], awardCents: 1, rules: worldClass }).refusals.map(({ code }) => code)).toEqual(['BUDGET_EMPTY']);
    expect(checkBudget({ lines: [meeting, meeting], awardCents: 200_000_00, rules: worldClass }).refusals).toMatchObject([{ code: 'BUDGET_LINE_REPEATED', field: '1.line' }]);
  });

  test.each(forbiddenBy003.map((use) => [use.name.en, use.key]))('award money is not for %s (003 §5.3)', (_, use) => {
    const result = check(wuhan, { use });
    expect(result.refusals).toMatchObject([{ code: 'USE_FORBIDDEN', field: '0.use', rule: { document: '003', clause: '§5.3' } }]);
    expect(result.borderline).toEqual([]);
    expect(faults(wuhan, { use, source: 'own' })).toEqual([]);
  });

  test('which list applies is the programme’s: 000 names no forbidden use', () => {
    expect(faults(worldClass, { use: 'donation' })).toEqual([]);
  });

  describe('"and the like" goes to a person, never to the machine (003 §5.3: 等支出)', () => {
    const fee = { item: '外部专家讲课', use: 'expertFee' };

    test.each<[string, Partial<BudgetLine>, string, string]>([
      ['an outside expert’s fee', fee, 'expertFee', 'BORDERLINE_USE'],
      ['a use on no list', { use: 'picnic' }, 'picnic', 'USE_NOT_LISTED'],
      ['a text that sounds like a forbidden use under another name', { item: '向基金会捐赠' }, 'donation', 'FORBIDDEN_WORD'],
    ])('%s', (_, change, use, why) => {
      const result = check(wuhan, change);
      expect(result.refusals).toEqual([]);
      expect(result.borderline).toMatchObject([{ line: 'b1', use, why }]);
    });

    test.each([
      [true, []],
      [false, ['USE_TURNED_DOWN']],
    ])('allowed: %s', (allowed, expected) => {
      const decisions = [{ line: 'b1', allowed, reason: '经专项办公室核定' }];
      const result = checkBudget({ lines: [{ ...meeting, ...fee }], awardCents: 100_000_00, rules: wuhan, decisions });
      expect(result.borderline).toEqual([]);
      expect(result.refusals.map(({ code }) => code)).toEqual(expected);
    });

    test('an answer without a reason is no answer', () => {
      const decisions = [{ line: 'b1', allowed: true, reason: '' }];
      expect(checkBudget({ lines: [{ ...meeting, ...fee }], awardCents: 100_000_00, rules: wuhan, decisions }).borderline).toHaveLength(1);
    });
  });

  test('a line is explained: its calculation, its use with the clause, and what was spent of it', () => {
    const limits = { explainAbovePercent: 10, adjustAbovePercent: 20, clause: wuhan.clause };
    const decisions = [{ line: 'b1', allowed: true, reason: '核定' }];
    const spending = [{ line: 'b1', year: 2018, amountCents: 70_000_00, on: '2018-12-01', voucher: 'v', payee: 'enterprise' as const, purpose: 'p' }];
    const explained = explainBudgetLine({ line: { ...meeting, use: 'expertFee' }, rules: wuhan, decisions, spending, limits });
    expect(explained).toMatchObject({ what: 'budgetLine', result: 60_000_00, formula: { params: { unitPrice: 20_000_00, quantity: 3, amount: 60_000_00 } } });
    expect(explained.parts.map(({ what, result }) => [what, result])).toEqual([['fundUse', 'allowed'], ['lineDeviation', 'explain']]);
    expect(explainBudgetLine({ line: { ...meeting, use: 'fine' }, rules: wuhan, decisions: [], spending: [], limits }).parts[0]).toMatchObject({ result: 'USE_FORBIDDEN', clause: { document: '003', clause: '§5.3' } });
  });
});

describe('an adjustment of the budget', () => {
  const second: BudgetLine = { ...meeting, line: 'b2', item: '期刊出版', unitPriceCents: 40_000_00, quantity: 1, amountCents: 40_000_00 };
  const line = (one: BudgetLine, amountCents: number): BudgetLine => ({ ...one, unitPriceCents: amountCents, quantity: 1, amountCents });
  const adjust = (next: BudgetLine[], spent: Record<string, number> = {}) =>
    checkAdjustment({ current: [meeting, second], next, years: [2018, 2019], rules: wuhan, spentCents: (one) => spent[one.line] ?? 0 });

  test('moves money between lines of a year', () => {
    expect(adjust([line(meeting, 50_000_00), line(second, 50_000_00)])).toMatchObject({ ok: true, value: { borderline: [] } });
  });

  test.each<[string, BudgetLine[], Record<string, number>, string]>([
    ['adds nothing to a year, also not from another', [line(meeting, 50_000_00), { ...line(second, 50_000_00), year: 2019 }], {}, 'ADJUSTMENT_OVER_YEAR'],
    ['adds nothing in all', [meeting, line(second, 40_000_01)], {}, 'BUDGET_OVER_AWARD'],
    ['leaves a line what was spent of it', [line(meeting, 50_000_00), second], { b1: 50_000_01 }, 'ADJUSTMENT_BELOW_SPENT'],
    ['does not drop a line with spending', [second], { b1: 1 }, 'ADJUSTMENT_BELOW_SPENT'],
    ['keeps to the forbidden uses (003 §5.3)', [{ ...meeting, use: 'fine' }, second], {}, 'USE_FORBIDDEN'],
  ])('%s', (_, next, spent, code) => {
    expect(adjust(next, spent)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('a new borderline line waits for a person', () => {
    expect(adjust([{ ...meeting, use: 'expertFee' }, second])).toMatchObject({ ok: true, value: { borderline: [{ line: 'b1' }] } });
  });

  test('after a verdict a year’s lines shrink in proportion, together to exactly what is paid, and still multiply', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 11 });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 100 }), (amounts, percent) => {
        const lines = [...amounts.map((cents, n) => ({ ...line(meeting, cents), line: `l${n}` })), { ...second, year: 2019 }];
        const to = Math.floor((fiscalBudget(lines, 2018) * percent) / 100);
        const reduced = reduceYear(lines, 2018, to);
        expect(fiscalBudget(reduced, 2018)).toBe(to);
        expect(reduced.at(-1)).toEqual(lines.at(-1));
        expect(reduced.every((one, n) => one.amountCents >= 0 && one.amountCents <= (lines[n]?.amountCents ?? 0))).toBe(true);
        const kept = reduced.filter(({ amountCents }) => amountCents > 0);
        if (kept.length > 0) expect(checkBudget({ lines: kept, awardCents: 10 ** 14, rules: worldClass }).refusals).toEqual([]);
      }),
    );
  });
});
