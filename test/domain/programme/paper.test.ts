import { checkForm } from '../../../domain/programme/form-check.js';
import { checkPaper, PAPER_FORM, type PaperEntry } from '../../../domain/programme/paper.js';
import { beijing } from './support.js';

const rule = { copies: 15, dueMs: beijing('2021-11-15 17:00'), postmark: true };
const byHand: PaperEntry = { copies: 15, receivedOn: '2021-11-15', way: 'counter', signedAndSealed: 'yes' };
const byPost: PaperEntry = { ...byHand, way: 'post', receivedOn: '2021-11-18', postmarkedOn: '2021-11-15' };

describe('fifteen signed and sealed copies on paper (001 §4.1)', () => {
  test.each([
    ['by hand on the last day before 17:00', byHand, 'complete'],
    ['by hand on the last day after 17:00', { ...byHand, way: 'counterLate' as const }, 'late'],
    ['by hand the day before, after 17:00', { ...byHand, way: 'counterLate' as const, receivedOn: '2021-11-14' }, 'complete'],
    ['by hand the day after', { ...byHand, receivedOn: '2021-11-16' }, 'late'],
    ['postmarked on the last day, come three days later', byPost, 'complete'],
    ['postmarked the day after', { ...byPost, postmarkedOn: '2021-11-16' }, 'late'],
    ['by post without a legible postmark', { ...byPost, postmarkedOn: undefined }, 'late'],
    ['undated', { ...byHand, receivedOn: undefined }, 'late'],
    ['fourteen copies', { ...byHand, copies: 14 }, 'incomplete'],
    ['sixteen copies', { ...byHand, copies: 16 }, 'complete'],
    ['not sealed throughout', { ...byHand, signedAndSealed: 'no' as const }, 'incomplete'],
    ['a page is missing', { ...byHand, missingPages: '第3页' }, 'incomplete'],
    ['none came', { copies: 0 }, 'missing'],
    ['late and too few is late', { ...byHand, copies: 3, receivedOn: '2021-11-16' }, 'late'],
    ['nothing entered', {}, 'missing'],
    ['no copies', { ...byHand, copies: 0 }, 'missing'],
    ['one copy', { ...byHand, copies: 1 }, 'incomplete'],
  ])('%s is %s', (_, entry, expected) => {
    expect(checkPaper(entry, rule).result).toBe(expected);
  });

  test('where the postmark does not count, the day of arrival does', () => {
    expect(checkPaper(byPost, { ...rule, postmark: false }).result).toBe('late');
  });

  test('everything that is missing is told at once', () => {
    expect(checkPaper({ ...byHand, copies: 12, signedAndSealed: 'no', missingPages: '第3页' }, rule).faults.map(({ code }) => code)).toEqual(['PAPER_TOO_FEW', 'PAPER_NOT_SEALED', 'PAPER_PAGES_MISSING']);
  });

  test('the register asks for the copies, also when none came; a copy less than none is refused', () => {
    const frame = { capabilities: [], directions: [], yardsticks: [] };
    expect(checkForm(PAPER_FORM, frame, { copies: 0 })).toEqual([]);
    expect(checkForm(PAPER_FORM, frame, {}).map(({ field, code }) => [field, code])).toEqual([['copies', 'required']]);
    expect(checkForm(PAPER_FORM, frame, { copies: -1 }).map(({ code }) => code)).toEqual(['too_small']);
  });
});
