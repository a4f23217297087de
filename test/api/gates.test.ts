import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { letters } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let round: SeededRound;
let gate: Gate;
beforeAll(async () => {
  world = await openWorld('2018-09-01T00:00:00+08:00');
  round = await launchRound(world, { societies: 3 });
  api = await TestApi.on(world);
  [gate] = (await gates()) as [Gate];
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Gate {
  id: number;
  name: { zh: string };
  step: string;
  dueAt: string;
  opensAt: string;
  suspendedAt: string | null;
  tasks: { open: number };
  extensions: { society: { code: string }; dueAt: string; reason: string }[];
}
interface Preview {
  before: string;
  affected: number;
  restDays: string[];
  workingDays: number;
  societies: { society: { code: string } }[];
  reminders: { before: { wave: string }[]; after: { wave: string; at: string }[] };
  message: string;
}

const gates = async () => (await api.call<{ items: Gate[] }>('GET', `gates?roundId=${round.id}&status=open`, { as: 'staff' })).body.items;
const now = async () => (await gates())[0] as Gate;
const extend = (body: object) => api.call<{ dueAt: string; concerned: number; before: string }>('POST', `gates/${gate.id}/extension`, { as: 'staff', body });

test('what is open is listed with its deadline and who owes something', () => {
  expect(gate).toMatchObject({ name: { zh: '能力评估' }, step: 'figures', suspendedAt: null, tasks: { open: 3 }, extensions: [] });
});

describe('an extension', () => {
  test('is previewed: who is concerned, which reminders move, and that National Day is no working time', async () => {
    const before = new Date(gate.dueAt).getTime();
    const dueAt = '2018-10-12T16:00:00.000Z';
    const { status, body } = await api.call<Preview>('POST', `gates/${gate.id}/extension/preview`, { as: 'staff', body: { dueAt } });
    expect(status).toBe(200);
    expect(new Date(body.before).getTime()).toBe(before);
    expect(body).toMatchObject({ affected: 3, societies: [{ society: { code: 'S0001' } }, { society: { code: 'S0002' } }, { society: { code: 'S0003' } }] });
    expect(body.restDays.every((day) => day > '2018-09-01' && day <= '2018-10-12')).toBe(true);
    expect(body.reminders.after).toContainEqual({ wave: 'T-7', at: '2018-10-05T01:00:00.000Z' });
    expect(body.message).toContain('2018年10月12日');
    expect((await now()).dueAt).toBe(gate.dueAt);
  });

  test('never moves a deadline forward, and says what it is now', async () => {
    const answer = await api.call('POST', `gates/${gate.id}/extension/preview`, { as: 'staff', body: { dueAt: '2018-09-02T00:00:00Z' } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'EXTENSION_NOT_LATER' } });
    expect(await extend({ dueAt: '2018-09-02T00:00:00Z', reason: '系统故障' })).toMatchObject({ status: 422, body: { code: 'EXTENSION_NOT_LATER' } });
  });

  test('for one society needs one that has something to hand in there', async () => {
    expect(await extend({ dueAt: '2018-10-14T16:00:00.000Z', reason: '系统故障', societyId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', errors: [{ field: 'societyId' }] } });
    expect((await extend({ dueAt: '2018-10-14T16:00:00.000Z', societyId: round.societies[0]?.id })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'reason' }] });
  });

  test('of one society moves its deadline and its reminders alone, and it is told', async () => {
    const dueAt = '2018-10-14T16:00:00.000Z';
    expect(await extend({ dueAt, reason: '搬迁', societyId: round.societies[1]?.id })).toMatchObject({ status: 200, body: { dueAt, concerned: 1 } });
    await world.quiet();
    expect(await now()).toMatchObject({ dueAt: gate.dueAt, extensions: [{ society: { code: 'S0002' }, dueAt, reason: '搬迁' }] });
    expect((await letters(world, 'extension')).map((letter) => letter.recipient)).toEqual(['s0002@example.org']);
  });

  test('for all moves gate, tasks and planner; a repeat is answered from the record', async () => {
    const dueAt = '2018-10-12T16:00:00.000Z';
    const first = await api.call('POST', `gates/${gate.id}/extension`, { as: 'staff', key: 'for-all', body: { dueAt, reason: '系统升级' } });
    expect(first).toMatchObject({ status: 200, body: { gateId: gate.id, before: gate.dueAt, dueAt } });
    await world.quiet();
    expect((await now()).dueAt).toBe(dueAt);
    expect(await api.call('POST', `gates/${gate.id}/extension`, { as: 'staff', key: 'for-all', body: { dueAt, reason: '系统升级' } })).toMatchObject({ status: 200, body: first.body });
    expect(await api.call('POST', `gates/${gate.id}/extension`, { as: 'staff', key: 'for-all', body: { dueAt: '2018-10-13T16:00:00.000Z', reason: '系统升级' } })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    const { body } = await api.call<{ items: { action: string; actorName: string }[] }>('GET', `audit?stream=round/${round.id}`, { as: 'discipline' });
    expect(body.items[0]).toMatchObject({ action: 'command.extendDeadline', actorName: 'staff' });
  });
});

describe('a suspension', () => {
  test('takes nothing and lets nothing fall due; resuming gives the time back', async () => {
    const { dueAt } = await now();
    expect(await api.call('POST', `gates/${gate.id}/suspension`, { as: 'staff', body: { reason: '台风' } })).toMatchObject({ status: 200, body: { gateId: gate.id } });
    await world.quiet();
    expect((await now()).suspendedAt).not.toBeNull();
    expect(await api.call('POST', `gates/${gate.id}/suspension`, { as: 'staff', body: { reason: '台风' } })).toMatchObject({ status: 409, body: { code: 'GATE_SUSPENDED' } });
    await world.stepTo('2018-09-03T00:00:00+08:00');
    const resumed = await api.call<{ dueAt: string }>('POST', `gates/${gate.id}/resumption`, { as: 'staff', body: {} });
    expect(resumed.status).toBe(200);
    // Two days later than 12 October is Sunday the 14th; it ends with Monday.
    expect(resumed.body).toMatchObject({ before: dueAt, dueAt: '2018-10-15T16:00:00.000Z' });
    await world.quiet();
    expect(await api.call('POST', `gates/${gate.id}/resumption`, { as: 'staff', body: {} })).toMatchObject({ status: 409, body: { code: 'GATE_NOT_SUSPENDED' } });
  });
});

test('reminders follow the deadlines: none by the old one, the next by the new ones', async () => {
  const reminded = async () => (await letters(world, 'reminder')).map((letter) => `${letter.wave} ${letter.recipient}`).sort();
  // Fourteen days before 10 October, the deadline of the programme.
  await world.stepTo('2018-09-26T10:00:00+08:00');
  expect(await reminded()).toEqual([]);
  await world.stepTo('2018-10-01T10:00:00+08:00');
  expect(await reminded()).toEqual(['T-14 s0001@example.org', 'T-14 s0003@example.org']);
  const { body } = await api.call<{ items: { template: string; wave: string; society: { code: string }; state: string }[]; total: number }>('GET', `mails?roundId=${round.id}&limit=2&template=reminder`, { as: 'staff' });
  expect(body).toMatchObject({ total: 2, items: [{ wave: 'T-14', state: 'sent' }, { wave: 'T-14', state: 'sent' }] });
  // Of all rounds, by who says that nothing has come.
  expect((await api.call('GET', 'mails?recipient=S0003&template=reminder', { as: 'staff' })).body).toMatchObject({ total: 1, items: [{ recipient: 's0003@example.org', round: { id: round.id } }] });
});

test('a decision about a gate whose step has ended changes nothing, though its workflow goes on', async () => {
  await world.stepTo('2018-10-17T09:00:00+08:00');
  expect(await extend({ dueAt: '2018-10-20T16:00:00.000Z', reason: '太晚' })).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
  const open = (await gates()).map((one) => one.step);
  expect(open).toEqual(['shortlist']);
});
