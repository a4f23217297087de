import fc from 'fast-check';
import { equalTo, lessEq, solve } from 'yalps';
import { highsSolver } from '../../../activities/solving/highs.js';
import { type Assignment, assignExperts, assignmentShortages } from '../../../domain/review/assign.js';
import { boundOf, firstFace } from '../../../domain/review/face.js';
import { fill } from '../../../domain/review/flow.js';
import type { LpSolver } from '../../../domain/review/linear-program.js';
import { type AssignmentInput, matchingOf } from '../../../domain/review/matching.js';

let solver: LpSolver;
beforeAll(async () => {
  solver = await highsSolver();
});

const applications = (count: number, group = 'science', conflicts: Record<number, string[]> = {}) =>
  Array.from({ length: count }, (_, n) => ({ code: `A${n + 1}`, group, conflicts: conflicts[n + 1] ?? [] }));
const experts = (count: number, maxLoad: number, group = 'science') => Array.from({ length: count }, (_, n) => ({ code: `E${n + 1}`, groups: [group], maxLoad }));

function solved(input: AssignmentInput): Assignment {
  const result = assignExperts(input, solver);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
const assigned = (input: AssignmentInput) => new Map(solved(input).assignments.map((one) => [one.application, one.experts]));
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
      experts: [...experts(3, 2), { code: 'M1', groups: ['medicine'], maxLoad: 1 }, { code: 'M2', groups: ['medicine'], maxLoad: 1 }],
      perApplication: 2, seed: 'x',
    };
    const result = assigned(input);
    expect(result.get('A1')).toEqual(['E2', 'E3']);
    expect(result.get('B1')).toEqual(['M1', 'M2']);
  });

  test('each expert’s load is what they read already and what they read now', () => {
    const input = { applications: applications(3), experts: [{ code: 'E1', groups: ['science'], maxLoad: 5 }, { code: 'E2', groups: ['science'], maxLoad: 3 }], perApplication: 2, seed: 1 };
    expect(solved(input).loads).toEqual([{ expert: 'E1', load: 3 }, { expert: 'E2', load: 3 }]);
  });

  test('an expert of a neighbouring group helps out where the programme lets it', () => {
    const input = { applications: applications(2), experts: [...experts(1, 2), { code: 'M1', groups: ['medicine', 'science'], maxLoad: 2 }], perApplication: 2, seed: 1 };
    expect([...assigned(input).values()]).toEqual([['E1', 'M1'], ['E1', 'M1']]);
  });

  test('the best fit goes before even loads, even loads before the lot', () => {
    const fit: Record<string, number> = { 'A1/E1': 900, 'A2/E1': 900 };
    const input = { applications: applications(2), experts: experts(3, 2), perApplication: 1, affinity: (a: string, e: string) => fit[`${a}/${e}`] ?? 100 };
    for (const seed of [1, 2, 3]) expect(assigned({ ...input, seed })).toEqual(new Map([['A1', ['E1']], ['A2', ['E1']]]));
    // Nobody fits better: then nobody reads two.
    for (const seed of [1, 2, 3]) expect(Math.max(...loads(assigned({ ...input, affinity: undefined, seed }), ['E1', 'E2', 'E3']))).toBe(1);
  });

  test('another seed draws another assignment among equals, the same seed the same', () => {
    const input = { applications: applications(12), experts: experts(12, 3), perApplication: 3 };
    expect(assigned({ ...input, seed: 1 })).not.toEqual(assigned({ ...input, seed: 2 }));
    expect(assigned({ ...input, seed: 1 })).toEqual(assigned({ ...input, seed: 1 }));
  });

  test('a solution is found where taking the next free expert would get stuck', () => {
    // A3 can only be read by E1, which the others must therefore leave free.
    const input = { applications: applications(3, 'science', { 3: ['E2', 'E3'] }), experts: experts(3, 1), perApplication: 1 };
    for (let seed = 0; seed < 20; seed += 1) expect(assigned({ ...input, seed }).get('A3')).toEqual(['E1']);
  });

  test('after a decline one is found anew and what is accepted stays', () => {
    const input = { applications: applications(4), experts: experts(4, 2), perApplication: 2, seed: 1 };
    const before = assigned(input);
    const [declined = ''] = before.get('A2') ?? [];
    const fixed = [...before].flatMap(([application, own]) => own.filter((expert) => application !== 'A2' || expert !== declined).map((expert) => ({ application, expert })));
    const again = solved({ ...input, applications: applications(4, 'science', { 2: [declined] }), experts: experts(4, 3), fixed });
    expect(again.assignments.filter(({ experts: own }) => own.length > 0).map(({ application, experts: own }) => [application, own.length])).toEqual([['A2', 1]]);
    expect(again.assignments.find(({ application }) => application === 'A2')?.experts).not.toContain(declined);
  });

  test('an application that goes on with fewer needs fewer', () => {
    expect(assigned({ applications: applications(2), experts: experts(3, 1), perApplication: 2, needs: new Map([['A2', 1]]), seed: 1 }).get('A2')).toHaveLength(1);
  });

  test('a solver that takes too long is a refusal, and nothing hangs', async () => {
    const impatient = await highsSolver(0);
    expect(assignExperts({ applications: applications(3), experts: experts(3, 3), perApplication: 2, seed: 1 }, impatient)).toMatchObject({ ok: false, refusal: { code: 'ASSIGNMENT_TOO_SLOW' } });
  });

  test('a solver that answers wrongly is found out: without proof there is no assignment', () => {
    const lying: LpSolver = (rows, columns, work) => work({ add: () => undefined, solve: () => ({ status: 'optimal', values: columns.map(() => 1), prices: rows.map(() => 10_000) }) });
    expect(assignExperts({ applications: applications(3), experts: experts(4, 3), perApplication: 2, seed: 1 }, lying)).toMatchObject({ ok: false, refusal: { code: 'ASSIGNMENT_NOT_PROVEN' } });
  });
});

describe('where there is no assignment it says which capacity is short, and by how much', () => {
  test('too little room in a group', () => {
    const result = assignExperts({ applications: applications(10), experts: experts(4, 5), perApplication: 3, seed: 1 }, solver);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'EXPERTS_TOO_FEW', params: { groups: 'science: 10', short: 10, needed: 30, possible: 20 } } });
  });

  test('a group without experts, beside one that has enough', () => {
    const input = { applications: [...applications(2), { code: 'B1', group: 'medicine', conflicts: [] }], experts: experts(3, 5), perApplication: 2, seed: 1 };
    expect(assignmentShortages(input)).toEqual([{ groups: ['medicine'], applications: ['B1'], experts: [], needed: 2, possible: 0, short: 2 }]);
  });

  test('too many conflicts of one application: the smallest set that shows it', () => {
    const input = { applications: applications(5, 'science', { 2: ['E1', 'E2'] }), experts: experts(3, 5), perApplication: 2, seed: 1 };
    expect(assignmentShortages(input)).toEqual([{ groups: ['science'], applications: ['A2'], experts: [], needed: 2, possible: 1, short: 1 }]);
  });

  test('two shortages that have nothing to do with each other are two', () => {
    const input = {
      applications: [...applications(3), { code: 'B1', group: 'medicine', conflicts: [] }], experts: [...experts(2, 1), { code: 'M1', groups: ['medicine'], maxLoad: 4 }], perApplication: 2, seed: 1,
    };
    expect(assignmentShortages(input).map(({ groups, short }) => [groups, short])).toEqual([[['science'], 4], [['medicine'], 1]]);
  });

  test('1,000 applications and 400 experts, all short together: named in under a second (issue: never a hang)', () => {
    const input = { applications: applications(1000), experts: experts(400, 12), perApplication: 5, seed: 1 };
    const begun = performance.now();
    expect(assignmentShortages(input)).toMatchObject([{ needed: 5000, possible: 4800, short: 200 }]);
    // The machine may be busy with other work: ten times the time is still no hang.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('whatever the panel', () => {
  const shape = fc.record({
    n: fc.integer({ min: 1, max: 7 }), m: fc.integer({ min: 1, max: 6 }), each: fc.integer({ min: 1, max: 3 }), seed: fc.integer({ min: 0, max: 99 }),
    fits: fc.array(fc.integer({ min: -2, max: 9 }), { minLength: 42, maxLength: 42 }), rooms: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 }),
  });
  type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
  /** A negative fit is a conflict. */
  const inputOf = ({ n, m, each, seed, fits, rooms }: Shape): AssignmentInput => {
    const fit = (i: number, j: number) => fits[i * 6 + j] ?? 0;
    return {
      applications: Array.from({ length: n }, (_, i) => ({ code: `A${i}`, group: 'g', conflicts: Array.from({ length: m }, (__, j) => j).filter((j) => fit(i, j) < 0).map((j) => `E${j}`) })),
      experts: Array.from({ length: m }, (_, j) => ({ code: `E${j}`, groups: ['g'], maxLoad: rooms[j] ?? 0 })),
      perApplication: each, seed, affinity: (a, e) => fit(Number(a.slice(1)), Number(e.slice(1))),
    };
  };
  /** The same problem, written down again for another solver: yalps (simplex in JavaScript). */
  const byAnother = (input: AssignmentInput) => {
    const variables = input.applications.flatMap((application) => input.experts.filter(({ code }) => !application.conflicts.includes(code)).map(({ code }) => [
      `${application.code}/${code}`, { fit: input.affinity?.(application.code, code) ?? 0, [application.code]: 1, [code]: 1, [`${application.code}/${code}`]: 1 },
    ] as const));
    const constraints = [
      ...input.applications.map(({ code }) => [code, equalTo(input.perApplication)] as const), ...input.experts.map(({ code, maxLoad }) => [code, lessEq(maxLoad)] as const),
      ...variables.map(([key]) => [key, lessEq(1)] as const),
    ];
    return solve({ direction: 'maximize', objective: 'fit', constraints, variables });
  };

  test('an assignment is found exactly when another solver finds one, with the same total affinity; and it keeps every rule', () => {
    fc.assert(
      fc.property(shape, (drawn) => {
        const input = inputOf(drawn);
        const other = byAnother(input);
        const found = assignExperts(input, solver);
        expect(found.ok).toBe(other.status === 'optimal');
        if (!found.ok) return;
        expect(found.value.affinity).toBe(Math.round(other.result) + 0);
        expect(found.value.bound).toBe(found.value.affinity);
        const own = new Map(found.value.assignments.map((one) => [one.application, one.experts]));
        for (const application of input.applications) {
          expect(new Set(own.get(application.code)).size).toBe(input.perApplication);
          expect((own.get(application.code) ?? []).filter((code) => application.conflicts.includes(code))).toEqual([]);
        }
        input.experts.forEach(({ code, maxLoad }) => expect(loads(own, [code])[0]).toBeLessThanOrEqual(maxLoad));
      }),
      { numRuns: 120 },
    );
  });

  test('a panel of middle size: thirty applications, twelve experts, the same total as the other solver’s', () => {
    for (const seed of [1, 2]) {
      const fits = (a: string, e: string) => (Number(a.slice(1)) * 37 + Number(e.slice(1)) * 101 + seed * 13) % 97;
      const input = { applications: applications(30, 'science', { 5: ['E1', 'E2'] }), experts: experts(12, 9), perApplication: 3, affinity: fits, seed };
      const { affinity, bound } = solved(input);
      expect([affinity, bound]).toEqual([Math.round(byAnother(input).result), affinity]);
    }
  });

  test('among the best the loads are the most even, as trying all of them shows', () => {
    fc.assert(
      fc.property(shape.filter(({ n, m }) => n <= 4 && m <= 4), (drawn) => {
        const input = inputOf(drawn);
        const best = byTrying(input);
        const found = assignExperts(input, solver);
        expect(found.ok ? { affinity: found.value.affinity, unevenness: found.value.unevenness } : undefined).toEqual(best);
      }),
      { numRuns: 80 },
    );
  });

  test('order of arrival never matters', () => {
    fc.assert(
      fc.property(shape, (drawn) => {
        const input = inputOf(drawn);
        const reversed = { ...input, applications: [...input.applications].reverse(), experts: [...input.experts].reverse() };
        expect(assignExperts(reversed, solver)).toEqual(assignExperts(input, solver));
      }),
    );
  });

  test('no prices at all give a bound below the best: weak duality', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 13, maxLength: 13 }), (drawn, prices) => {
        const input = inputOf(drawn);
        const found = assignExperts(input, solver);
        if (!found.ok) return;
        const problem = matchingOf(input);
        const bound = boundOf(firstFace(problem), { gain: problem.affinity, cost: () => 0, costFree: true }, { application: Int32Array.from(prices.slice(0, 7)), expert: Int32Array.from(prices.slice(7)) });
        expect(bound).toBeGreaterThanOrEqual(found.value.affinity);
      }),
    );
  });

  test('a shortage names a set that cannot be served: what it needs exceeds what there is, and all shortages together are what a greatest flow leaves open', () => {
    fc.assert(
      fc.property(shape, (drawn) => {
        const input = inputOf(drawn);
        const problem = matchingOf(input);
        const short = assignmentShortages(input);
        const open = fill(problem).lacking.reduce((sum, one) => sum + one, 0);
        expect(short.reduce((sum, one) => sum + one.short, 0)).toBe(open);
        for (const one of short) {
          const room = (code: string) => input.experts.find((expert) => expert.code === code)?.maxLoad ?? 0;
          const outside = input.applications.filter(({ code }) => one.applications.includes(code))
            .reduce((sum, application) => sum + input.experts.filter(({ code }) => !application.conflicts.includes(code) && !one.experts.includes(code)).length, 0);
          expect(one.possible).toBe(one.experts.reduce((sum, code) => sum + room(code), 0) + outside);
          expect(one.needed).toBe(one.applications.length * input.perApplication);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** All assignments of a small panel: the greatest affinity, and among those the smallest sum of squared loads. */
function byTrying({ applications: wanted, experts: panel, perApplication, affinity }: AssignmentInput): { affinity: number; unevenness: number } | undefined {
  let best: { affinity: number; unevenness: number } | undefined;
  const load = panel.map(() => 0);
  const place = (n: number, total: number): void => {
    const application = wanted[n];
    if (!application) {
      const unevenness = load.reduce((sum, value) => sum + value * value, 0);
      if (!best || total > best.affinity || (total === best.affinity && unevenness < best.unevenness)) best = { affinity: total, unevenness };
      return;
    }
    for (let mask = 0; mask < 2 ** panel.length; mask += 1) {
      const chosen = panel.flatMap((expert, index) => (Math.floor(mask / 2 ** index) % 2 === 1 ? [{ expert, index }] : []));
      const fits = chosen.every(({ expert, index }) => !application.conflicts.includes(expert.code) && (load[index] ?? 0) < expert.maxLoad);
      if (chosen.length !== perApplication || !fits) continue;
      for (const { index } of chosen) load[index] = (load[index] ?? 0) + 1;
      place(n + 1, total + chosen.reduce((sum, { expert }) => sum + (affinity?.(application.code, expert.code) ?? 0), 0));
      for (const { index } of chosen) load[index] = (load[index] ?? 0) - 1;
    }
  };
  place(0, 0);
  return best;
}
