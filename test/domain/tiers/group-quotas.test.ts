import { canTake, startQuotas, take, whyNotTaken } from '../../../domain/tiers/group-quotas.js';

const rows = (groups: string) => [...groups].map((group) => ({ group }));

describe('caps and floors of discipline groups (000 §3.3: 分类遴选)', () => {
  test('the last place is kept for the group whose floor is not met', () => {
    const quotas = startQuotas(rows('AAB'), {}, { B: 1 });
    expect(canTake(quotas, rows('A'), 2)).toBe(true);
    expect(canTake(take(quotas, rows('A')), rows('A'), 1)).toBe(false);
    expect(canTake(take(quotas, rows('A')), rows('B'), 1)).toBe(true);
    expect(whyNotTaken(take(quotas, rows('A')), { group: 'A' }, 1)).toEqual({ cause: 'floor', limit: 1, owedTo: ['B'] });
  });

  test('a floor asks for no more than there are', () => {
    expect(canTake(startQuotas(rows('AA'), {}, { B: 1 }), rows('A'), 1)).toBe(true);
  });

  test('where floors ask for more than there are places, whoever does not make it worse is taken', () => {
    const quotas = startQuotas(rows('ABB'), {}, { B: 2 });
    expect(canTake(quotas, rows('A'), 1)).toBe(false);
    expect(canTake(quotas, rows('B'), 1)).toBe(true);
  });

  test('a floor that is met is owed nothing, and a cap that is not reached keeps nobody out', () => {
    const quotas = take(startQuotas(rows('AABBCC'), { A: 2 }, { B: 1, C: 1 }), rows('B'));
    expect(whyNotTaken(quotas, { group: 'A' }, 1)).toEqual({ cause: 'floor', limit: 1, owedTo: ['C'] });
    expect(whyNotTaken(quotas, { group: 'C' }, 1)).toEqual({ cause: 'floor', limit: 1, owedTo: [] });
  });

  test('a cap holds at its number', () => {
    const quotas = startQuotas(rows('AAA'), { A: 2 }, {});
    expect(canTake(quotas, rows('AA'), 3)).toBe(true);
    expect(canTake(quotas, rows('AAA'), 3)).toBe(false);
    expect(whyNotTaken(take(quotas, rows('AA')), { group: 'A' }, 1)).toEqual({ cause: 'cap', limit: 2, owedTo: [] });
  });
});
