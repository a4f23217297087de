import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { Commands, type Decision } from '../../apps/api/commands.js';
import { applied } from '../../records/commands.js';
import { withScope, wholeRealm } from '../../records/pool.js';
import { until } from '../support/poll.js';
import { temporalAddress } from '../support/servers.js';
import { TestApi } from './api.js';

const scope = wholeRealm('live');

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start({ temporalAddress: '127.0.0.1:1', commandDeadlineMs: 300 });
});
afterAll(() => api.stop());

const decision = (): Decision => ({
  accountId: api.accounts.get('staff') ?? '', request: { key: randomUUID(), bodyHash: 'a'.repeat(64) }, kind: 'extend', workflowId: 'round/x/application/1', body: { reason: '系统故障' },
});
const decide = (one: Decision) => api.app.get(Commands).decide(scope, one);
const states = async (one: Decision) => (await api.asOwner<{ state: string }>('SELECT state FROM command WHERE idem_key = $1', [one.request.key])).map((row) => row.state);

describe('while Temporal is down', () => {
  test('a command changes nothing and says so, also when it is repeated', async () => {
    const one = decision();
    await expect(decide(one)).rejects.toMatchObject({ refusal: { code: 'PROCESS_UNAVAILABLE' } });
    expect(await states(one)).toEqual(['expired']);
    await expect(decide(one)).rejects.toMatchObject({ refusal: { code: 'PROCESS_UNAVAILABLE' } });
    expect(await states(one)).toEqual(['expired']);
  });

  test('a command that was applied before is answered from its row', async () => {
    const one = decision();
    const pending = decide(one);
    // The workflow is quicker than the API's patience.
    const row = await until(async () => (await api.asOwner<{ id: string }>('SELECT id FROM command WHERE idem_key = $1', [one.request.key]))[0], { everyMs: 5 });
    await withScope(api.pool, scope, (tx) => applied(tx, row.id, { due: '2018-10-30T16:00:00.000Z' }, { at: 0, before: null }));
    expect(await pending).toEqual({ due: '2018-10-30T16:00:00.000Z' });
    expect(await decide(one)).toEqual({ due: '2018-10-30T16:00:00.000Z' });
  });

  test('the key of another body is refused', async () => {
    const one = decision();
    await decide(one).catch(() => undefined);
    await expect(decide({ ...one, request: { ...one.request, bodyHash: 'b'.repeat(64) } })).rejects.toMatchObject({ refusal: { code: 'KEY_REUSED' } });
  });
});

test('a command that no worker takes is given up in time, and the late Update will find it expired', async () => {
  const up = await TestApi.start({ commandDeadlineMs: 500 });
  const connection = await Connection.connect({ address: temporalAddress() });
  const workflowId = `waits-for-a-worker-${randomUUID()}`;
  const handle = await new Client({ connection }).workflow.start('waits', { workflowId, taskQueue: workflowId });
  const one = { ...decision(), accountId: up.accounts.get('staff') ?? '', workflowId };
  await expect(up.app.get(Commands).decide(scope, one)).rejects.toMatchObject({ refusal: { code: 'PROCESS_UNAVAILABLE' } });
  expect(await up.asOwner('SELECT state FROM command WHERE idem_key = $1', [one.request.key])).toEqual([{ state: 'expired' }]);
  await handle.terminate('the test is over');
  await connection.close();
  await up.stop();
});

test('a command to a workflow that is over is refused, and stays refused', async () => {
  const up = await TestApi.start();
  const one = { ...decision(), accountId: up.accounts.get('staff') ?? '' };
  const commands = up.app.get(Commands);
  await expect(commands.decide(scope, one)).rejects.toMatchObject({ refusal: { code: 'STAGE_CLOSED' } });
  await expect(commands.decide(scope, one)).rejects.toMatchObject({ refusal: { code: 'STAGE_CLOSED' } });
  await up.stop();
});
