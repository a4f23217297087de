import { type BudgetLine, type BudgetRules, checkBudget } from '../../../domain/funds/budget.js';
import { borderlineUses, worldClassForbiddenUses, wuhanForbiddenUses } from '../../../domain/funds/forbidden-uses.js';

const worldClass: BudgetRules = { directionRequired: true, basisRequired: true, forbiddenUses: worldClassForbiddenUses, borderlineUses: [], clause: { document: '000', clause: '§5.4' } };
const wuhan: BudgetRules = { ...worldClass, forbiddenUses: wuhanForbiddenUses, borderlineUses, clause: { document: '003', clause: '§5.3' } };
const meeting: BudgetLine = {
  key: 'b1',
  item: '国际学术会议场地',
  direction: '打造世界知名的学术活动品牌',
  use: 'meeting',
  unit: '天',
  unitPriceCents: 20_000_00,
  quantity: 3,
  amountCents: 60_000_00,
  basis: '会议中心报价单，3 天',
  source: 'fiscal',
};
const check = (rules: BudgetRules, change: Partial<BudgetLine>, awardCents = 100_000_00) => checkBudget({ lines: [{ ...meeting, ...change }], awardCents, rules });
const codes = (rules: BudgetRules, change: Partial<BudgetLine>, awardCents?: number) => check(rules, change, awardCents).refusals.map((refusal) => refusal.code);

describe('a budget', () => {
  test.each<[string, Partial<BudgetLine>, string[]]>([
    ['unit × quantity with basis and direction is in order', {}, []],
    ['the direction of fund use must be stated (000 §5.4)', { direction: ' ' }, ['FUND_DIRECTION_MISSING']],
    ['so must the basis', { basis: undefined }, ['BUDGET_BASIS_MISSING']],
    ['a product off by a cent', { amountCents: 60_000_01 }, ['BUDGET_LINE_DOES_NOT_MULTIPLY']],
    ['a broken quantity that comes out in cents', { quantity: 0.5, amountCents: 10_000_00 }, []],
    ['a tenth of a cent', { unitPriceCents: 1, quantity: 0.1, amountCents: 0 }, ['BUDGET_LINE_DOES_NOT_MULTIPLY']],
    ['no quantity', { quantity: 0, amountCents: 0 }, ['BUDGET_LINE_NOT_A_NUMBER']],
    ['half cents', { unitPriceCents: 0.5 }, ['BUDGET_LINE_NOT_A_NUMBER']],
  ])('%s', (_, change, expected) => {
    expect(codes(worldClass, change)).toEqual(expected);
  });

  test('the total from award money must not exceed the award; own funds come on top', () => {
    expect(codes(worldClass, {}, 60_000_00)).toEqual([]);
    expect(codes(worldClass, {}, 59_999_99)).toEqual(['BUDGET_OVER_AWARD']);
    expect(check(worldClass, { source: 'own' }, 0)).toMatchObject({ refusals: [], fiscalCents: 0, ownCents: 60_000_00 });
  });

  test('an empty budget is no budget', () => {
    expect(checkBudget({ lines: [], awardCents: 1, rules: worldClass }).refusals.map(({ code }) => code)).toEqual(['BUDGET_EMPTY']);
  });

  test.each(wuhanForbiddenUses.map((use) => [use.name.en, use.key]))('Wuhan: award money is not for %s (003 §5.3)', (_, use) => {
    const result = check(wuhan, { use });
    expect(result.refusals).toMatchObject([{ code: 'USE_FORBIDDEN', rule: { document: '003', clause: '§5.3' } }]);
    expect(result.borderline).toEqual([]);
    expect(codes(wuhan, { use, source: 'own' })).toEqual([]);
  });

  test('000 names no forbidden use', () => {
    expect(codes(worldClass, { use: 'donation' })).toEqual([]);
  });

  describe('"and the like" goes to a person, never to the machine', () => {
    const fee = { item: '外部专家讲课', use: 'expertFee' };

    test.each<[string, Partial<BudgetLine>, string, string]>([
      ['an outside expert’s fee', fee, 'expertFee', 'BORDERLINE_USE'],
      ['a use on no list', { use: 'other' }, 'other', 'BORDERLINE_USE'],
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
      const result = checkBudget({ lines: [{ ...meeting, ...fee }], awardCents: 100_000_00, rules: wuhan, decisions: [{ line: 'b1', allowed, reason: '经专项办公室核定' }] });
      expect(result.borderline).toEqual([]);
      expect(result.refusals.map(({ code }) => code)).toEqual(expected);
    });

    test('an answer without a reason is no answer', () => {
      const decisions = [{ line: 'b1', allowed: true, reason: '' }];
      expect(checkBudget({ lines: [{ ...meeting, ...fee }], awardCents: 100_000_00, rules: wuhan, decisions }).borderline).toHaveLength(1);
    });
  });
});
