/**
 * Whole rehearsals on the system as `npm start` runs it, through the public API: two of one seed, at the same time, so that
 * neither may lean on order or speed.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createApiClient } from '../../apps/api/client.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme } from '../../domain/programme/schema.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { syntheticSocieties } from '../../rehearsal/data.js';
import { rehearse, type Whole } from '../../rehearsal/whole.js';
import { startStack, type Stack } from '../support/stack.js';

const SOCIETIES = 24;
const SEED = 'journey';

let stack: Stack;
let runs: Whole[];
let token: string;

beforeAll(async () => {
  stack = await startStack();
  token = readFileSync(path.join(stack.addresses.data, 'operator-token'), 'utf8').trim();
  const { programme, source } = readProgramme();
  const societies = syntheticSocieties(programme, SOCIETIES, chanceOf(SEED));
  const run = (label: string) => rehearse({ baseUrl: stack.addresses.api, token, programme, source, seed: SEED, label, societies });
  runs = await Promise.all([run('first'), run('second')]);
}, 600_000);
afterAll(() => stack.stop());

test('24 societies go from figures to final acceptance in scaled quotas, and nothing that must hold is broken (000 §5)', () => {
  expect(runs.map(({ faults }) => faults)).toEqual([[], []]);
  const [first] = runs;
  expect(first?.result).toMatchObject({
    programme: 'world-class-2018', societies: SOCIETIES, shortlist: { byRank: 15 }, awards: { tier1: 2, tier2: 3, tier3: 5 }, taskBooksSigned: 10, reminders: { duplicates: 0 },
  });
});

test('what a round has to deal with happens: refusals at intake, an objection upheld, a replacement (000 §5.2, §5.3)', () => {
  const result = runs[0]?.result;
  expect(result?.applications?.notAccepted).toBeGreaterThanOrEqual(2);
  expect(result?.objections).toEqual({ received: 4, upheld: 1 });
  expect(result?.shortlist?.legacy).toBeGreaterThan(0);
});

test('the same seed gives the same outcome, whatever else runs beside it', () => {
  const hashes = runs.map(({ result }) => result.outcomeHash);
  expect(new Set(hashes).size).toBe(1);
});

test('a rehearsal is deleted as a whole; the other and the live realm stay as they are', async () => {
  const [first, second] = runs.map(({ cast }) => cast.setting.realm);
  const client = createApiClient({ baseUrl: stack.addresses.api, token });
  const gone = await client.DELETE('/api/v1/rehearsals/{id}', { params: { path: { id: first ?? '' } } });
  expect(gone.response.status).toBe(204);
  const { data } = await client.GET('/api/v1/rehearsals');
  expect(data?.items.map(({ id }) => id)).toEqual([second]);
});

function readProgramme(): { programme: Programme; source: string } {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../programmes/world-class-2018.yaml'), 'utf8');
  const read = parseProgramme(source, 'world-class-2018.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { programme: read.programme, source };
}
