import { matchSociety } from '../../../domain/societies/match.js';

const societies = [
  { id: 'a', code: '91350100M000100Y43', name: '示例 学会', authority: 'CAST' as const },
  { id: 'b', code: '12100000400000624D', name: '另一学会', authority: 'CAST' as const },
  { id: 'c', code: '91110108551385082Q', name: '武汉示例学会', authority: 'WHAST' as const },
];

describe('whose a shared record is (004 §5)', () => {
  test.each([
    ['code and name', '91350100M000100Y43', '示例学会', { society: 'a' }],
    ['full-width spaces and letters make no other name', '91350100M000100Y43', '示例　学会', { society: 'a' }],
    ['the code of one with the name of another goes to a person', '91350100M000100Y43', '另一学会', { disputed: 'NAME_DIFFERS', candidate: 'a' }],
    ['nobody is matched by name alone', '91330100799655058B', '另一学会', { disputed: 'CODE_DIFFERS', candidate: 'b' }],
    ['nobody has either', '91330100799655058B', '新学会', { disputed: 'SOCIETY_UNKNOWN', candidate: null }],
    ['Wuhan’s societies are not reached, by code or name', '91110108551385082Q', '武汉示例学会', { disputed: 'SOCIETY_UNKNOWN', candidate: null }],
  ])('%s', (_, creditCode, name, match) => {
    expect(matchSociety({ creditCode, name }, societies)).toEqual(match);
  });
});
