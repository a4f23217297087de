/** A complete small round, driven through the browser only: from the one-time link to the first annual verdict; then every page is swept. */
import type { Browser, Page } from 'playwright-core';
import { expectAnswer, type Schemas } from '../../apps/api/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { decide, handIn } from './acting.js';
import { openBrowser, openWindow, type Window } from './browser.js';
import { confirm, firstAdministrator, launch, Office } from './office.js';
import { faultsHere, faultsOf, faultsOfAll, LOCALES, speak } from './sweep.js';

type Task = Schemas['Task'];
const SOCIETIES = 3;

let stack: Stack;
let browser: Browser;
let window: Window;
let desk: Page;
let office: Office;
let round: string;
/** What was wrong with pages that are there only at their time. */
const faults: string[] = [];
/** The public page of the list. */
let posted = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  window = await openWindow(browser, stack.addresses.api);
  desk = await window.open();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('a newcomer becomes the administrator and opens a rehearsal', async () => {
  await firstAdministrator(desk, stack.output());
  office = await Office.open(window, desk, '世界一流学会建设项目', SOCIETIES);
  expect(office.id).not.toBe('');
});

test('staff launch a round after a preview of every deadline', async () => {
  round = await launch(office, { tier1: '1', tier2: '1', tier3: '0' });
  const staff = await office.as('staff');
  await staff.locator('.sentence', { hasText: '能力评估' }).waitFor();
});

test('everybody does their part until the first verdict', async () => {
  const leadership = await office.as('leadership');
  for (let n = 0; n < 120; n += 1) {
    const owed = await office.owed();
    const verdict = owed.find(({ kind }) => kind === 'verdict');
    if (verdict !== undefined) {
      await decide(leadership, verdict.projectId ?? '', 'continue', '演练纪要〔2019〕1号');
      break;
    }
    if (!(await workOff(owed))) {
      const from = performance.now();
      await office.step();
      if (process.env.VERBOSE) process.stdout.write(`   step ${Math.round(performance.now() - from)}\n`);
    }
  }
  await leadership.reload();
  expect(await leadership.getByText('继续支持').first().textContent()).toContain('继续支持');
}, 400_000);

/** What can be done now; false when only the clock helps. */
async function workOff(owed: Task[]): Promise<boolean> {
  for (const task of owed) {
    if (await act(task).catch(async (error: unknown) => { if (process.env.SHOT) for (const [n, tab] of window.context.pages().entries()) await tab.screenshot({ path: `${process.env.SHOT}-${n}.png` }); throw error; })) return true;
  }
  return false;
}

async function act(task: Task): Promise<boolean> {
  if (process.env.VERBOSE) process.stdout.write(`${Math.round(performance.now() / 1000)}  ${task.role} ${task.kind} ${task.step} ${task.societyName ?? ''}\n`);
  if (task.role === 'auditor' && !appointed) await appoint();
  const form = !(task.kind in DECISIONS) && task.kind !== 'countersignature';
  if (form && task.role === 'society') await handIn(office, task, 'society', task.societyName ?? '', looker(task));
  else if (form && (task.role === 'staff' || task.role === 'finance' || task.role === 'auditor')) await handIn(office, task, task.role, undefined, looker(task));
  else if (task.role === 'expert' || task.role === 'groupLeader') await handIn(office, task, 'expert', await expertOf(task), looker(task));
  else if (task.kind === 'countersignature') await decide(await office.as('staff'), task.projectId ?? '', 'sign');
  else return (await DECISIONS[task.kind]?.(task)) ?? false;
  return true;
}

const looked = new Set<string>();

/** The first form of each kind is looked at as the person finds it. */
function looker({ role, kind }: Task): ((tab: Page) => Promise<void>) | undefined {
  if (looked.has(kind)) return undefined;
  looked.add(kind);
  return async (tab) => {
    faults.push(...(await faultsHere(tab, `zh-CN-${role}-form-${kind}`)));
    await speak(tab, 'en');
    faults.push(...(await faultsOf(tab, tab.url(), `en-${role}-form-${kind}`, { axe: false })));
    await speak(tab, 'zh-CN');
    await tab.reload();
    await tab.locator('.big-submit').waitFor();
  };
}

let appointed = false;

async function appoint(): Promise<void> {
  const staff = await page('staff', `/w/projects?round=${round}`);
  await staff.getByRole('button', { name: /^委托审计/ }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel(/^第三方评价机构/).selectOption({ index: 1 });
  for (const [label, text] of [[/^审计机构/, '演练会计师事务所'], [/^委托协议编号/, '演练协议1号'], [/^独立性声明/, '演练：与各学会无利害关系']] as const) await dialog.getByLabel(label).fill(text);
  await staff.getByRole('button', { name: '先看后果' }).click();
  await confirm(staff, /^委托审计/);
  appointed = true;
}

async function expertOf(task: Task): Promise<string> {
  const { items } = await expectAnswer((await office.reader('staff')).GET('/api/v1/experts', { params: { query: { limit: 500 } } }));
  return items.find(({ accountId }) => accountId === task.accountId)?.name ?? '';
}

/** Decisions of the office and the leadership, each on its own page; false when it is too early. */
const DECISIONS: Record<string, (task: Task) => Promise<boolean>> = {
  async confirmShortlist() {
    const staff = await page('staff', `/w/rounds/${round}/assessment`);
    const button = staff.getByRole('button', { name: '确认入围名单' });
    if ((await button.count()) === 0) return false;
    await button.click();
    await confirm(staff, '确认入围名单');
    return true;
  },
  async formalCheck(task) {
    const staff = await page('staff', `/w/applications/${task.applicationId ?? ''}`);
    await staff.getByRole('button', { name: '受理', exact: true }).click();
    await confirm(staff, '受理');
    return true;
  },
  async invitePanel() {
    const staff = await page('staff', `/w/rounds/${round}/experts`);
    await staff.getByRole('button', { name: '公布抽取种子' }).click();
    const dialog = staff.getByRole('dialog');
    await dialog.getByLabel(/^抽取种子/).fill('2018-10-29');
    await dialog.getByLabel(/^监督人/).fill('演练监督人');
    await dialog.getByLabel(/抽取人数/).first().fill('5');
    await confirm(staff, '公布抽取种子');
    await staff.getByRole('button', { name: '抽取', exact: true }).click();
    await confirm(staff, '抽取');
    await staff.getByText('种子 2018-10-29').first().waitFor();
    await staff.reload();
    await staff.getByRole('button', { name: '邀请专家' }).click();
    await confirm(staff, '邀请专家');
    return true;
  },
  async confirmRanking() {
    const staff = await page('staff', `/w/rounds/${round}/ranking`);
    const button = staff.getByRole('button', { name: '确认排序与分档' });
    if ((await button.count()) === 0) return false;
    await button.click();
    await staff.getByRole('button', { name: '先看后果' }).click();
    await confirm(staff, '确认排序与分档');
    return true;
  },
  async confirmPosting() {
    const staff = await page('staff', `/w/rounds/${round}/publicity`);
    await staff.getByRole('button', { name: '发布公示' }).click();
    await staff.getByRole('dialog').getByLabel(/^涉密/).selectOption('yes');
    await confirm(staff, '发布公示');
    await objectOnce();
    await answerObjection();
    return true;
  },
  async approval() {
    const leadership = await page('leadership', `/approvals/${round}`);
    const button = leadership.getByRole('button', { name: /^审定通过/ });
    if ((await button.count()) === 0) return false;
    await button.click();
    await leadership.getByRole('dialog').getByLabel(/^会议纪要编号/).fill('演练纪要〔2018〕9号');
    await confirm(leadership, /^审定通过/);
    return true;
  },
};

/** Anybody, without an account: reads the list, objects by name, and looks the receipt up. */
async function objectOnce(): Promise<void> {
  // Posted before, it is open from the programme's day on.
  await office.step('2018-11-07');
  const anybody = await office.as('public');
  await anybody.goto('/');
  await anybody.getByRole('link', { name: '查看名单' }).click();
  await anybody.getByLabel('异议理由').waitFor();
  posted = new URL(anybody.url()).pathname;
  faults.push(...(await faultsHere(anybody, 'zh-CN-public-publicity-open')));
  await anybody.getByLabel('对哪一家学会').selectOption({ index: 1 });
  await anybody.getByLabel('异议理由').fill('演练：对其中一项数据有疑问，请核查。');
  await anybody.getByLabel(/^您的姓名或单位/).fill('演练公众');
  await anybody.getByLabel(/^联系方式/).fill('public@rehearsal.invalid');
  await anybody.getByRole('button', { name: '提交异议' }).click();
  const receipt = /R\d{8}-\d{6,}/.exec(await anybody.locator('.notice.good').innerText())?.[0] ?? '';
  await anybody.goto('/verify');
  await anybody.getByLabel('回执编号').fill(receipt);
  await anybody.getByRole('button', { name: '查验' }).click();
  await anybody.getByText('确有此回执。').waitFor();
}

async function answerObjection(): Promise<void> {
  const staff = await page('staff', `/w/rounds/${round}/publicity`);
  await staff.getByRole('button', { name: '答复', exact: true }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel(/^认定/).selectOption('rejected');
  await dialog.getByLabel(/^答复内容/).fill('演练：经核查，所述情况不影响名单。');
  await confirm(staff, '答复');
}

async function page(role: 'staff' | 'leadership', at: string): Promise<Page> {
  const tab = await office.as(role);
  await tab.goto(at);
  await tab.locator('h1').waitFor();
  await tab.waitForLoadState('networkidle');
  return tab;
}

const NEXT_TO_ROUND = ['', '/assessment', '/applications', '/experts', '/defence', '/ranking', '/publicity', '/owing', '/mail', '/decisions'];

test.each(LOCALES)('every page, in %s: readable by everybody, without complaints, and its picture is kept', async (locale) => {
  const staff = await office.reader('staff');
  const { items: applications } = await expectAnswer(staff.GET('/api/v1/rounds/{id}/applications', { params: { path: { id: round }, query: {} } }));
  const { items: projects } = await expectAnswer(staff.GET('/api/v1/projects', { params: { query: {} } }));
  const { items: societies } = await expectAnswer(staff.GET('/api/v1/societies', { params: { query: {} } }));
  const { items: programmes } = await expectAnswer(staff.GET('/api/v1/programmes'));
  const { items: panel } = await expectAnswer(staff.GET('/api/v1/rounds/{id}/panel', { params: { path: { id: round } } }));
  const { items: audits } = await expectAnswer(staff.GET('/api/v1/audits'));
  const { items: tasks } = await expectAnswer(staff.GET('/api/v1/tasks', { params: { query: { whose: 'all', role: 'society', roundId: round, limit: 500 } } }));
  const society = societies.find(({ id }) => id === projects[0]?.society.id)?.name ?? '';
  const { items: done } = await expectAnswer(staff.GET('/api/v1/tasks', { params: { query: { whose: 'all', state: 'done', roundId: round, limit: 500 } } }));
  const handedIn = (...kinds: string[]): string[] => kinds.flatMap((kind) => done.filter((one) => one.kind === kind && (one.societyName === society || one.societyName === null)).slice(0, 1)).map(({ id }) => `/tasks/${id}`);
  const pages: [who: 'desk' | 'staff' | 'leadership' | 'society' | 'expert' | 'auditor' | 'public', at: string[]][] = [
    ['staff', ['/w', '/w/rounds', '/w/rounds/new', `/w/rounds/new?programme=${programmes[0]?.id ?? ''}`, ...NEXT_TO_ROUND.map((part) => `/w/rounds/${round}${part}`), `/w/applications/${applications[0]?.id ?? ''}`, '/w/projects', `/projects/${projects[0]?.id ?? ''}`,
      `/defence/${round}`, `/w/tasks/${(tasks.find(({ state }) => state === 'open') ?? tasks[0])?.id ?? ''}/paper`, '/w/societies', `/w/societies/${societies[0]?.id ?? ''}`, `/w/societies/${societies[0]?.id ?? ''}/merge`, `/w/societies/${societies[0]?.id ?? ''}/merge?into=${societies[1]?.id ?? ''}`, '/w/experts', '/w/sanctions', '/w/stuck', '/w/jobs', '/w/mail', '/w/calendar', `/results/${round}`, `/disclosure/${round}`, '/w/programmes', `/w/programmes/${programmes[0]?.id ?? ''}`, `/why/finalRank/${applications[0]?.id ?? ''}`, '/x/audit']],
    ['leadership', ['/home', `/approvals/${round}`, '/account']],
    ['expert', ['/home', `/defence/${round}`]],
    ['auditor', ['/home', '/audits', `/audits/${audits[0]?.id ?? ''}`]],
    ['society', ['/home', `/defence/${round}`, '/s/profile', `/s/rounds/${round}`, '/s/projects', `/projects/${projects[0]?.id ?? ''}`, ...handedIn('assessmentFigures', 'application', 'selfEvaluation')]],
    ['public', ['/', posted, `/results/${round}`, `/disclosure/${round}`]],
    ['desk', ['/home', '/account', '/x/accounts', '/x/audit', '/x/health', '/x/rehearsals', `/x/rehearsals/${office.id}`, '/', '/verify', '/no-such-page']],
  ];
  for (const [who, at] of pages) {
    const tab = who === 'desk' ? desk : await office.as(who, { society, expert: panel.find(({ declaredAt }) => declaredAt !== null)?.expert.name }[who as string]);
    faults.push(...(await faultsOfAll(tab, locale, who, at)));
  }
  const stranger = await (await browser.newContext({ baseURL: stack.addresses.api, locale })).newPage();
  faults.push(...(await faultsOf(stranger, '/login', `${locale}-login`)));
  await stranger.context().close();
  await speak(desk, 'zh-CN');
  expect(faults).toEqual([]);
  expect(window.complaints).toEqual([]);
}, 300_000);
