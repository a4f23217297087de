import { mergeObstacles } from '../../domain/societies/merge.js';
import { caseIdOf, findApplication } from '../../records/applications.js';
import { only, type Tx, withScope } from '../../records/pool.js';
import { candidateOf, countMoved, mergePlan, mergesOf, mergeSocieties } from '../../records/society-merge.js';
import { addGate, addRound, addSociety, openRecord, PERSON, REALM, type RecordWorld, type Round } from './database.js';
import { fill, OWN } from './filled.js';

let world: RecordWorld;
let duplicate: string;
let stays: string;
beforeAll(async () => {
  world = await openRecord();
  await world.inScope(async (tx) => {
    duplicate = await addSociety(tx, 'TWICE');
    stays = await addSociety(tx, 'ONCE');
    for (const society of [duplicate, stays]) await fill(tx, society);
    await tx.query('DELETE FROM society_record WHERE society_id = $1', [stays]);
  });
  await world.asOwner('DELETE FROM society_merge');
});
afterAll(() => world.close());

const HISTORY = ['outbox', 'document', 'ledger_entry', 'verdict', 'spending', 'paper_entry'];
const TABLES = Object.keys(OWN).filter((table) => table !== 'society');
const count = async (tx: Tx, table: string, society: string): Promise<number> => only((await tx.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE society_id = $1`, [society])).rows).n;

const merge = (from: string, into: string) => world.inScope((tx) => mergeSocieties(tx, { realm: REALM, duplicateId: from, staysId: into, reason: '同一学会重复登记', by: PERSON, at: Date.now() }));

test('what a duplicate has under way goes over; letters, money, verdicts and documents stay as they were written', async () => {
  const application = only(await world.asOwner<{ id: string }>('SELECT id FROM application WHERE society_id = $1', [duplicate])).id;
  const plan = await world.inScope((tx) => mergePlan(tx, duplicate, stays));
  await merge(duplicate, stays);
  await world.inScope(async (tx) => {
    for (const table of TABLES) expect([table, (await count(tx, table, duplicate)) > 0]).toEqual([table, HISTORY.includes(table)]);
    const [decision] = await mergesOf(tx, duplicate);
    expect(decision).toMatchObject({ duplicate_code: 'TWICE', stays_code: 'ONCE', reason: '同一学会重复登记' });
    // The preview is what was done.
    const rows = plan.filter(({ moves }) => moves > 0);
    expect(rows.map(({ what, moves }) => ({ what, count: moves }))).toEqual(countMoved(decision?.moved ?? {}));
    expect(Object.keys(decision?.kept ?? {}).sort()).toEqual(['documents', 'letters', 'paperEntries', 'postings', 'verdicts', 'vouchers']);
    // A workflow keeps its name.
    const moved = await findApplication(tx, application);
    expect(moved?.society_id).toBe(stays);
    expect(moved && caseIdOf(moved)).toBe(`round/${moved?.round_id}/application/${duplicate}/1`);
    expect((await tx.query('SELECT 1 FROM society WHERE id = $1 AND status = $2 AND merged_into = $3', [duplicate, 'merged', stays])).rowCount).toBe(1);
    expect((await tx.query(`SELECT 1 FROM audit WHERE (stream, action) IN (('society/' || $1::text, 'society.merge'), ('society/' || $2::text, 'society.absorb'))`, [duplicate, stays])).rowCount).toBe(2);
  });
});

test('who stands for the one that stays reads what stayed under the duplicate; alone neither id is enough for both', async () => {
  const seen = (society: string) => withScope(world.pool, { realm: REALM, society }, async (tx) => {
    const found: boolean[] = [];
    for (const table of HISTORY) found.push((await count(tx, table, duplicate)) > 0);
    return found;
  });
  expect(await seen(`${stays},${duplicate}`)).toEqual(HISTORY.map(() => true));
  expect(await seen(stays)).toEqual(HISTORY.map(() => false));
});

test('a duplicate of the duplicate belongs to the same society from then on', async () => {
  const [first, second, last] = await world.inScope(async (tx) => [await addSociety(tx, 'D1'), await addSociety(tx, 'D2'), await addSociety(tx, 'LAST')] as const);
  await merge(first, second);
  await merge(second, last);
  expect(await world.asOwner('SELECT code FROM society WHERE merged_into = $1 ORDER BY code', [last])).toEqual([{ code: 'D1' }, { code: 'D2' }]);
  expect(await world.inScope((tx) => mergesOf(tx, second))).toMatchObject([{ stays_code: 'LAST' }, { duplicate_code: 'D1', stays_code: 'D2' }]);
});

describe('what stands in the way', () => {
  let round: Round;
  let gate: number;
  let one: string;
  let other: string;
  beforeEach(() => world.inScope(async (tx) => {
    round = await addRound(tx);
    gate = await addGate(tx, round);
    [one, other] = [await addSociety(tx, `A-${round.id}`), await addSociety(tx, `B-${round.id}`)];
  }));
  const owes = (society: string, state = 'open') => world.inScope((tx) => tx.query(
    `INSERT INTO task (realm, round_id, gate_id, workflow_id, kind, role, society_id, created_at, armed_at, state) VALUES ($1, $2, $3, $4, 'application', 'society', $5, now(), now(), $6)`,
    [REALM, round.id, gate, round.stage, society, state]));
  const applies = (society: string) => world.inScope(async (tx) => {
    const { id } = only((await tx.query<{ id: string }>(
      `INSERT INTO fact (realm, gate_id, round_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at) VALUES ($1, $2, $3, $4, 'application', $5, $6, '{}', $7, 'x', $7, now()) RETURNING id`,
      [REALM, gate, round.id, round.stage, society, PERSON, `R-${society}`])).rows);
    await tx.query(`INSERT INTO application (realm, round_id, society_id, n, fact_id, content, submitted_at) VALUES ($1, $2, $3, 1, $4, '{}', now())`, [REALM, round.id, society, id]);
  });
  const codes = () => world.inScope(async (tx) => {
    const [a, b] = [await candidateOf(tx, one), await candidateOf(tx, other)];
    return a && b ? mergeObstacles(a, b).map(({ code, round: at }) => [code, at?.id]) : [];
  });

  test('both owe something in one round', async () => {
    await owes(one);
    expect(await codes()).toEqual([]);
    await owes(other);
    expect(await codes()).toEqual([['MERGE_BOTH_OWE', round.id]]);
  });

  test('both have an application in one round', async () => {
    await applies(one);
    expect(await codes()).toEqual([]);
    await applies(other);
    expect(await codes()).toEqual([['MERGE_BOTH_APPLIED', round.id]]);
  });

  test('what both have done at one gate each keeps; the rest goes over', async () => {
    for (const society of [one, other]) await owes(society, 'done');
    await world.inScope((tx) => tx.query(`INSERT INTO society_record (realm, society_id, kind, value, as_of) VALUES ($1, $2, 'award', '{}', '2018-01-01')`, [REALM, one]));
    expect(await codes()).toEqual([]);
    expect(await world.inScope((tx) => mergePlan(tx, one, other))).toEqual([{ what: 'records', moves: 1, stays: 0 }, { what: 'tasks', moves: 0, stays: 1 }]);
  });
});
