import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { remindersId, roundId } from '../../domain/ids.js';
import { until } from '../support/poll.js';
import { openWorld, readProgramme, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let versionId: string;
beforeAll(async () => {
  world = await openWorld('2018-09-01T00:00:00+08:00');
  api = await TestApi.on(world);
  const { source } = await readProgramme();
  versionId = (await api.call<{ id: string }>('POST', 'programmes', { as: 'staff', body: { source } })).body.id;
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Round {
  id: string;
  status: string;
  version: number;
  settings: Record<string, unknown>;
  stages: { key: string; status: string }[];
}
interface Preview {
  entries: { key: string; due: string; lastDay: string; reminders: { wave: string; at: string }[] }[];
  warnings: { code: string; key: string; message: string }[];
}

const draft = (settings: object = {}) => api.call<Round>('POST', 'rounds', { as: 'staff', body: { programmeVersionId: versionId, name: '2018年世界一流学会建设项目', settings } });
const waits = async (id: string) =>
  (await world.inScope((tx) => tx.query<{ workflow_id: string; type: string }>('SELECT workflow_id, type FROM wait WHERE round_id = $1 ORDER BY type', [id]))).rows;

describe('the preview of a round', () => {
  test('shows every deadline with its reminders, and that 28 October 2018 is a Sunday that does not roll (000 §5.2)', async () => {
    const { status, body } = await api.call<Preview>('POST', 'rounds/preview', { as: 'staff', body: { programmeVersionId: versionId, settings: {} } });
    expect(status).toBe(200);
    const application = body.entries.find((entry) => entry.key === 'application');
    expect(application).toMatchObject({ lastDay: '2018-10-28', due: '2018-10-28T16:00:00.000Z' });
    expect(application?.reminders).toContainEqual({ wave: 'T-7', at: '2018-10-21T01:00:00.000Z' });
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'REST_DAY_FIXED', key: 'application' }));
    expect(body.warnings.map((warning) => warning.code)).not.toContain('DATE_PASSED');
  });

  test('warns of dates that have passed by the clock of its realm', async () => {
    const { body } = await api.call<Preview>('POST', 'rounds/preview', { as: 'staff', body: { programmeVersionId: versionId, settings: { dates: { 'assessment.due': '2018-08-15T24:00' } } } });
    const passed = body.warnings.find((warning) => warning.code === 'DATE_PASSED');
    expect(passed).toMatchObject({ key: 'assessment', message: expect.stringContaining('2018年8月15日') });
  });

  test('refuses settings that the programme does not have, all of them at once with their fields', async () => {
    const settings = { dates: { 'lunch.due': '2018-10-28T24:00' }, quota: { planned: 40 } };
    const answer = await api.call('POST', 'rounds/preview', { as: 'staff', body: { programmeVersionId: versionId, settings } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'ROUND_SETTINGS_INVALID' } });
    expect((answer.body as { errors: { field: string; code: string }[] }).errors).toEqual([
      expect.objectContaining({ field: 'settings.dates.lunch.due', code: 'PROGRAMME_KEY_UNKNOWN' }),
      expect.objectContaining({ field: 'settings.quota', code: 'TIERS_NOT_TOTAL' }),
      expect.objectContaining({ field: 'settings.quota.reason', code: 'REASON_REQUIRED' }),
    ]);
  });
});

describe('a draft', () => {
  test('is changed by whoever has seen its last version, and nobody else', async () => {
    const { body, headers } = await draft();
    expect(headers.get('etag')).toBe('"1"');
    const change = (version: number, name: string) =>
      api.call<Round>('PUT', `rounds/${body.id}`, { as: 'staff', headers: { 'if-match': `"${version}"` }, body: { name, settings: { expertsPerApplication: 3 } } });
    expect((await change(1, '甲')).body).toMatchObject({ name: '甲', version: 2, settings: { expertsPerApplication: 3 } });
    expect(await change(1, '乙')).toMatchObject({ status: 412, body: { code: 'CONFLICT_VERSION' } });
  });

  test('is not there for a society, and is listed for staff', async () => {
    const { body } = await draft();
    expect((await api.call('GET', `rounds/${body.id}`, { as: 'society' })).status).toBe(404);
    const ids = async (as: 'society' | 'staff') => (await api.call<{ items: Round[] }>('GET', 'rounds?status=draft', { as })).body.items.map((round) => round.id);
    expect(await ids('society')).toEqual([]);
    expect(await ids('staff')).toContain(body.id);
  });

  test('of an unknown programme is refused', async () => {
    const body = { programmeVersionId: '00000000-0000-4000-8000-000000000000', name: 'x' };
    expect((await api.call('POST', 'rounds', { as: 'staff', body })).status).toBe(404);
  });
});

describe('a launch', () => {
  test('starts the round and its reminders; the first stage opens and the overview says what it waits for', async () => {
    const { body: round } = await draft();
    const launched = await api.call<Round>('POST', `rounds/${round.id}/launch`, { as: 'staff', key: `launch-${round.id}` });
    expect(launched).toMatchObject({ status: 200, body: { status: 'running', version: 2 } });
    await until(async () => (await waits(round.id)).length === 3);
    expect((await waits(round.id)).map((wait) => wait.workflow_id)).toContain(remindersId(round.id));
    await world.quiet();

    const repeated = await api.call<Round>('POST', `rounds/${round.id}/launch`, { as: 'staff', key: `launch-${round.id}` });
    expect(repeated.body).toEqual(launched.body);
    expect(await api.call('POST', `rounds/${round.id}/launch`, { as: 'staff' })).toMatchObject({ status: 409, body: { code: 'ROUND_NOT_DRAFT' } });
    expect(await api.call('PUT', `rounds/${round.id}`, { as: 'staff', headers: { 'if-match': '"2"' }, body: { name: 'x', settings: {} } })).toMatchObject({ status: 409, body: { code: 'ROUND_NOT_DRAFT' } });

    const { body: overview } = await api.call<{ sentence: string; stage: { key: string; workflowId: string; waitingFor: string; temporalUrl: string }; timeline: { key: string; state: string }[]; events: { action: string }[] }>(
      'GET', `rounds/${round.id}/overview`, { as: 'leadership' });
    expect(overview.sentence).toMatch(/^能力评估.*1 家邀请 \/ 0 已提交 \/ 0 填完未提交 \/ 0 卡住$/);
    expect(overview.stage).toMatchObject({ key: 'assessment', temporalUrl: `http://temporal.test/namespaces/default/workflows/${encodeURIComponent(overview.stage.workflowId)}` });
    expect(overview.stage.waitingFor).toContain('等学会报送能力评估数据');
    expect(overview.timeline.find((entry) => entry.key === 'assessment')?.state).toBe('open');
    expect(overview.events.map((event) => event.action)).toEqual(['round.launch', 'round.create']);
    expect((await waits(round.id)).map((wait) => wait.workflow_id)).toContain(roundId(round.id));
  });

  test('twice at the same moment launches once', async () => {
    const { body: round } = await draft();
    const answers = await Promise.all([1, 2].map(() => api.call('POST', `rounds/${round.id}/launch`, { as: 'staff' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    await world.quiet();
  });
});
