/**
 * Worker, API, Temporal and PostgreSQL are each killed with -9 in the middle of a rehearsal. The outcome is the one of the
 * same rehearsal left in peace: nothing that was handed in is lost, nothing happens twice, nothing is left running.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readOperatorToken } from '../../apps/cli/local/operator-token.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { syntheticSocieties } from '../../rehearsal/data.js';
import { drive, type Progress } from '../../rehearsal/driver.js';
import { scaledSettings } from '../../rehearsal/quota.js';
import { finish, type Finished } from '../../rehearsal/report.js';
import { prepare } from '../../rehearsal/setup.js';
import { until } from '../support/poll.js';
import { startStack, type Stack } from '../support/stack.js';

const SOCIETIES = 24;
const SEED = 'kills';
const root = path.resolve(import.meta.dirname, '../..');

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 120_000);
afterAll(() => stack.stop());

/** In which stage each part is killed; the database while the projects run. */
const KILLS: { part: string; when: (progress: Progress) => boolean }[] = [
  { part: 'worker', when: ({ stage }) => stage === 'applicationWindow' },
  { part: 'api', when: ({ stage }) => stage === 'expertReview' },
  { part: 'temporal', when: ({ stage }) => stage === 'publicityPeriod' },
  { part: 'postgres', when: ({ stage, steps }) => stage === undefined && steps > 20 },
];

test('kill -9 of worker, API, Temporal and PostgreSQL changes nothing of the outcome', async () => {
  const calm = await rehearse(() => undefined);
  expect(calm.faults).toEqual([]);

  const left = [...KILLS];
  const killed: Promise<string>[] = [];
  const faulted = await rehearse((progress) => {
    const next = left[0];
    if (!next?.when(progress)) return;
    left.shift();
    killed.push(kill(next.part));
  });
  expect(await Promise.all(killed)).toEqual(['worker', 'api', 'temporal', 'postgres']);
  expect(faulted.faults).toEqual([]);
  expect(faulted.result.outcomeHash).toBe(calm.result.outcomeHash);
}, 600_000);

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

async function rehearse(watch: (progress: Progress) => void): Promise<Finished> {
  const source = await readFile(path.join(root, 'programmes/world-class-2018.yaml'), 'utf8');
  const read = parseProgramme(source, 'world-class-2018.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const societies = syntheticSocieties(read.programme, SOCIETIES, chanceOf(SEED));
  const token = readOperatorToken(stack.addresses.data) ?? '';
  const cast = await prepare({ baseUrl: stack.addresses.api, token, programme: read.programme, source, seed: SEED, label: 'kills', societies });
  await drive(cast, { tell: watch });
  return finish(cast, read.programme, scaledSettings(read.programme, SOCIETIES), 0);
}
