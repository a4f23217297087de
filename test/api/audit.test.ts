import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startAnchoring } from '../../apps/worker/anchoring.js';
import { anchorAudit } from '../../records/audit.js';
import { until } from '../support/poll.js';
import { TestApi } from './api.js';

const root = path.resolve(import.meta.dirname, '../..');

let api: TestApi;
let society: string;
let code = 7000;
beforeAll(async () => {
  api = await TestApi.start({ temporalAddress: '127.0.0.1:1' });
});
afterAll(() => api.stop());

const TABLES = ['audit', 'audit_head', 'audit_anchor'];
beforeEach(async () => {
  code += 1;
  society = (await api.call<{ id: string }>('POST', 'societies', { as: 'staff', body: { code: String(code), name: '甲学会', disciplineGroup: 'science', email: 'a@example.org' } })).body.id;
  for (const name of ['乙学会', '丙学会']) {
    const { version } = (await api.call<{ version: number }>('GET', `societies/${society}`, { as: 'staff' })).body;
    await api.call('PATCH', `societies/${society}`, { as: 'staff', body: { name }, headers: { 'if-match': `"${version}"` } });
  }
  for (const table of TABLES) await api.asOwner(`CREATE TABLE ${table}_before AS TABLE ${table}`, []);
});
/** What a test has done to the record is undone. */
afterEach(async () => {
  for (const table of TABLES) {
    await api.asOwner(`DELETE FROM ${table}`, []);
    await api.asOwner(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE ${table}_before`, []);
    await api.asOwner(`DROP TABLE ${table}_before`, []);
  }
});

interface Verification {
  ok: boolean;
  message: string;
  anchors: number;
  lastAnchor: { hash: string } | null;
  brokenStreams: { stream: string; n: number; problem: string }[];
  brokenAnchors: { hash: string; problem: string }[];
}

const verify = async (query = '') => (await api.call<Verification>('GET', `audit/verification${query}`, { as: 'discipline' })).body;
const anchor = async () => (await anchorAudit(api.pool, 0))?.hash ?? '';
const stream = () => `society/${society}`;
/** The last entry goes, and the head is made to fit. */
const cutOff = async () => {
  await api.asOwner('DELETE FROM audit WHERE stream = $1 AND n = 3', [stream()]);
  await api.asOwner('UPDATE audit_head h SET n = 2, hash = a.hash FROM audit a WHERE h.stream = $1 AND a.stream = $1 AND a.n = 2', [stream()]);
};

describe('the record', () => {
  test('is read by stream, newest first, with who did what', async () => {
    const { body } = await api.call<{ items: { n: number; action: string; actorName: string }[]; next: string; total: number }>('GET', `audit?stream=${stream()}&limit=2`, { as: 'leadership' });
    expect(body).toMatchObject({ total: 3, items: [{ n: 3, action: 'society.change', actorName: 'staff' }, { n: 2 }] });
    const rest = await api.call<{ items: { n: number; action: string }[]; next: null }>('GET', `audit?stream=${stream()}&cursor=${body.next}`, { as: 'leadership' });
    expect(rest.body).toMatchObject({ items: [{ n: 1, action: 'society.create' }], next: null });
    expect((await api.call('GET', `audit?stream=${stream()}`, { as: 'society' })).status).toBe(403);
  });

  test('is read as a whole, the newest first, page by page; each realm its own', async () => {
    const other = await api.asOwner(`INSERT INTO realm (id, kind, now_at, label, seed) VALUES ('rehearsal-audit', 'rehearsal', now(), 'x', '1') RETURNING id`, []);
    await api.asOwner(`SELECT app.audit_append('round/elsewhere', $1, 'system', 'round.create', '{}')`, [(other[0] as { id: string }).id]);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: { stream: string; n: number; at: string }[]; next: string | null; total: number } } = await api.call('GET', `audit?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, { as: 'leadership' });
      seen.push(...body.items.map((one) => `${one.at} ${one.stream} ${one.n}`));
      if (body.next === null) expect(seen.length).toBe(body.total);
      cursor = body.next;
    }
    const instants = seen.map((one) => one.split(' ')[0]);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((one) => one.includes(stream())).length).toBe(3);
    expect(seen.some((one) => one.includes('elsewhere'))).toBe(false);
  });

  test('holds while nobody has touched it', async () => {
    const kept = await anchor();
    await api.call('POST', 'societies', { as: 'staff', body: { code: 'D7', name: '丁学会', disciplineGroup: 'science', email: 'b@example.org' } });
    await anchor();
    expect(await verify()).toMatchObject({ ok: true, anchors: 2, brokenStreams: [], brokenAnchors: [] });
    // What was added since does not change what an earlier anchor covers.
    expect(await verify(`?anchor=${kept}`)).toMatchObject({ ok: true });
  });

  test('cannot be changed by whoever serves requests', async () => {
    await expect(api.pool.query(`UPDATE audit SET body = '{}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(api.pool.query('DELETE FROM audit_anchor')).rejects.toMatchObject({ code: '42501' });
  });

  test('shows an entry that was changed', async () => {
    await api.asOwner(`UPDATE audit SET action = 'society.nothing' WHERE stream = $1 AND n = 2`, [stream()]);
    expect(await verify()).toMatchObject({ ok: false, brokenStreams: [{ stream: stream(), n: 2, problem: 'content' }] });
  });

  test('shows entries that were cut off its end, also when the head was made to fit', async () => {
    const kept = await anchor();
    await api.asOwner('DELETE FROM audit WHERE stream = $1 AND n = 3', [stream()]);
    expect((await verify()).brokenStreams).toEqual([{ stream: stream(), n: 3, problem: 'head' }]);
    await cutOff();
    expect(await verify()).toMatchObject({ ok: false, brokenStreams: [], brokenAnchors: [{ hash: kept, problem: 'content' }] });
  });

  test('that was cut off and anchored anew is given away by the hash in the log alone', async () => {
    const kept = await anchor();
    await cutOff();
    await api.asOwner('DELETE FROM audit_anchor', []);
    await anchor();
    expect(await verify()).toMatchObject({ ok: true });
    expect(await verify(`?anchor=${kept}`)).toMatchObject({ ok: false, brokenAnchors: [{ hash: kept, problem: 'unknown' }] });
  });

  test('is not anchored in the middle of a transaction: what is under way is covered by the next anchor', async () => {
    const client = await api.pool.connect();
    await client.query('BEGIN');
    await client.query(`SELECT app.audit_append('round/slow', 'live', 'system', 'slow', '{}')`);
    const pending = anchor();
    await until(async () => (await api.asOwner<{ n: number }>(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`, []))[0]?.n === 1);
    await client.query('COMMIT');
    client.release();
    expect(await verify(`?anchor=${await pending}`)).toMatchObject({ ok: true });
  });
});

describe('the worker', () => {
  test('anchors once an hour, however many ask, and writes the hash to its log', async () => {
    const lines: string[] = [];
    const parts = { pool: api.pool, log: (line: string) => lines.push(line), warn: (line: string) => lines.push(`warning ${line}`) };
    const started = [startAnchoring(parts), startAnchoring(parts)];
    const [line] = await until(() => (lines.length > 0 ? lines : undefined));
    for (const one of started) one.stop();
    const { lastAnchor, anchors } = await verify();
    expect(line).toMatch(new RegExp(`^audit anchor ${lastAnchor?.hash} \\d{4}-`));
    expect({ anchors, lines: lines.length }).toEqual({ anchors: 1, lines: 1 });
    expect(await anchorAudit(api.pool, 60)).toBeNull();
  });
});

describe('npm run verify-audit', () => {
  const run = (args: string[], databaseUrl = api.database.appUrl) => {
    const { status, stdout } = spawnSync(process.execPath, ['dist/apps/cli/verify-audit.js', ...args], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl },
    });
    return { status, stdout };
  };

  test('ends with 0 when all holds, with 1 and the place when not, with 2 when it cannot tell', async () => {
    const kept = await anchor();
    const good = run([kept]);
    expect(good.status).toBe(0);
    expect(good.stdout).toContain('未发现改动');
    expect(good.stdout).toContain(kept);
    await api.asOwner(`UPDATE audit SET actor = 'somebody' WHERE stream = $1 AND n = 1`, [stream()]);
    const bad = run([]);
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain(`broken: ${stream()}, entry 1 (content)`);
    expect(run(['no hash']).status).toBe(2);
    expect(run([], 'postgresql://nobody@127.0.0.1:1/none').status).toBe(2);
  });
});
