/**
 * The live realm on real time: the system as `npm start` runs it, a round whose deadlines lie seconds ahead, every act over
 * HTTP, every letter through SMTP. It goes from the first administrator's link to a reminder about the task book.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../domain/calendar/beijing.js';
import { until } from '../support/poll.js';
import { startStack, type Answer, type Stack } from '../support/stack.js';

const SOCIETIES = 4;
const root = path.resolve(import.meta.dirname, '../..');
let stack: Stack;
let tokens: Record<string, string>;
beforeAll(async () => {
  stack = await startStack();
  tokens = await people();
}, 120_000);
afterAll(() => stack.stop());

test('a round on the live clock: deadlines seal by themselves, letters and a reminder arrive by mail', async () => {
  const staff = tokens.staff ?? '';
  const soon = plan();
  const { round, societies } = await launch(staff, soon);

  for (const [index, society] of societies.entries()) {
    const task = await taskOf(society.token, 'indicators');
    const values = soon.indicators.map((indicator, n) => ({ indicator: indicator.key, value: n < 6 * (index + 1) ? indicator.best : indicator.last, evidence: '统计年报' }));
    expect(await submit(society.token, task, { kind: 'indicators', values })).toMatchObject({ status: 201 });
  }
  await decide(staff, `rounds/${round}/assessment/confirmation`, {});
  for (const society of societies) {
    const task = await taskOf(society.token, 'application');
    expect(await submit(society.token, task, { kind: 'form', content: soon.application })).toMatchObject({ status: 201 });
  }
  for (const application of await items(staff, `rounds/${round}/applications`)) await decide(staff, `applications/${String(application.id)}/decision`, { decision: 'accept' });

  const expertIds = await experts(staff, soon.groups);
  await decide(staff, `rounds/${round}/panel`, { expertIds: expertIds.map((expert) => expert.id) });
  for (const expert of expertIds) await submit(expert.token, await taskOf(expert.token, 'conflictDeclaration'), { kind: 'conflictDeclaration', conflicts: [] });
  const placed = new Map<string, number>();
  for (const expert of expertIds) {
    for (const task of await until(async () => orNone(await items(expert.token, `tasks?roundId=${round}&kind=score&state=open`)), { timeoutMs: 30_000, what: 'something to score' })) {
      const place = placed.get(String(task.applicationId)) ?? placed.size;
      placed.set(String(task.applicationId), place);
      expect(await submit(expert.token, task, { kind: 'score', entry: soon.entry(70 + place * 5) })).toMatchObject({ status: 201 });
    }
  }
  await decide(staff, `rounds/${round}/ranking/confirmation`, {});
  const list = await until(async () => (await items('', 'publicity'))[0], { what: 'the list is public' });
  expect(await stack.call('GET', `publicity/${String(list.stageId ?? list.id)}`)).toMatchObject({ status: 200 });
  await decide(tokens.leadership ?? '', `rounds/${round}/approval`, { minutes: '〔测试〕1号' }, 60_000);

  const first = await until(async () => (await items(staff, `projects?roundId=${round}`))[0], { timeoutMs: 30_000, what: 'projects' });
  expect(first).toMatchObject({ status: 'awarded' });
  const letters = await until(async () => {
    const subjects = await mailSubjects();
    return subjects.some((subject) => subject.includes('任务书') && /截止/.test(subject)) ? subjects : false;
  }, { timeoutMs: 150_000, everyMs: 500, what: 'the reminder about the task book' });
  expect(letters.filter((subject) => subject.includes('申报资格')).length).toBe(SOCIETIES);
}, 300_000);

/** Instants a few seconds apart; the reminder's minute is the next one but one, so that it lies behind the approval. */
function plan() {
  const now = Date.now();
  const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  const remindAt = Math.ceil((now + 75_000) / 60_000) * 60_000;
  const due = remindAt + 10 * 60_000;
  return {
    at, remindAt,
    dates: {
      'assessment.opens': at(-3_600), 'assessment.handIn.due': at(20), 'assessment.due': at(25), 'application.opens': at(25), 'application.due': at(40),
      'review.opens': at(40), 'review.conflictDeclaration.due': at(44), 'review.defence.due': at(55), 'review.scoring.due': at(59), 'review.due': at(60),
      'publicity.opens': at(60), 'publicity.due': at(66), 'approval.opens': at(66), 'approval.due': at(90), 'taskBook.opens': at(90), 'taskBook.due': new Date(due).toISOString(),
    },
    indicators: [] as { key: string; best: number; last: number }[],
    groups: [] as string[],
    application: {} as Record<string, unknown>,
    entry: (_points: number): unknown => ({}),
  };
}

async function people(): Promise<Record<string, string>> {
  const link = /https?:\/\/\S+\/link\/\S+/.exec(await until(() => /\/link\//.test(stack.output()) && stack.output()))?.[0] ?? '';
  const password = 'a long enough password 1';
  const form = new URLSearchParams({ name: '示例管理员', email: 'admin@example.org', password, again: password });
  expect((await fetch(link, { method: 'POST', body: form })).status).toBe(200);
  const base = stack.addresses.api;
  const signedIn = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify({ email: 'admin@example.org', password }),
  });
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const post = async (route: string, body: unknown) => {
    const response = await fetch(`${base}/api/v1/${route}`, {
      method: 'POST', headers: { cookie, origin: base, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    expect([route, response.status, answer]).toEqual([route, 201, answer]);
    return answer;
  };
  const tokenFor = async (email: string, roles: string[], societyId?: string) => {
    const { account } = (await post('accounts', { email, name: email, roles, machine: true, ...(societyId === undefined ? {} : { societyId }) })) as { account: { id: string } };
    return String((await post(`accounts/${account.id}/tokens`, { label: 'test', days: 1 })).token);
  };
  issue = tokenFor;
  tokenOfAccount = async (accountId) => String((await post(`accounts/${accountId}/tokens`, { label: 'test', days: 1 })).token);
  return { staff: await tokenFor('staff@example.org', ['staff']), leadership: await tokenFor('leadership@example.org', ['leadership']) };
}
let issue: (email: string, roles: string[], societyId?: string) => Promise<string>;

async function launch(staff: string, soon: ReturnType<typeof plan>) {
  const yaml = await readFile(path.join(root, 'programmes/world-class-2018.yaml'), 'utf8');
  const beijing = new Date(soon.remindAt + 8 * 3_600_000).toISOString().slice(11, 16);
  const source = yaml.replace("at: '09:00'", `at: '${beijing}'`).replace('key: world-class-2018', 'key: live-clock-test');
  const version = await created(staff, 'programmes', { source });
  const { definition } = (await stack.call('GET', `programmes/${String(version.id)}`, { token: staff })).body as { definition: Definition };
  Object.assign(soon, details(definition));
  const societies: { id: string; token: string }[] = [];
  for (let n = 1; n <= SOCIETIES; n += 1) {
    const society = await created(staff, 'societies', { code: `LIVE${n}`, name: `示例学会${n}`, disciplineGroup: soon.groups[0], email: `society${n}@example.org` });
    const id = String(society.id);
    const asOf = dayOf(Date.now());
    await created(staff, `societies/${id}/records`, { kind: 'partyOrganisation', value: { value: 'complete' }, asOf, document: '示例文件' });
    await created(staff, `societies/${id}/records`, { kind: 'cleanRecord', value: { value: 'none', period: { from: '2015-01-01', to: '2017-12-31' } }, asOf, document: '示例文件' });
    societies.push({ id, token: await issue(`s${n}@example.org`, ['society'], id) });
  }
  const settings = { dates: soon.dates, expertsPerApplication: 2, quota: { planned: 3, tiers: { tier1: 1, tier2: 1, tier3: 1 }, reason: '测试' } };
  const round = await created(staff, 'rounds', { programmeVersionId: version.id, name: '实时演练', settings });
  await decide(staff, `rounds/${String(round.id)}/launch`, {});
  return { round: String(round.id), societies };
}

interface Definition {
  disciplineGroups: { key: string }[];
  frame: Record<string, { key: string }[]>;
  stages: {
    type: string;
    indicators?: { key: string; bands: number[] }[];
    form?: { sections: { fields: Field[] }[] };
    sheet?: { criteria: { key: string; points: number }[]; passFail: { key: string }[] };
  }[];
}
interface Field {
  key: string;
  kind: string;
  required: boolean;
  tags?: string;
  options?: { key: string }[];
  minRows?: number;
  columns?: { key: string; kind: string }[];
}

function details(definition: Definition) {
  const stage = (type: string) => definition.stages.find((one) => one.type === type);
  const sheet = stage('expertReview')?.sheet;
  return {
    indicators: (stage('capabilityAssessment')?.indicators ?? []).map(({ key, bands }) => ({ key, best: bands[0] ?? 0, last: bands[3] ?? 0 })),
    groups: definition.disciplineGroups.map((group) => group.key),
    application: Object.fromEntries((stage('applicationWindow')?.form?.sections ?? []).flatMap((section) => section.fields).filter((field) => field.required).map((field) => [field.key, filled(field, definition)])),
    entry: (percent: number) => ({
      passFail: Object.fromEntries((sheet?.passFail ?? []).map(({ key }) => [key, true])),
      scores: Object.fromEntries((sheet?.criteria ?? []).map(({ key, points }) => [key, (points * percent) / 100])),
      suggestedTier: 'tier1',
      recusalConfirmed: true,
    }),
  };
}

function filled(field: Field, definition: Definition): unknown {
  switch (field.kind) {
    case 'number':
      return 1;
    case 'date':
      return '2018-10-20';
    case 'choice':
      return field.options?.[0]?.key;
    case 'tags':
      return (definition.frame[field.tags ?? ''] ?? []).map((tag) => tag.key);
    case 'commitment':
      return true;
    case 'table':
      return Array.from({ length: Math.max(1, field.minRows ?? 1) }, () => Object.fromEntries((field.columns ?? []).map((column) => [column.key, column.kind === 'number' ? 1 : '内容'])));
    default:
      return '示例内容';
  }
}

async function experts(staff: string, groups: string[]): Promise<{ id: string; token: string }[]> {
  const made: { id: string; token: string }[] = [];
  for (let n = 1; n <= 3; n += 1) {
    const expert = await created(staff, 'experts', { code: `E${n}`, name: `示例专家${n}`, disciplineGroup: groups[0], employer: '示例单位', maxLoad: 8, email: `expert${n}@example.org` });
    made.push({ id: String(expert.id), token: await tokenOfAccount(String(expert.accountId)) });
  }
  return made;
}

let tokenOfAccount: (accountId: string) => Promise<string>;

async function created(token: string, route: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await stack.call('POST', route, { token, body });
  expect([route, answer.status, answer.body]).toEqual([route, 201, answer.body]);
  return answer.body;
}

/** Decides as soon as the process is there: the deadline before it passes by itself. */
async function decide(token: string, route: string, body: unknown, timeoutMs = 45_000): Promise<void> {
  let last: Answer | undefined;
  await until(async () => {
    last = await stack.call('POST', route, { token, body });
    return last.status < 300;
  }, { timeoutMs, everyMs: 300, what: route }).catch((error: unknown) => {
    throw new Error(`${route}: ${JSON.stringify(last)}`, { cause: error });
  });
}

async function items(token: string, route: string): Promise<Record<string, unknown>[]> {
  const answer = await stack.call('GET', route, token === '' ? {} : { token });
  expect([route, answer.status]).toEqual([route, 200]);
  return answer.body.items as Record<string, unknown>[];
}

const orNone = <T>(list: T[]): T[] | false => (list.length > 0 ? list : false);

async function taskOf(token: string, kind: string): Promise<Record<string, unknown>> {
  return until(async () => {
    const [task] = await items(token, `tasks?kind=${kind}&state=open`);
    return task !== undefined && Date.parse(String(task.opensAt)) <= Date.now() && task;
  }, { timeoutMs: 45_000, everyMs: 300, what: `the task ${kind}` });
}

const submit = (token: string, task: Record<string, unknown>, body: unknown): Promise<Answer> => stack.call('POST', `tasks/${String(task.id)}/submission`, { token, body });

async function mailSubjects(): Promise<string[]> {
  const response = await fetch(`${stack.addresses.mailPage ?? ''}/messages.json`);
  return ((await response.json()) as { subject: string }[]).map((mail) => mail.subject);
}

