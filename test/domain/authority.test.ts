import { mayRead } from '../../domain/authority.js';

describe('each authority reads its own records, and CAST what the Ministry shares (004 §5)', () => {
  test.each([
    ['CAST', '2018-10-15', 'CAST', 'managementFinding', true],
    ['WHAST', '2018-10-15', 'WHAST', 'annualInspection', true],
    ['WHAST', '2021-10-15', 'CAST', 'violation', false],
    ['CAST', '2021-10-15', 'WHAST', 'violation', false],
    ['CAST', '2020-11-25', 'MCA', 'annualInspection', false],
    ['CAST', '2020-11-26', 'MCA', 'annualInspection', true],
    ['CAST', '2021-11-11', 'MCA', 'violation', true],
    ['CAST', '2021-11-11', 'MCA', 'award', false],
    ['WHAST', '2021-11-11', 'MCA', 'annualInspection', false],
  ] as const)('%s on %s, a record of %s of kind %s: %s', (authority, on, recorder, kind, expected) => {
    expect(mayRead(authority, on, { authority: recorder, kind })).toBe(expected);
  });
});
