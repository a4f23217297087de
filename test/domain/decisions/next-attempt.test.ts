import { type Attempt, nextAttempt } from '../../../domain/decisions/next-attempt.js';

const planned = [{ key: 'review', type: 'expertReview' }, { key: 'publicity', type: 'publicityPeriod' }, { key: 'approval', type: 'approval' }];
const done = (key: string, n: number, publicity?: Record<string, unknown>, change: Partial<Attempt> = {}): Attempt => ({
  key, type: planned.find((one) => one.key === key)?.type ?? '', n, status: 'done', input: {}, outcome: publicity ? { publicity } : {}, superseded_by: null, reopening: null, ...change,
});
const next = (attempts: Attempt[]) => nextAttempt(planned, attempts);

describe('which stage comes next', () => {
  test('the first that has not been, or the one that is open', () => {
    expect(next([])).toEqual({ next: { key: 'review', type: 'expertReview', n: 1, input: {} } });
    expect(next([done('review', 1)])).toMatchObject({ next: { key: 'publicity', n: 1 } });
    const open = done('publicity', 1, undefined, { status: 'open' });
    expect(next([done('review', 1), open])).toEqual({ open });
    expect(next([done('review', 1), done('publicity', 1), done('approval', 1)])).toBeUndefined();
  });

  test('replacements are publicised in a period of their own, numbered for the programme’s limit', () => {
    expect(next([done('review', 1), done('publicity', 1, { replacements: ['a'] })])).toEqual({
      next: { key: 'publicity', type: 'publicityPeriod', n: 2, input: { replacements: ['a'], period: 2, approvals: 0, carried: [] } },
    });
  });

  test('a reopened stage comes as the next attempt, then every stage after it again', () => {
    const attempts = [
      done('review', 1, undefined, { superseded_by: 'c', reopening: { from: 'ranking' } }), done('publicity', 1, undefined, { superseded_by: 'c', reopening: {} }),
      done('approval', 1, undefined, { superseded_by: 'c', reopening: {}, status: 'cancelled' }),
    ];
    expect(next(attempts)).toEqual({ next: { key: 'review', type: 'expertReview', n: 2, input: { from: 'ranking' } } });
    attempts.push(done('review', 2));
    // The list is made anew: its period is the first again, also after the programme's last replacement.
    expect(next(attempts)).toMatchObject({ next: { key: 'publicity', n: 2, input: { approvals: 1 } } });
    attempts.push(done('publicity', 2));
    expect(next(attempts)).toMatchObject({ next: { key: 'approval', n: 2 } });
  });

  test('`holds: award`: the others are approved first, then what waited has a list and an approval of its own (000 §5.3, choice)', () => {
    const attempts = [done('review', 1), done('publicity', 1, { held: ['x'] })];
    expect(next(attempts)).toMatchObject({ next: { key: 'approval', n: 1 } });
    attempts.push(done('approval', 1));
    expect(next(attempts)).toMatchObject({ next: { key: 'publicity', n: 2, input: { held: ['x'], approvals: 1 } } });
    attempts.push(done('publicity', 2, {}, { input: { held: ['x'], approvals: 1 } }));
    expect(next(attempts)).toMatchObject({ next: { key: 'approval', n: 2 } });
    attempts.push(done('approval', 2));
    expect(next(attempts)).toBeUndefined();
  });

  test('what waits apart is not forgotten while replacements are publicised', () => {
    const attempts = [done('review', 1), done('publicity', 1, { held: ['x'], replacements: ['r'] })];
    attempts.push(done('publicity', 2, {}, { input: { replacements: ['r'], period: 2, approvals: 0, carried: ['x'] } }), done('approval', 1));
    expect(next(attempts)).toMatchObject({ next: { key: 'publicity', n: 3, input: { held: ['x'], approvals: 1 } } });
  });

  test('without an approval nothing waits for one (003 has none)', () => {
    const short = planned.slice(0, 2);
    expect(nextAttempt(short, [done('review', 1), done('publicity', 1, { held: ['x'] })])).toMatchObject({ next: { n: 2, input: { held: ['x'] } } });
  });
});
