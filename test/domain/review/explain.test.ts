import { affinity, reaches } from '../../../domain/review/affinity.js';
import { type ExpertScore, METHODS } from '../../../domain/review/aggregate.js';
import { explainAssignment, explainReviewScore } from '../../../domain/review/explain.js';
import { countedScores } from '../../../domain/review/sheets-on-record.js';
import { leastReviews } from '../../../domain/review/least.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import type { Explanation } from '../../../domain/explanation.js';

const clause = { document: 'choice', clause: 'highest and lowest left out' };
const scores: ExpertScore[] = Object.entries({ A: [60, 80, 81, 82, 100], B: [70, 70, 70, 70, 70], C: [90, 90, 90, 90, 90] })
  .flatMap(([application, totals]) => totals.map((total, n) => ({ application, expert: `e${n}`, total })));
const codes = (one: Explanation): string[] => [one.formula.code, ...one.parts.flatMap(codes)];

describe('why a score is what it is (000 §5.3)', () => {
  const telling = { nameOf: (expert: string) => expert, reviewIdOf: (expert: string) => `review-${expert}` };

  test('the trimmed mean names every total, and the two that are left out', () => {
    const why = explainReviewScore('A', scores, { method: 'trimmedMean', clause }, telling);
    expect(why).toMatchObject({ what: 'aggregatedScore', result: 81, clause, formula: { code: 'why.formula.trimmedMean', params: { experts: 5, counted: 3, raw: 80.6, spread: 40 } } });
    expect(why?.inputs.map(({ name, value, source }) => [name, value, source?.id])).toContainEqual(['e4', 100, 'review-e4']);
    expect(why?.parts.filter(({ result }) => result === null).map(({ inputs }) => inputs[0]?.name)).toEqual(['e4', 'e0']);
    expect(explainReviewScore('Z', scores, { method: 'mean', clause }, telling)).toBeUndefined();
  });

  test('whatever the method, the parts give the result again by hand, and every formula has words', () => {
    for (const method of METHODS) {
      const why = explainReviewScore('A', scores, { method, clause }, telling);
      expect(why && codes(why).filter((code) => !isMessageKey(code))).toEqual([]);
      const counted = (why?.parts ?? []).flatMap(({ result }) => (typeof result === 'number' ? [result] : []));
      if (method !== 'median') expect(counted.reduce((sum, one) => sum + one, 0) / counted.length).toBeCloseTo(Number(why?.result), 6);
    }
  });

  test('a majority that finds the political direction wanting takes an application out; half of them does not (000 §3.1)', () => {
    const sheet = (application: string, expert: string, fit: boolean) => ({ application, expert, totalThousandths: 80_000, passFail: { politicalDirection: fit } });
    const counted = countedScores([sheet('A', 'e1', false), sheet('A', 'e2', false), sheet('A', 'e3', true), sheet('B', 'e1', false), sheet('B', 'e2', true)]);
    expect(counted.unfit).toEqual(['A']);
    expect(counted.scores.map(({ application }) => application)).toEqual(['B', 'B']);
  });

  test.each([
    [5, 5, 3, 3], [5, 5, undefined, 3], [4, 4, undefined, 2], [1, 1, undefined, 1], [2, 5, 3, 1], [10, 5, 3, 6], [5, 5, 5, 5],
  ])('of %i planned reviews, where the programme plans %i and at least %s, at least %i', (planned, perApplication, atLeast, least) => {
    expect(leastReviews(planned, { perApplication, atLeast })).toBe(least);
  });
});

describe('how well an expert fits (choice: group, sub-disciplines, keywords)', () => {
  const weights = { group: 40, subDisciplines: 30, keywords: 30 };
  const expert = { group: 'science', neighbouring: ['medicine'], subDisciplines: ['光学', '声学'], keywords: ['journals', 'awards'] };
  test.each([
    ['all of it', { group: 'science', subDisciplines: ['光学'], keywords: ['awards', 'journals'] }, 1000],
    ['the group alone', { group: 'science', subDisciplines: ['力学'], keywords: ['thinkTank'] }, 400],
    ['a neighbouring group counts half', { group: 'medicine', subDisciplines: [], keywords: [] }, 200],
    ['half of the keywords', { group: 'science', subDisciplines: [], keywords: ['awards', 'thinkTank'] }, 550],
    ['another group', { group: 'engineering', subDisciplines: ['光学', '力学'], keywords: [] }, 150],
  ])('%s', (_, application, expected) => {
    expect(affinity(weights, expert, application)).toBe(expected);
  });

  test('whom an expert may read is the programme’s: the own group, neighbouring ones, any', () => {
    expect((['own', 'neighbouring', 'any'] as const).map((reach) => ['science', 'medicine', 'engineering'].filter((group) => reaches(reach, expert, group)).length)).toEqual([1, 2, 3]);
  });

  test('asked why, an assignment answers with its parts and the proof of the whole', () => {
    const application = { group: 'science', subDisciplines: [], keywords: ['awards', 'thinkTank'] };
    const why = explainAssignment({ expert, application }, { ...weights, clause }, { affinity: 9000, bound: 9000, unevenness: 50, seed: 's', load: 5, maxLoad: 12 });
    expect(why).toMatchObject({ what: 'assignment', result: 550, parts: [{ what: 'assignmentOptimum', result: true, formula: { params: { affinity: 9000, bound: 9000 } } }] });
    expect(codes(why).filter((code) => !isMessageKey(code))).toEqual([]);
  });
});
