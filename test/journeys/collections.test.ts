/**
 * The two programmes that award nothing, rehearsed on the system as `npm start` runs it: the reform points of 2018 (002) and the
 * review of standard management (004).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseProgramme } from '../../domain/programme/parse.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { syntheticSocieties } from '../../rehearsal/data.js';
import { rehearse, type Whole } from '../../rehearsal/whole.js';
import { startStack, type Stack } from '../support/stack.js';

const SOCIETIES = 12;
const SEED = 'collections';

let stack: Stack;
let token: string;
beforeAll(async () => {
  stack = await startStack();
  token = readFileSync(path.join(stack.addresses.data, 'operator-token'), 'utf8').trim();
}, 300_000);
afterAll(() => stack.stop());

function run(key: string, label: string): Promise<Whole> {
  const source = readFileSync(path.resolve(import.meta.dirname, `../../programmes/${key}.yaml`), 'utf8');
  const read = parseProgramme(source, `${key}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const societies = syntheticSocieties(read.programme, SOCIETIES, chanceOf(SEED));
  return rehearse({ baseUrl: stack.addresses.api, token, programme: read.programme, source, seed: SEED, label, societies });
}

test('reform plans and year-end progress of 2018: every plan is accounted for, and nothing is left over (002)', async () => {
  const { result, faults } = await run('reform-plan-2018', 'reform');
  expect(faults).toEqual([]);
  const { plans, progress } = result.materials ?? {};
  expect(plans?.owed).toBe(SOCIETIES);
  expect((plans?.submitted ?? 0) + (plans?.missing ?? 0)).toBe(SOCIETIES);
  expect(plans?.warnings).toBeGreaterThan(0);
  expect(plans?.explanations).toBeGreaterThan(0);
  expect(plans).toMatchObject({ findings: 0, verified: plans?.submitted });
  expect(progress?.verified).toBe(progress?.submitted);
  // Counts of awards do not belong to it.
  expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['awards']));
}, 180_000);

test('a review of standard management: findings are verified and most are put right; the same seed gives the same outcome (004 §4–§5)', async () => {
  const [first, second] = await Promise.all([run('standard-management-2020', 'one'), run('standard-management-2020', 'two')]);
  expect([first.faults, second.faults]).toEqual([[], []]);
  const { review } = first.result.materials ?? {};
  expect(review).toMatchObject({ owed: SOCIETIES, verified: review?.submitted });
  expect(review?.findings).toBeGreaterThan(0);
  expect(review?.rectified).toBeGreaterThan(0);
  expect(first.result.outcomeHash).toBe(second.result.outcomeHash);
}, 180_000);
