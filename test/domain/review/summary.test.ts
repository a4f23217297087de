import { checkSummary, deviates, type GroupSummary } from '../../../domain/review/summary.js';

const rule = { document: 'choice', clause: 'opinion and ranking of each group' };
const group = { candidates: [{ applicationId: 'A', rank: 1 }, { applicationId: 'B', rank: 2 }, { applicationId: 'C', rank: 2 }], members: ['e1', 'e2'] };
const plain: GroupSummary = { opinion: '同意', ranking: ['A', 'B', 'C'], deviationReason: '', dissent: [], signed: true };
const codes = (change: Partial<GroupSummary>) => checkSummary({ ...plain, ...change }, group, rule).map(({ code, field }) => [code, field]);

describe('the opinion of a discipline group (choice: signed, with dissent)', () => {
  test('signed, complete and in the computed order it is taken; equals stand either way', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ ranking: ['A', 'C', 'B'] })).toEqual([]);
  });

  test('unsigned it is not', () => {
    expect(codes({ signed: false })).toEqual([['SIGNATURE_MISSING', 'signed']]);
  });

  test.each([[['A', 'B']], [['A', 'B', 'B']], [['A', 'B', 'C', 'D']], [['A', 'B', 'D']]])('a ranking %j is not that of the whole group', (ranking) => {
    expect(codes({ ranking })).toEqual([['GROUP_RANKING_INCOMPLETE', 'ranking']]);
  });

  test('another order than the computed one says why', () => {
    expect(codes({ ranking: ['B', 'A', 'C'] })).toEqual([['GROUP_RANKING_REASON_REQUIRED', 'deviationReason']]);
    expect(codes({ ranking: ['B', 'A', 'C'], deviationReason: '答辩表现突出' })).toEqual([]);
    expect(deviates(['C', 'A', 'B'], group.candidates)).toBe(true);
  });

  test('dissent is a member’s of the group', () => {
    expect(codes({ dissent: [{ expertId: 'e2', opinion: '不同意' }, { expertId: 'e9', opinion: '不同意' }] })).toEqual([['DISSENT_NOT_OF_GROUP', 'dissent.1.expertId']]);
  });
});
