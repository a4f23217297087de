import { randomUUID } from 'node:crypto';
import { createApiClient, type Schemas } from '../../api/client.js';
import { chanceOf } from '../../../rehearsal/chance.js';
import { attach } from '../../../rehearsal/documents.js';
import { fillForm } from '../../../rehearsal/filling.js';
import { ask, header, insist } from '../../../rehearsal/session.js';
import type { Arguments } from './arguments.js';
import { tokenOf } from './actors.js';
import type { Connection } from './connection.js';
import { CannotRehearse } from './programme.js';
import { both, plain, sayDeadline, show } from './say.js';

type Rehearsal = Schemas['Rehearsal'];

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * `act --as WHO tasks`: what WHO owes. `act --as WHO submit KIND`: hands in a sample for the first open task of that kind.
 * `act --as WHO METHOD PATH [JSON]`: any request of the API, below /api/v1/.
 */
export async function act(connection: Connection, rehearsal: Rehearsal, given: Arguments): Promise<void> {
  const [, verb = 'tasks', ...rest] = given.words;
  const { token } = await tokenOf(connection, rehearsal.id, await actorOf(connection, rehearsal, given.as ?? 'staff'));
  if (METHODS.has(verb)) await request(connection, token, verb, rest);
  else if (verb === 'submit') await submit(connection, rehearsal, token, rest[0] ?? '');
  else await tasks(connection, token);
}

async function actorOf(connection: Connection, { id }: Rehearsal, who: string): Promise<Schemas['NewActor']> {
  const [role = '', code] = who.split(':');
  if (role === 'society' && code !== undefined) return { role, n: 1, societyId: await idOf(connection, id, 'societies', code) };
  if (role === 'expert' && code !== undefined) return { role, n: 1, expertId: await idOf(connection, id, 'experts', code) };
  const known = ['staff', 'leadership', 'auditor', 'public', 'discipline', 'finance', 'administrator'] as const;
  const plain = known.find((one) => one === role);
  if (plain === undefined) throw new CannotRehearse(both('rehearse.noActor', { who }));
  return { role: plain, n: code === undefined ? 1 : Number(code) };
}

/** The office knows everybody's code. */
async function idOf(connection: Connection, rehearsal: string, list: 'societies' | 'experts', code: string): Promise<string> {
  const { token } = await tokenOf(connection, rehearsal, { role: 'staff', n: 1 });
  const { GET } = createApiClient({ baseUrl: connection.baseUrl, token });
  const query = { params: { query: { search: code } } };
  const { items } = list === 'societies' ? await ask(() => GET('/api/v1/societies', query)) : await ask(() => GET('/api/v1/experts', query));
  const found = items.find((item) => item.code === code);
  if (found === undefined) throw new CannotRehearse(both('rehearse.noActor', { who: code }));
  return found.id;
}

async function openTasks({ baseUrl }: Connection, token: string): Promise<Schemas['Task'][]> {
  const client = createApiClient({ baseUrl, token });
  return (await ask(() => client.GET('/api/v1/tasks', { params: { query: { state: 'open', limit: 500 } } }))).items;
}

async function tasks(connection: Connection, token: string): Promise<void> {
  for (const { kind, name, dueAt, societyName } of await openTasks(connection, token)) {
    show(plain('rehearse.task', { kind, name: [name.zh, societyName ?? ''].join(' '), due: sayDeadline(Date.parse(dueAt)) }));
  }
}

async function submit(connection: Connection, { seed }: Rehearsal, token: string, kind: string): Promise<void> {
  const open = await openTasks(connection, token);
  const task = open.find((one) => one.kind === kind);
  if (task === undefined) throw new CannotRehearse(both('rehearse.noTask', { kind, kinds: [...new Set(open.map((one) => one.kind))].join('、') }));
  const client = createApiClient({ baseUrl: connection.baseUrl, token });
  const detail = await ask(() => client.GET('/api/v1/tasks/{id}', { params: { path: { id: task.id } } }));
  const written = sample(detail, seed);
  const body = written.kind === 'form' && detail.asks?.what === 'form' ? { ...written, content: await attach({ accountId: '', client }, detail.asks.form, written.content) } : written;
  const receipt = await insist(randomUUID(), (key) => client.POST('/api/v1/tasks/{id}/submission', { params: { path: { id: task.id }, header: header(key) }, body }));
  show(both('rehearse.receipt', { kind, receipt: receipt.receipt }));
}

/** Something that the form takes. */
function sample({ asks, societyCode, societyName, step, kind }: Schemas['TaskDetail'], seed: string): Schemas['Submission'] {
  const chance = chanceOf(seed);
  const code = societyCode ?? '';
  switch (asks?.what) {
    case 'indicators':
      return { kind: 'indicators', values: asks.indicators.map(({ key, evidence }) => ({ indicator: key, value: Math.round(chance(code, key) * 100), evidence: evidence.zh })) };
    case 'form':
      return { kind: 'form', content: fillForm({ form: asks.form, code, name: societyName ?? code, step, chance, score: 85 }) };
    case 'conflictDeclaration':
      return { kind: 'conflictDeclaration', conflicts: [] };
    case 'score': {
      const { criteria, passFail, tiers } = asks.sheet;
      const scores = Object.fromEntries(criteria.map(({ key, points }) => [key, Math.round(points * 80) / 100]));
      return {
        kind: 'score',
        entry: { passFail: Object.fromEntries(passFail.map(({ key }) => [key, true])), scores, reasons: {}, recusalConfirmed: true, ...(tiers[0] ? { suggestedTier: tiers[0].key } : {}) },
      };
    }
    default:
      throw new CannotRehearse(both('rehearse.noTask', { kind, kinds: '' }));
  }
}

/** Whatever the API answers, also a refusal, is shown as it is. */
async function request({ baseUrl }: Connection, token: string, method: string, [path = '', body]: string[]): Promise<void> {
  const answer = await fetch(`${baseUrl}/api/v1/${path.replace(/^\/?(api\/v1\/)?/, '')}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  show(`${answer.status}`);
  if (text !== '') show(JSON.stringify(JSON.parse(text), null, 2));
  if (!answer.ok) process.exitCode = 1;
}
