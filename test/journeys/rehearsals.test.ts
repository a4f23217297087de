/**
 * Whole rehearsals on the system as `npm start` runs it, through the public API: every programme at the same time, so that
 * none may lean on order or speed; then one of them once more, while worker, API, Temporal and PostgreSQL are each killed with -9
 * under it. The same seed gives the same outcome: nothing that was handed in is lost, nothing happens twice, nothing is left.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createApiClient } from '../../apps/api/client.js';
import { readOperatorToken } from '../../apps/cli/local/operator-token.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme } from '../../domain/programme/schema.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { syntheticSocieties } from '../../rehearsal/data.js';
import type { Progress } from '../../rehearsal/driver.js';
import { rehearse, type Whole } from '../../rehearsal/whole.js';
import { until } from '../support/poll.js';
import { startStack, type Stack } from '../support/stack.js';

const SOCIETIES = 24;
const SEED = 'journey';
const FIRST = 'world-class-2018';
/** The shortest that has all of it: applications, review, publicity, projects. */
const FAULTED = 'wuhan-capability';
const folder = path.resolve(import.meta.dirname, '../../programmes');
const PROGRAMMES = readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => path.basename(file, '.yaml')).sort();

let stack: Stack;
let token: string;
const runs = new Map<string, PromiseSettledResult<Whole>>();

beforeAll(async () => {
  stack = await startStack();
  token = readOperatorToken(stack.addresses.data) ?? '';
  const settled = await Promise.allSettled(PROGRAMMES.map((name) => run(name, 'calm')));
  settled.forEach((result, n) => runs.set(PROGRAMMES[n] ?? '', result));
}, 900_000);
afterAll(() => stack.stop());

/** What came of a programme's rehearsal, or why it ended. */
function calm(name: string): Whole {
  const result = runs.get(name);
  if (result?.status === 'rejected') throw result.reason;
  if (result === undefined) throw new Error(`${name} was not rehearsed`);
  return result.value;
}

test.each(PROGRAMMES)('%s goes from its launch to its end, and nothing that must hold is broken', (name) => {
  const whole = calm(name);
  expect(whole.faults).toEqual([]);
  expect(whole.result).toMatchObject({ programme: name, societies: SOCIETIES, reminders: { duplicates: 0 } });
});

describe('000 §5', () => {
  test('scaled quotas are filled, and every task book is signed', () => {
    expect(calm(FIRST).result).toMatchObject({ shortlist: { byRank: 15 }, awards: { tier1: 2, tier2: 3, tier3: 5 }, taskBooksSigned: 10 });
  });

  test('what a round has to deal with happens: refusals at intake, an objection upheld, a replacement (000 §5.2, §5.3)', () => {
    const { result } = calm(FIRST);
    expect(result.applications?.notAccepted).toBeGreaterThanOrEqual(2);
    expect(result.objections?.received).toBeGreaterThanOrEqual(4);
    expect(result.objections?.upheld).toBeGreaterThanOrEqual(1);
    expect(result.shortlist?.legacy).toBeGreaterThan(0);
  });
});

test('002: every plan of the reform and every progress report is accounted for', () => {
  const { result } = calm('reform-plan-2018');
  const { plans, progress } = result.materials ?? {};
  expect(plans?.owed).toBe(SOCIETIES);
  expect((plans?.submitted ?? 0) + (plans?.missing ?? 0)).toBe(SOCIETIES);
  expect(plans?.warnings).toBeGreaterThan(0);
  expect(plans?.explanations).toBeGreaterThan(0);
  expect(plans).toMatchObject({ findings: 0, verified: plans?.submitted });
  expect(progress?.verified).toBe(progress?.submitted);
  // Counts of awards do not belong to it.
  expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['awards']));
});

test('004 §4–§5: findings of the review are verified, and most are put right', () => {
  const { review } = calm('standard-management-2020').result.materials ?? {};
  expect(review).toMatchObject({ owed: SOCIETIES, verified: review?.submitted });
  expect(review?.findings).toBeGreaterThan(0);
  expect(review?.rectified).toBeGreaterThan(0);
});

/** In which stage each part is killed; the database while the projects run. */
const KILLS: { part: string; when: (progress: Progress) => boolean }[] = [
  { part: 'worker', when: ({ stage }) => stage === 'applicationWindow' },
  { part: 'api', when: ({ stage }) => stage === 'expertReview' },
  { part: 'temporal', when: ({ stage }) => stage === 'publicityPeriod' },
  { part: 'postgres', when: ({ stage, steps }) => stage === undefined && steps > 20 },
];

test('kill -9 of worker, API, Temporal and PostgreSQL changes nothing of the outcome', async () => {
  const left = [...KILLS];
  const killed: Promise<string>[] = [];
  const faulted = await run(FAULTED, 'faulted', (progress) => {
    const next = left[0];
    if (!next?.when(progress)) return;
    left.shift();
    killed.push(kill(next.part));
  });
  expect(await Promise.all(killed)).toEqual(KILLS.map(({ part }) => part));
  expect(faulted.faults).toEqual([]);
  expect(faulted.result.outcomeHash).toBe(calm(FAULTED).result.outcomeHash);
}, 600_000);

test('a rehearsal is deleted as a whole; the others and the live realm stay as they are', async () => {
  const client = createApiClient({ baseUrl: stack.addresses.api, token });
  const realms = async () => (await client.GET('/api/v1/rehearsals')).data?.items.map(({ id }) => id) ?? [];
  const gone = calm(FIRST).cast.setting.realm;
  const before = await realms();
  expect(before).toContain(gone);
  expect((await client.DELETE('/api/v1/rehearsals/{id}', { params: { path: { id: gone } } })).response.status).toBe(204);
  expect(await realms()).toEqual(before.filter((id) => id !== gone));
});

function run(name: string, label: string, tell?: (progress: Progress) => void): Promise<Whole> {
  const { programme, source } = readProgramme(name);
  const societies = syntheticSocieties(programme, SOCIETIES, chanceOf(SEED));
  return rehearse({ baseUrl: stack.addresses.api, token, programme, source, seed: SEED, label: `${name} ${label}`, societies }, tell);
}

/** The part that was killed, once it runs again as another process. */
async function kill(part: string): Promise<string> {
  const before = (await stack.pids())[part];
  if (before === undefined) throw new Error(`${part} does not run`);
  process.kill(before, 'SIGKILL');
  await until(async () => {
    const now = (await stack.pids())[part];
    return now !== undefined && now !== before;
  }, { timeoutMs: 60_000, everyMs: 200, what: `${part} runs again` });
  return part;
}

function readProgramme(name: string): { programme: Programme; source: string } {
  const file = `${name}.yaml`;
  const source = readFileSync(path.join(folder, file), 'utf8');
  const read = parseProgramme(source, file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { programme: read.programme, source };
}
