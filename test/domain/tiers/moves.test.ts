import { explainReplacement, explainTier, tierAfterReplacement } from '../../../domain/tiers/explain.js';
import { type FillInput, fillTiers } from '../../../domain/tiers/fill.js';
import { applyMoves, checkVariance, type ManualMove } from '../../../domain/tiers/moves.js';
import { changedQuota } from '../../../domain/tiers/quota-change.js';
import { en } from '../../../domain/wording/en.js';
import { zh } from '../../../domain/wording/zh.js';
import { programme } from '../programme/support.js';

const ranking = ['A', 'B', 'C', 'D', 'E'].map((code, n) => ({ code, rank: n + 1, score: 90 - n, group: n % 2 === 0 ? 'science' : 'medicine' }));
const input: FillInput = { ranking, tiers: [{ key: 'first', count: 1 }, { key: 'second', count: 2 }] };
const filling = fillTiers(input);
const move = (change: Partial<ManualMove>): ManualMove => ({ code: 'D', to: 'second', insteadOf: 'C', reason: '集体研究', ...change });

describe('a society moved by hand (000 §2, choice: with a reason, and marked)', () => {
  test('takes the place of another, who is named with it', () => {
    const moved = applyMoves(filling, input, [move({})]);
    expect(moved).toMatchObject({ ok: true, value: {
      awards: [{ code: 'A', tier: 'first' }, { code: 'B', tier: 'second' }, { code: 'D', tier: 'second' }], reserve: ['C', 'E'],
      marks: [{ code: 'D', from: null, to: 'second', reason: '集体研究' }, { code: 'C', from: 'second', to: null, madeWayFor: 'D' }],
    } });
  });

  test('between two tiers they change places, and no number changes', () => {
    const moved = applyMoves(filling, input, [move({ code: 'B', to: 'first', insteadOf: 'A' })]);
    expect(moved.ok && moved.value.variance.map(({ planned, actual }) => actual - planned)).toEqual([0, 0]);
    expect(moved.ok && moved.value.awards.slice(0, 2)).toEqual([{ code: 'B', tier: 'first' }, { code: 'A', tier: 'second' }]);
  });

  test('without somebody who makes way the tier has one more, which is a variance', () => {
    const { insteadOf: _, ...alone } = move({});
    const moved = applyMoves(filling, input, [alone]);
    expect(moved.ok && moved.value.variance).toEqual([{ tier: 'first', planned: 1, actual: 1 }, { tier: 'second', planned: 2, actual: 3 }]);
  });

  test.each([
    ['without a reason', { reason: ' ' }, 'REASON_REQUIRED', 'moves.0.reason'],
    ['who was not ranked', { code: 'X' }, 'NOT_RANKED', 'moves.0.code'],
    ['into a tier that is not there', { to: 'fourth' }, 'SUGGESTED_TIER_UNKNOWN', 'moves.0.to'],
    ['to where it is', { code: 'C', insteadOf: undefined }, 'MOVE_CHANGES_NOTHING', 'moves.0.to'],
    ['for somebody of another tier', { insteadOf: 'A' }, 'MOVE_PARTNER_ELSEWHERE', 'moves.0.insteadOf'],
    ['for itself', { insteadOf: 'D' }, 'MOVE_PARTNER_ELSEWHERE', 'moves.0.insteadOf'],
  ])('%s is refused', (_, change, code, field) => {
    expect(applyMoves(filling, input, [move(change as Partial<ManualMove>)])).toMatchObject({ ok: false, refusal: { code, field } });
  });

  test('may not break a group’s cap, nor take it below its floor (000 §3: 分类遴选)', () => {
    const capped = { ...input, groupCaps: { medicine: 1 } };
    expect(applyMoves(fillTiers(capped), capped, [move({})])).toMatchObject({ ok: false, refusal: { code: 'MOVE_BREAKS_GROUP_QUOTA', params: { group: 'medicine', limit: 1, actual: 2 } } });
    const floored = { ...input, groupFloors: { medicine: 1 } };
    expect(applyMoves(fillTiers(floored), floored, [move({ code: 'E', insteadOf: 'B' })])).toMatchObject({ ok: false, refusal: { code: 'MOVE_BREAKS_GROUP_QUOTA' } });
  });
});

describe('more or fewer than planned (000 §2: 左右)', () => {
  const variance = (actual: number) => [{ tier: 'first', planned: 10, actual }];
  test.each([
    ['as planned needs nothing', 10, true, ['X'], '', true, undefined],
    ['chosen by people needs a reason', 11, true, ['X'], '', true, 'VARIANCE_REASON_REQUIRED'],
    ['with its reason it stands', 11, true, ['X'], '并列无法区分', true, undefined],
    ['fewer, while others wait in the reserve, needs a reason', 9, true, ['X'], '', true, 'VARIANCE_REASON_REQUIRED'],
    ['fewer because nobody is left explains itself', 9, true, [], '', true, undefined],
    ['fewer because of a group’s quota, with nothing chosen, explains itself', 9, false, ['X'], '', true, undefined],
    ['a programme without “about” never gives more', 11, true, ['X'], '理由', false, 'QUOTA_EXCEEDED'],
  ] as const)('%s', (_, actual, chosen, reserve, reason, about, code) => {
    expect(checkVariance({ variance: variance(actual), reserve: [...reserve] }, { about, chosen, reason }).map((one) => one.code)).toEqual(code === undefined ? [] : [code]);
  });
});

describe('the planned numbers of a running round (000 §2: 左右)', () => {
  const plan = { programme: programme(), settings: {} };
  test('follow the tiers, and what stood before stays on record', () => {
    expect(changedQuota(plan, { tiers: { tier3: 26 }, reason: '经费增加' })).toMatchObject({ ok: true, value: {
      before: { planned: 50, tiers: { tier1: 10, tier2: 15, tier3: 25 } }, after: { planned: 51, tiers: { tier1: 10, tier2: 15, tier3: 26 } },
      settings: { quota: { planned: 51, tiers: { tier3: 26 }, reason: '经费增加' } },
    } });
  });
  test.each([
    [{ planned: 50, tiers: { tier3: 26 } }, 'TIERS_NOT_TOTAL'],
    [{ tiers: { tier9: 1 } }, 'SUGGESTED_TIER_UNKNOWN'],
    [{ tiers: { tier1: -1 } }, 'QUOTA_BELOW_ZERO'],
  ])('%j is refused', (change, code) => {
    expect(changedQuota(plan, { ...change, reason: 'x' })).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('why a society is where it is', () => {
  const codes = (one: ReturnType<typeof explainTier>): string[] => [one?.formula.code ?? '', ...(one?.parts ?? []).map((part) => part.formula.code)];

  test('by its rank, with how many are ahead of it and what each tier takes', () => {
    const explained = explainTier('C', input, filling);
    expect(explained).toMatchObject({ what: 'tier', result: 'second', formula: { code: 'EXPLAIN_TIER', params: { rank: 3, ahead: 2 } } });
    expect(explained?.inputs).toContainEqual({ name: 'tier.second', value: 2, source: { kind: 'programme', id: 'quota.tiers.second' } });
    expect(explainTier('X', input, filling)).toBeUndefined();
  });

  test('passed over for its group’s cap, or because the last places are owed to another group', () => {
    const capped = { ...input, groupCaps: { science: 1 } };
    expect(codes(explainTier('C', capped, fillTiers(capped)))).toEqual(['EXPLAIN_RESERVE', 'EXPLAIN_PASSED_CAP']);
    const floored = { ...input, groupFloors: { medicine: 2 } };
    const explained = explainTier('C', floored, fillTiers(floored));
    expect(explained?.parts[0]).toMatchObject({ formula: { code: 'EXPLAIN_PASSED_FLOOR', params: { limit: 1, groups: 'medicine', tier: 'second' } }, clause: { document: '000', clause: '§3' } });
  });

  test('decided between equals, with the minutes; moved by hand, with the reason', () => {
    const tied: FillInput = { ...input, ranking: ranking.map((row) => (row.code === 'D' ? { ...row, rank: 3 } : row)), decisions: [{ tier: 'second', rank: 3, include: ['D'], minutes: '纪要2号' }] };
    const decided = fillTiers(tied);
    expect(explainTier('C', tied, decided)?.parts[0]).toMatchObject({ result: false, formula: { code: 'EXPLAIN_TIE', params: { minutes: '纪要2号' } } });
    const moved = applyMoves(filling, input, [move({})]);
    expect(moved.ok && codes(explainTier('C', input, { ...filling, ...moved.value }, moved.value.marks))).toEqual(['EXPLAIN_RESERVE', 'EXPLAIN_MADE_WAY']);
  });

  test('moved up for another: next in rank, chosen between equals or with a reason, or nobody any more', () => {
    const clause = { document: 'choice', clause: 'one further period' };
    const facts = { removed: 'A', replacement: 'D', tier: 'first', rank: 4, reserve: [{ code: 'D', rank: 4 }], unavailable: [{ code: 'X', why: '撤回' }], maxRounds: 1, round: 1, clause };
    const decided = { commandId: 'c1', at: '2018-11-15T02:00:00.000Z', by: null, reason: '示例', minutes: '纪要3号' };
    expect(explainReplacement(facts)).toMatchObject({ result: 'D', clause, formula: { code: 'EXPLAIN_NEXT_IN_RANK' }, parts: [{ formula: { code: 'EXPLAIN_NOT_AVAILABLE' } }] });
    expect(explainReplacement({ ...facts, chosen: { between: 'equals', decided } })).toMatchObject({
      formula: { code: 'EXPLAIN_CHOSEN_BETWEEN_EQUALS', params: { minutes: '纪要3号' } }, inputs: [{ name: 'D' }, { name: 'decidedAt', source: { id: 'c1' } }, { name: 'reason' }, { name: 'minutes' }],
    });
    expect(explainReplacement({ ...facts, chosen: { between: 'others', decided } }).formula).toMatchObject({ code: 'EXPLAIN_CHOSEN_WITH_REASON', params: { reason: '示例' } });
    expect(explainReplacement({ ...facts, replacement: null, round: 2 }).formula.code).toBe('EXPLAIN_NO_MORE_ROUNDS');
    expect(explainReplacement({ ...facts, replacement: null, reserve: [] }).formula.code).toBe('EXPLAIN_RESERVE_EMPTY');
    const filled = explainTier('D', input, filling);
    expect(filled && tierAfterReplacement(filled, explainReplacement(facts), 'first')).toMatchObject({ what: 'tier', result: 'first', formula: { code: 'EXPLAIN_NEXT_IN_RANK' }, parts: [{ what: 'filled', result: null }, { what: 'replacement' }] });
  });

  test('every formula has its words in both languages', () => {
    for (const code of Object.keys(zh).filter((key) => key.startsWith('EXPLAIN_'))) expect(Object.hasOwn(en, code)).toBe(true);
    for (const cause of ['CAP', 'FLOOR', 'TIE']) expect(Object.hasOwn(zh, `EXPLAIN_PASSED_${cause}`)).toBe(true);
  });
});
