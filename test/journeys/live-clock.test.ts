/**
 * The live realm on real time: the system as `npm start` runs it, a round whose deadlines lie seconds ahead, every act over
 * HTTP, every letter through SMTP. It goes from the first administrator's link to a reminder about the task book.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../domain/calendar/beijing.js';
import type { FormField } from '../../domain/programme/form.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme } from '../../domain/programme/schema.js';
import { until } from '../support/poll.js';
import { startStack, type Answer, type CallOptions, type Stack } from '../support/stack.js';

const SOCIETIES = 4;

/** By service token, or by session. */
type Who = Pick<CallOptions, 'token' | 'cookie'>;

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
  const { source, definition } = await programme();
  const soon = details(definition);
  await announceYears(staff);
  const { societies, panel } = await prepare(staff, soon.groups);
  const { remindAt, dates } = plan();
  const round = await launch(staff, await publish(staff, source, remindAt), dates);

  for (const [index, society] of societies.entries()) {
    const task = await taskOf(society.who, 'indicators');
    const values = soon.indicators.map((indicator, n) => ({ indicator: indicator.key, value: n < 6 * (index + 1) ? indicator.best : indicator.last, evidence: '统计年报' }));
    await handIn(society.who, task, { kind: 'indicators', values });
  }
  await decide(staff, `rounds/${round}/assessment/confirmation`, {});
  for (const society of societies) {
    const task = await taskOf(society.who, 'application');
    await handIn(society.who, task, { kind: 'form', content: soon.application });
  }
  for (const application of await items({ token: staff }, `rounds/${round}/applications`)) await decide(staff, `applications/${String(application.id)}/decision`, { decision: 'accept' });

  await decide(staff, `rounds/${round}/panel`, { expertIds: panel.map((expert) => expert.id), reason: '示例：定向邀请' });
  for (const expert of panel) await handIn(expert.who, await taskOf(expert.who, 'conflictDeclaration'), { kind: 'conflictDeclaration', conflicts: [] });
  const placed = new Map<string, number>();
  for (const expert of panel) {
    for (const task of await until(async () => orNone(await items(expert.who, `tasks?roundId=${round}&kind=score&state=open`)), { timeoutMs: 30_000, what: 'something to score' })) {
      const place = placed.get(String(task.applicationId)) ?? placed.size;
      placed.set(String(task.applicationId), place);
      await handIn(expert.who, task, { kind: 'score', entry: soon.entry(70 + place * 5) });
    }
  }
  const owed = await until(async () => orNone((await Promise.all(panel.map(async ({ who }) => (await items(who, `tasks?roundId=${round}&kind=groupSummary&state=open`)).map((task) => ({ who, task }))))).flat()), { timeoutMs: 90_000, what: 'an opinion is owed' });
  for (const { who, task } of owed) {
    const { candidates } = (await stack.call('GET', `tasks/${String(task.id)}`, who)).body.asks as { candidates: { applicationId: string; rank: number }[] };
    const ranking = [...candidates].sort((a, b) => a.rank - b.rank).map(({ applicationId }) => applicationId);
    await handIn(who, task, { kind: 'groupSummary', opinion: '同意', ranking, signed: true });
  }
  await decide(staff, `rounds/${round}/ranking/confirmation`, {});
  const coming = await until(async () => (await items({ token: staff }, 'publicity'))[0], { timeoutMs: 60_000, what: 'the list is ready to be posted' });
  await decide(staff, `publicity/${String(coming.stageId)}/posting`, { checked: true });
  const list = await until(async () => (await items({}, 'publicity'))[0], { what: 'the list is public' });
  expect(await stack.call('GET', `publicity/${String(list.stageId ?? list.id)}`)).toMatchObject({ status: 200 });
  await decide(tokens.leadership ?? '', `rounds/${round}/approval`, { minutes: '〔测试〕1号' }, 60_000);

  const first = await until(async () => (await items({ token: staff }, `projects?roundId=${round}`))[0], { timeoutMs: 30_000, what: 'projects' });
  expect(first).toMatchObject({ status: 'awarded' });
  const letters = await until(async () => {
    const subjects = (await mails()).map((mail) => mail.subject);
    return subjects.some((subject) => subject.includes('任务书') && /截止/.test(subject)) ? subjects : false;
  }, { timeoutMs: 90_000, everyMs: 300, what: 'the reminder about the task book' });
  expect(letters.filter((subject) => subject.includes('申报资格')).length).toBe(SOCIETIES);
}, 300_000);

/**
 * Instants a few seconds apart; reminders go out when the task book has been owed for some seconds. Around midnight in
 * Beijing its last day is the next one: then it is the reminder of the day before that falls on this instant.
 */
function plan() {
  const now = Date.now();
  const remindAt = now + 55_000;
  const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  return {
    remindAt,
    dates: {
      'assessment.opens': at(-60), 'assessment.handIn.due': at(8), 'assessment.due': at(9), 'application.opens': at(9), 'application.due': at(17),
      'review.opens': at(17), 'review.conflictDeclaration.due': at(35), 'review.defence.due': at(36), 'review.scoring.due': at(49), 'review.due': at(50),
      'publicity.opens': at(17), 'publicity.due': at(24), 'approval.opens': at(24), 'approval.due': at(100),
      'taskBook.opens': at(24), 'taskBook.due': new Date(remindAt + 10 * 60_000).toISOString(),
    },
  };
}

/** The first administrator comes by the printed link, and makes accounts for the others. */
async function people(): Promise<Record<string, string>> {
  const link = /https?:\/\/\S+\/link\/\S+/.exec(await until(() => /\/link\//.test(stack.output()) && stack.output()))?.[0] ?? '';
  const cookie = await stack.signUp(link, { email: 'admin@example.org', name: '示例管理员' });
  issue = async (email, roles, societyId) => {
    const made = await stack.call('POST', 'accounts', { cookie, body: { email, name: email, roles, machine: true, ...(societyId === undefined ? {} : { societyId }) } });
    expect([made.status, made.body]).toEqual([201, made.body]);
    const { id } = made.body.account as { id: string };
    return String((await stack.call('POST', `accounts/${id}/tokens`, { cookie, body: { label: 'test', days: 1 } })).body.token);
  };
  return { staff: await issue('staff@example.org', ['staff']), leadership: await issue('leadership@example.org', ['leadership']) };
}
let issue: (email: string, roles: string[], societyId?: string) => Promise<string>;

async function programme(): Promise<{ source: string; definition: Programme }> {
  const source = await readFile(path.join(root, 'programmes/world-class-2018.yaml'), 'utf8');
  const read = parseProgramme(source, 'world-class-2018.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { source, definition: read.programme };
}

/** Periods of working days must not stop at a year whose holidays nobody has announced when this runs. */
async function announceYears(staff: string): Promise<void> {
  const year = Number(dayOf(Date.now()).slice(0, 4));
  for (const one of [year, year + 1]) {
    if ((await stack.call('GET', `calendar/years/${one}`, { token: staff })).body.known === true) continue;
    await created(staff, 'calendar/notices', { year: one, documentNumber: '示例', issuedOn: dayOf(Date.now()), restDays: [`${one}-01-01`, `${one}-10-01`], workingDays: [] });
  }
}

/** The programme with reminders at that second of the day, Beijing. */
async function publish(staff: string, yaml: string, remindAt: number): Promise<string> {
  const beijing = new Date(remindAt + 8 * 3_600_000).toISOString().slice(11, 19);
  return String((await created(staff, 'programmes', { source: yaml.replace("at: '09:00'", `at: '${beijing}'`).replace('key: world-class-2018', 'key: live-clock-test') })).id);
}

/** Societies with clean records, and experts: everybody who is there before a round begins. */
async function prepare(staff: string, groups: string[]) {
  const one = async (n: number): Promise<{ id: string; who: Who }> => {
    const society = await created(staff, 'societies', { code: `LIVE${n}`, name: `示例学会${n}`, disciplineGroup: groups[0], email: `society${n}@example.org` });
    const id = String(society.id);
    const asOf = dayOf(Date.now());
    await created(staff, `societies/${id}/records`, { kind: 'partyOrganisation', value: { value: 'complete' }, asOf, document: '示例文件' });
    await created(staff, `societies/${id}/records`, { kind: 'cleanRecord', value: { value: 'none', period: { from: '2015-01-01', to: '2017-12-31' } }, asOf, document: '示例文件' });
    return { id, who: { token: await issue(`s${n}@example.org`, ['society'], id) } };
  };
  const [societies, panel] = await Promise.all([Promise.all(Array.from({ length: SOCIETIES }, (_, n) => one(n + 1))), experts(staff, groups)]);
  return { societies, panel };
}

async function launch(staff: string, version: string, dates: Record<string, string>): Promise<string> {
  const settings = { dates, expertsPerApplication: 2, quota: { planned: 3, tiers: { tier1: 1, tier2: 1, tier3: 1 }, reason: '测试' } };
  const round = await created(staff, 'rounds', { programmeVersionId: version, name: '实时演练', settings });
  await decide(staff, `rounds/${String(round.id)}/launch`, {});
  return String(round.id);
}

function details(definition: Programme) {
  const [assessment, application, review] = definition.stages;
  if (assessment?.type !== 'capabilityAssessment' || application?.type !== 'applicationWindow' || review?.type !== 'expertReview') throw new Error('unexpected programme');
  return {
    // What the authority records itself is not handed in.
    indicators: assessment.indicators.filter((indicator) => indicator.from === undefined).map(({ key, bands }) => ({ key, best: bands?.[0], last: bands?.[3] })),
    groups: definition.disciplineGroups.map((group) => group.key),
    application: Object.fromEntries(application.form.sections.flatMap((section) => section.fields).filter((field) => field.required).map((field) => [field.key, filled(field, definition)])),
    entry: (percent: number) => ({
      passFail: Object.fromEntries(review.sheet.passFail.map(({ key }) => [key, true])),
      scores: Object.fromEntries(review.sheet.criteria.map(({ key, points }) => [key, (points * percent) / 100])),
      suggestedTier: 'tier1',
      recusalConfirmed: true,
    }),
  };
}

function filled(field: FormField, definition: Programme): unknown {
  switch (field.kind) {
    case 'number':
      return 1;
    case 'date':
      return '2018-10-20';
    case 'choice':
      return field.options?.[0]?.key;
    case 'tags':
      return field.tags ? definition.frame[field.tags].map((tag) => tag.key) : [];
    case 'commitment':
      return true;
    case 'table':
      return Array.from({ length: Math.max(1, field.minRows ?? 1) }, () => Object.fromEntries((field.columns ?? []).map((column) => [column.key, column.kind === 'number' ? 1 : column.kind === 'date' ? '2018-12-31' : '内容'])));
    default:
      return '示例内容';
  }
}

/** An expert is invited by mail, follows the link in it and signs in. */
async function experts(staff: string, groups: string[]): Promise<{ id: string; who: Who }[]> {
  const made: { id: string; who: Who }[] = [];
  for (let n = 1; n <= 3; n += 1) {
    const email = `expert${n}@example.org`;
    const expert = await created(staff, 'experts', { code: `E${n}`, name: `示例专家${n}`, disciplineGroup: groups[0], employer: '示例单位', maxLoad: 8, email });
    const link = await until(async () => /https?:\/\/\S+\/link\/\S+/.exec((await mails(email))[0]?.text ?? '')?.[0], { timeoutMs: 30_000, what: `the invitation of ${email}` });
    made.push({ id: String(expert.id), who: { cookie: await stack.signUp(link, { email }) } });
  }
  return made;
}

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

async function items(who: Who, route: string): Promise<Record<string, unknown>[]> {
  const answer = await stack.call('GET', route, who);
  expect([route, answer.status]).toEqual([route, 200]);
  return answer.body.items as Record<string, unknown>[];
}

const orNone = <T>(list: T[]): T[] | false => (list.length > 0 ? list : false);

async function taskOf(who: Who, kind: string): Promise<Record<string, unknown>> {
  return until(async () => {
    const [task] = await items(who, `tasks?kind=${kind}&state=open`);
    return task !== undefined && Date.parse(String(task.opensAt)) <= Date.now() && task;
  }, { timeoutMs: 45_000, everyMs: 300, what: `the task ${kind}` });
}

async function handIn(who: Who, task: Record<string, unknown>, body: unknown): Promise<void> {
  const answer = await stack.call('POST', `tasks/${String(task.id)}/submission`, { ...who, body });
  expect([task.kind, answer.status, answer.body]).toEqual([task.kind, 201, answer.body]);
}

async function mails(to?: string): Promise<{ subject: string; text: string }[]> {
  const response = await fetch(`${stack.addresses.mailPage ?? ''}/messages.json${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`);
  return (await response.json()) as { subject: string; text: string }[];
}
