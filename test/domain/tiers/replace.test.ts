import { replaceRemoved, type ReplacementInput } from '../../../domain/tiers/replace.js';

const reserve = [{ code: 'C', rank: 3 }, { code: 'D', rank: 4 }, { code: 'E', rank: 4 }];
const ask = (more: Partial<ReplacementInput>) => replaceRemoved({ vacancies: [{ removed: 'A', tier: 'tier1' }], tiers: ['tier1', 'tier2'], reserve, chosen: new Map(), ...more });
const both = [{ removed: 'B', tier: 'tier2' }, { removed: 'A', tier: 'tier1' }];

describe('who moves up for whom (choice: the next in rank)', () => {
  test.each<[string, Partial<ReplacementInput>, [string, string, string | null][]]>([
    ['the next in rank', {}, [['A', 'tier1', 'C']]],
    ['the best vacated place first', { vacancies: both, reserve: reserve.slice(0, 2) }, [['A', 'tier1', 'C'], ['B', 'tier2', 'D']]],
    ['whom people chose between equals', { vacancies: both, chosen: new Map([['B', 'E']]) }, [['A', 'tier1', 'C'], ['B', 'tier2', 'E']]],
    ['whom people chose takes no other place', { vacancies: both, reserve: reserve.slice(0, 2), chosen: new Map([['B', 'C']]) }, [['A', 'tier1', 'D'], ['B', 'tier2', 'C']]],
    ['nobody is left', { vacancies: both, reserve: reserve.slice(0, 1) }, [['A', 'tier1', 'C'], ['B', 'tier2', null]]],
    ['a choice of somebody who has withdrawn meanwhile is none', { reserve: reserve.slice(0, 1), chosen: new Map([['A', 'X']]) }, [['A', 'tier1', 'C']]],
  ])('%s', (_, more, expected) => {
    expect(ask(more)).toEqual({ ok: true, value: expected.map(([removed, tier, replacement]) => ({ removed, tier, replacement })) });
  });

  test('equals wait for people: a tie is never drawn', () => {
    expect(ask({ vacancies: both })).toMatchObject({ ok: false, refusal: { code: 'RESERVE_TIED', params: { societies: 'D、E' } } });
  });
});
