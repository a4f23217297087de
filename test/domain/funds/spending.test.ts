import { checkReversal, checkSpending, exceeds, type RecordedSpending, type SpendingBook, type SpendingEntry, spendingByLine } from '../../../domain/funds/spending.js';
import { checkAccounts, yearAccounts } from '../../../domain/funds/statement.js';
import type { BudgetLine } from '../../../domain/funds/budget.js';

const clause = { document: '003', clause: '§5.3' };
const limits = { explainAbovePercent: 10, adjustAbovePercent: 20, clause };
const line: BudgetLine = { line: 'b1', year: 2018, item: '会议', use: 'meeting', unit: '场', unitPriceCents: 100_00, quantity: 1, amountCents: 100_00, source: 'fiscal' };
const own: BudgetLine = { ...line, line: 'own', source: 'own' };
const entry: SpendingEntry = { line: 'b1', year: 2018, amountCents: 60_00, on: '2018-12-20', voucher: '记-1', payee: 'enterprise', purpose: '场租' };
const book: SpendingBook = { budget: [line, own], recorded: [], availableCents: 1000_00, closedYears: [], today: '2018-12-31', limits, clause };
const recorded = (id: string, change: Partial<RecordedSpending> = {}): RecordedSpending => ({ ...entry, id, ...change });
const faults = (change: Partial<SpendingEntry>, other: Partial<SpendingBook> = {}) => checkSpending({ ...entry, ...change }, { ...book, ...other }).map(({ field, code }) => [field, code]);

describe('spending by line with vouchers (003 §5.3: 单独核算，专款专用; 000 §5.5)', () => {
  test.each<[string, Partial<SpendingEntry>, Partial<SpendingBook>, string[][]]>([
    ['within budget and money', {}, {}, []],
    ['a line that the budget does not have', { line: 'b9' }, {}, [['line', 'SPENDING_LINE_UNKNOWN']]],
    ['a line of another year', { year: 2019 }, {}, [['line', 'SPENDING_LINE_UNKNOWN']]],
    ['a line that own funds pay', { line: 'own' }, {}, [['line', 'SPENDING_NOT_FROM_AWARD']]],
    ['nothing', { amountCents: 0 }, {}, [['amountCents', 'SPENDING_AMOUNT_INVALID']]],
    ['half a cent', { amountCents: 0.5 }, {}, [['amountCents', 'SPENDING_AMOUNT_INVALID']]],
    ['a voucher of tomorrow', { on: '2019-01-01' }, {}, [['on', 'SPENDING_IN_FUTURE']]],
    ['a voucher of the year before', { on: '2017-12-31' }, {}, [['on', 'SPENDING_OUTSIDE_YEAR']]],
    ['a year whose accounts are in', {}, { closedYears: [2018] }, [['year', 'SPENDING_YEAR_CLOSED']]],
    ['a voucher that was recorded', {}, { recorded: [recorded('1', { amountCents: 1 })] }, [['voucher', 'VOUCHER_REPEATED']]],
    ['a voucher whose entry was reversed', {}, { recorded: [recorded('1'), recorded('2', { voucher: '冲-1', amountCents: -60_00, reverses: '1' })] }, []],
    ['all that has arrived', {}, { availableCents: 60_00 }, []],
    ['a cent more than has arrived', {}, { availableCents: 59_99 }, [['amountCents', 'SPENDING_OVER_DISBURSED']]],
  ])('%s', (_, change, other, expected) => {
    expect(faults(change, other)).toEqual(expected);
  });

  test.each<[string, number, string | undefined, string[]]>([
    ['10 % beyond the line exactly is within the limit', 110_00, undefined, []],
    ['a cent more is explained', 110_01, undefined, ['DEVIATION_UNEXPLAINED']],
    ['and is, then, in order', 110_01, '场地涨价', []],
    ['20 % exactly with an explanation', 120_00, '场地涨价', []],
    ['beyond it only an approved adjustment helps', 120_01, '场地涨价', ['DEVIATION_NEEDS_ADJUSTMENT']],
  ])('%s [C]', (_, amountCents, explanation, expected) => {
    expect(faults({ amountCents, ...(explanation === undefined ? {} : { explanation }) }).map(([, code]) => code)).toEqual(expected);
  });

  test('deviation counts what was spent of the line before', () => {
    expect(faults({ amountCents: 50_01 }, { recorded: [recorded('1', { voucher: '记-0' })] })).toEqual([['explanation', 'DEVIATION_UNEXPLAINED']]);
    expect(exceeds(1, 0, 20)).toBe(true);
  });

  test('an entry is taken back once, never a reversal, never in a closed year', () => {
    const all = [recorded('1'), recorded('2', { voucher: '冲-1', amountCents: -60_00, reverses: '1' }), recorded('3', { voucher: '记-3' })];
    expect(checkReversal('3', all, [], clause)).toMatchObject({ id: '3' });
    expect(checkReversal('1', all, [], clause)).toMatchObject({ code: 'ALREADY_REVERSED' });
    expect(checkReversal('2', all, [], clause)).toMatchObject({ code: 'REVERSAL_OF_REVERSAL' });
    expect(checkReversal('3', all, [2018], clause)).toMatchObject({ code: 'SPENDING_YEAR_CLOSED' });
    expect(checkReversal('9', all, [], clause)).toMatchObject({ code: 'SPENDING_UNKNOWN' });
  });

  test('by line: reversed entries count for nothing, own funds are left out', () => {
    const all = [recorded('1', { amountCents: 115_00 }), recorded('2', { amountCents: 10_00, voucher: 'b' }), recorded('3', { voucher: '冲', amountCents: -10_00, reverses: '2' })];
    expect(spendingByLine([line, own], all, limits)).toEqual([{ line: 'b1', year: 2018, item: '会议', budgetCents: 100_00, spentCents: 115_00, deviation: 'explain' }]);
  });
});

describe('final accounts of a year (决算)', () => {
  const spending = [entry, { ...entry, year: 2019, amountCents: 70_00, voucher: '记-2' }];
  const budget = [line, { ...line, year: 2019 }];
  const accounts = yearAccounts({ year: 2019, budget, spending, availableCents: 200_00, arrivedBeforeCents: 100_00, limits });

  test('what was carried in, spent and is carried over follows from the vouchers', () => {
    expect(accounts).toMatchObject({ budgetCents: 100_00, carriedInCents: 40_00, spentCents: 70_00, carryOverCents: 70_00 });
  });

  test.each<[string, Parameters<typeof checkAccounts>[0], string[][]]>([
    ['as recorded', { spentCents: 70_00, carryOverCents: 70_00, bankBalanceCents: 70_00 }, []],
    ['a cent off, with the difference', { spentCents: 70_01, carryOverCents: 70_00 }, [['spentCents', 'ACCOUNTS_DIFFER']]],
    ['a bank balance that differs', { bankBalanceCents: 71_00 }, [['differenceReason', 'BANK_DIFFERENCE_UNEXPLAINED']]],
    ['with its reason', { bankBalanceCents: 71_00, differenceReason: '利息' }, []],
  ])('%s', (_, stated, expected) => {
    expect(checkAccounts(stated, accounts, limits).map(({ field, code }) => [field, code])).toEqual(expected);
    if (expected[0]?.[1] === 'ACCOUNTS_DIFFER') expect(checkAccounts(stated, accounts, limits)[0]?.params).toEqual({ stated: '70.01', recorded: '70.00', difference: '0.01' });
  });

  test('lines that deviate are explained', () => {
    const over = yearAccounts({ year: 2018, budget, spending: [{ ...entry, amountCents: 115_00 }], availableCents: 200_00, arrivedBeforeCents: 0, limits });
    expect(checkAccounts({}, over, limits)).toMatchObject([{ code: 'ACCOUNTS_DEVIATIONS_UNEXPLAINED', field: 'deviations', params: { lines: 'b1' } }]);
    expect(checkAccounts({ deviations: '已说明' }, over, limits)).toEqual([]);
  });
});
