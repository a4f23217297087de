import fc from 'fast-check';
import { type AssignmentInput, assignExperts, assignmentShortfalls } from '../../../domain/review/assign.js';

const applications = (count: number, group = 'science', conflicts: Record<number, string[]> = {}) =>
  Array.from({ length: count }, (_, n) => ({ code: `A${n + 1}`, group, conflicts: conflicts[n + 1] ?? [] }));
const experts = (count: number, maxLoad: number, group = 'science') => Array.from({ length: count }, (_, n) => ({ code: `E${n + 1}`, group, maxLoad }));

function assigned(input: AssignmentInput): Map<string, string[]> {
  const result = assignExperts(input);
  if (!result.ok) throw new Error(result.refusal.code);
  return new Map(result.value.assignments.map((one) => [one.application, one.experts]));
}
const loads = (assignments: Map<string, string[]>, codes: readonly string[]) => codes.map((code) => [...assignments.values()].filter((own) => own.includes(code)).length);

describe('assignment of experts (000 §5.3)', () => {
  test('75 applications, 15 experts, five each: every application has five different experts, every expert 25', () => {
    const input = { applications: applications(75), experts: experts(15, 30), perApplication: 5, seed: 2018 };
    const result = assigned(input);
    expect([...result.values()].every((own) => new Set(own).size === 5)).toBe(true);
    expect(new Set(loads(result, input.experts.map(({ code }) => code)))).toEqual(new Set([25]));
  });

  test('only experts of the discipline group, never one with a conflict', () => {
    const input = {
      applications: [...applications(2, 'science', { 1: ['E1'] }), { code: 'B1', group: 'medicine', conflicts: [] }],
      experts: [...experts(3, 2), { code: 'M1', group: 'medicine', maxLoad: 1 }, { code: 'M2', group: 'medicine', maxLoad: 1 }],
      perApplication: 2,
      seed: 'x',
    };
    const result = assigned(input);
    expect(result.get('A1')).toEqual(['E2', 'E3']);
    expect(result.get('B1')).toEqual(['M1', 'M2']);
  });

  test('a solution is found where taking the next free expert would get stuck', () => {
    // A3 can only be read by E1, which the others must therefore leave free.
    const input = { applications: applications(3, 'science', { 3: ['E2', 'E3'] }), experts: experts(3, 1), perApplication: 1 };
    for (let seed = 0; seed < 20; seed += 1) expect(assigned({ ...input, seed }).get('A3')).toEqual(['E1']);
  });

  describe('where there is no solution it says which group is short, and by how much', () => {
    test('too little capacity', () => {
      const result = assignExperts({ applications: applications(10), experts: experts(4, 5), perApplication: 3, seed: 1 });
      expect(result).toMatchObject({ ok: false, refusal: { code: 'EXPERTS_TOO_FEW', params: { groups: 'science: 10', short: 10 } } });
    });

    test('a group without experts, beside one that has enough', () => {
      const input = { applications: [...applications(2), { code: 'B1', group: 'medicine', conflicts: [] }], experts: experts(3, 5), perApplication: 2, seed: 1 };
      expect(assignmentShortfalls(input)).toEqual([{ group: 'medicine', needed: 2, possible: 0, short: 2, applications: [{ code: 'B1', lacking: 2 }] }]);
    });

    test('too many conflicts of one application', () => {
      const input = { applications: applications(2, 'science', { 2: ['E1', 'E2'] }), experts: experts(3, 5), perApplication: 2, seed: 1 };
      expect(assignmentShortfalls(input)).toEqual([{ group: 'science', needed: 4, possible: 3, short: 1, applications: [{ code: 'A2', lacking: 1 }] }]);
    });
  });

  test('another seed draws another assignment', () => {
    const input = { applications: applications(12), experts: experts(12, 3), perApplication: 3 };
    expect(assigned({ ...input, seed: 1 })).not.toEqual(assigned({ ...input, seed: 2 }));
  });

  const small = fc.record({
    conflicts: fc.array(fc.subarray(['E1', 'E2', 'E3', 'E4']), { minLength: 1, maxLength: 4 }),
    maxLoads: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
    perApplication: fc.integer({ min: 1, max: 2 }),
    seed: fc.integer({ min: 0, max: 99 }),
  });
  const inputOf = ({ conflicts, maxLoads, perApplication, seed }: { conflicts: string[][]; maxLoads: number[]; perApplication: number; seed: number }): AssignmentInput => ({
    applications: conflicts.map((own, n) => ({ code: `A${n + 1}`, group: 'science', conflicts: own })),
    experts: maxLoads.map((maxLoad, n) => ({ code: `E${n + 1}`, group: 'science', maxLoad })),
    perApplication,
    seed,
  });

  test('it finds a solution exactly when there is one, with the lowest possible highest load and the most even loads', () => {
    fc.assert(
      fc.property(small, (shape) => {
        const input = inputOf(shape);
        const best = byTrying(input);
        const result = assignExperts(input);
        expect(result.ok).toBe(best !== undefined);
        if (!result.ok || !best) return;
        const map = new Map(result.value.assignments.map((one) => [one.application, one.experts]));
        for (const application of input.applications) {
          const own = map.get(application.code) ?? [];
          expect(own).toHaveLength(input.perApplication);
          expect(own.filter((code) => application.conflicts.includes(code))).toEqual([]);
        }
        const found = loads(map, input.experts.map(({ code }) => code));
        input.experts.forEach((expert, n) => expect(found[n]).toBeLessThanOrEqual(expert.maxLoad));
        expect(Math.max(...found)).toBe(best.highest);
        expect(squares(found)).toBe(best.squares);
      }),
      { numRuns: 300 },
    );
  });

  test('order of arrival never matters', () => {
    fc.assert(
      fc.property(small, (shape) => {
        const input = inputOf(shape);
        const reversed = { ...input, applications: [...input.applications].reverse(), experts: [...input.experts].reverse() };
        expect(assignExperts(reversed)).toEqual(assignExperts(input));
      }),
    );
  });
});

const squares = (values: number[]): number => values.reduce((sum, value) => sum + value * value, 0);

/** All assignments of a small panel: the lowest highest load, and the smallest sum of squares. */
function byTrying({ applications: wanted, experts: panel, perApplication }: AssignmentInput): { highest: number; squares: number } | undefined {
  let best: { highest: number; squares: number } | undefined;
  const load = panel.map(() => 0);
  const place = (n: number): void => {
    const application = wanted[n];
    if (!application) {
      const now = { highest: Math.max(...load), squares: squares(load) };
      best = { highest: Math.min(now.highest, best?.highest ?? now.highest), squares: Math.min(now.squares, best?.squares ?? now.squares) };
      return;
    }
    for (let mask = 0; mask < 2 ** panel.length; mask += 1) {
      const chosen = panel.flatMap((expert, index) => (Math.floor(mask / 2 ** index) % 2 === 1 ? [{ expert, index }] : []));
      const fits = chosen.every(({ expert, index }) => !application.conflicts.includes(expert.code) && (load[index] ?? 0) < expert.maxLoad);
      if (chosen.length !== perApplication || !fits) continue;
      for (const { index } of chosen) load[index] = (load[index] ?? 0) + 1;
      place(n + 1);
      for (const { index } of chosen) load[index] = (load[index] ?? 0) - 1;
    }
  };
  place(0);
  return best;
}
