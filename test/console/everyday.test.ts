/** What goes wrong on an ordinary day, in a real browser: a phone without a network, an expired login, more time, a stuck case, a refusal. */
import type { Browser, Page } from 'playwright-core';
import { expectAnswer, type Schemas } from '../../apps/api/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { openBrowser, openWindow, type Window } from './browser.js';
import { confirm, firstAdministrator, launch, Office } from './office.js';
import { faultsHere, faultsOf } from './sweep.js';

const SOCIETY = '演练学会 001';

let stack: Stack;
let browser: Browser;
let window: Window;
let phone: Window;
let desk: Page;
let office: Office;
let onPhone: Office;
let round: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  window = await openWindow(browser, stack.addresses.api);
  phone = await openWindow(browser, stack.addresses.api, { width: 375, height: 720 });
  desk = await window.open();
  await firstAdministrator(desk, stack.output());
  office = await Office.open(window, desk, '世界一流学会建设项目', 3);
  round = await launch(office, { tier1: '1', tier2: '1', tier3: '0' });
  onPhone = await Office.join(phone, office.id);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

async function figures(): Promise<Schemas['Task']> {
  for (let n = 0; n < 10; n += 1) {
    const found = (await office.owed()).find(({ kind, societyName }) => kind === 'indicators' && societyName === SOCIETY);
    if (found !== undefined) return found;
    await office.step();
  }
  throw new Error('no figures are owed');
}

test('a society on a phone: the network goes, and nothing is lost', async () => {
  const task = await figures();
  const tab = await onPhone.as('society', SOCIETY);
  await tab.goto(`/tasks/${task.id}`);
  const [value, evidence] = [tab.locator('input[id^=value-]').first(), tab.locator('input[id^=evidence-]').first()];
  await value.fill('612');
  await tab.getByText(/^已保存/).waitFor();
  await phone.context.setOffline(true);
  await evidence.fill('统计年报第 3 页');
  await tab.getByText(/^网络中断/).waitFor();
  await phone.context.setOffline(false);
  await tab.getByText(/^已保存/).waitFor();
  await tab.reload();
  await expect(value.inputValue()).resolves.toBe('612');
  await expect(evidence.inputValue()).resolves.toBe('统计年报第 3 页');
});

test('an expired login loses nothing: what was typed is kept here, and saved after signing in', async () => {
  const task = await figures();
  const tab = await onPhone.as('society', SOCIETY);
  await tab.goto(`/tasks/${task.id}`);
  const value = tab.locator('input[id^=value-]').nth(1);
  await tab.route('**/draft', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:xuehui:UNAUTHENTICATED', title: '请登录', status: 401, code: 'UNAUTHENTICATED' }) }));
  await value.fill('48');
  await tab.getByText(/^登录已过期/).waitFor();
  await tab.reload();
  await expect(value.inputValue()).resolves.toBe('48');
  await tab.unroute('**/draft');
  await tab.getByText(/^已保存/).waitFor();
});

test('the phone shows every page of a society without scrolling sideways', async () => {
  const task = await figures();
  const tab = await onPhone.as('society', SOCIETY);
  const faults: string[] = [];
  for (const [name, at] of [['home', '/home'], ['task', `/tasks/${task.id}`], ['profile', '/s/profile'], ['round', `/s/rounds/${round}`], ['projects', '/s/projects'], ['defence', `/defence/${round}`], ['start', '/']] as const) faults.push(...(await faultsOf(tab, at, `phone-${name}`)));
  expect(faults).toEqual([]);
  expect(phone.complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

test('the first load of a society’s home is below 350 kB of compressed scripts', async () => {
  const tab = await onPhone.as('society', SOCIETY);
  const fresh = await browser.newContext({ baseURL: stack.addresses.api, locale: 'zh-CN' });
  const page = await fresh.newPage();
  await page.addInitScript(`sessionStorage.setItem('xuehui.acting', ${JSON.stringify(await tab.evaluate<string>(`sessionStorage.getItem('xuehui.acting')`))})`);
  const scripts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto('/home');
  await page.getByText('报送能力评估数据').first().waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await fresh.close();
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(350_000);
});

test('more time: whom it concerns and which reminders move is shown before it is confirmed', async () => {
  const staff = await office.as('staff');
  await staff.goto(`/w/rounds/${round}`);
  await staff.getByRole('button', { name: '延期', exact: true }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel(/^新的最后一日/).fill('2018-10-22');
  await dialog.getByLabel(/^理由/).fill('演练：系统维护');
  await dialog.getByRole('button', { name: '先看后果' }).click();
  await dialog.getByText(/3 家学会/).first().waitFor();
  expect(await dialog.innerText()).toContain('2018年10月22日（周一）24:00');
  await confirm(staff, '延期');
  await staff.getByText('2018年10月22日（周一）24:00').first().waitFor();
});

test('what is stuck is a sentence, and can be acted upon with a reason', async () => {
  const staffReads = await office.reader('staff');
  for (let n = 0; n < 12; n += 1) {
    const { items } = await expectAnswer(staffReads.GET('/api/v1/stuck', { params: { query: {} } }));
    if (items.some(({ cause, actions }) => cause === 'overdue' && actions.includes('suspend'))) break;
    await office.step();
  }
  const staff = await office.as('staff');
  await staff.goto('/w/stuck');
  const row = staff.locator('.lines > .line', { has: staff.getByRole('button', { name: '暂停计时' }) }).first();
  expect(await row.locator('strong').first().innerText()).not.toBe('');
  await row.getByRole('button', { name: '暂停计时' }).click();
  await staff.getByRole('dialog').getByLabel(/^理由/).fill('演练：等待核查结果');
  await confirm(staff, '暂停计时');
  await staff.getByRole('button', { name: '恢复计时' }).first().click();
  await confirm(staff, '恢复计时');
  // Its deadline has moved by as long as it stood still: it is not overdue any more.
  await staff.getByRole('button', { name: '恢复计时' }).waitFor({ state: 'detached' });
});

test('an administrator invites; a second invitation of the same address is refused, and what was entered stays', async () => {
  await desk.bringToFront();
  const invite = async (): Promise<void> => {
    await desk.goto('/x/accounts');
    await desk.getByRole('button', { name: '邀请', exact: false }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(/^姓名/).fill('张演练');
    await dialog.getByLabel(/^电子邮箱/).fill('zhang@example.org');
    await dialog.getByLabel('项目办公室').check();
    await dialog.getByRole('button', { name: '邀请人员' }).click();
  };
  await invite();
  expect(await desk.locator('.notice.good code').innerText()).toMatch(/\/link\//);
  await invite();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('alert').waitFor();
  await expect(dialog.getByLabel(/^姓名/).inputValue()).resolves.toBe('张演练');
});

test('an amount is changed in a form, checked, and published as the next version; what was there stays, with its comments', async () => {
  const staff = await office.as('staff');
  await staff.goto('/w/programmes');
  await staff.getByRole('link', { name: /世界一流学会建设项目/ }).first().click();
  await staff.getByLabel('查找项目').fill('年度支持额度');
  const amount = staff.getByLabel('第一档 · 年度支持额度（元）');
  await amount.fill('3500000');
  await staff.getByText(/第一档 · 年度支持额度：3000000 → 3500000/).waitFor();
  await staff.getByRole('button', { name: '检查' }).click();
  await staff.getByText(/第 \d+ 版可以发布/).first().waitFor();
  const before = staff.url();
  await staff.getByRole('button', { name: /^发布第 \d+ 版/ }).click();
  await confirm(staff, /^发布第 \d+ 版/);
  await staff.waitForURL((url) => url.href !== before && url.pathname.startsWith('/w/programmes/'));
  await expect(staff.getByRole('textbox', { name: '专项文件' }).inputValue()).resolves.toContain('amountCents: 350000000');
  await expect(staff.getByRole('textbox', { name: '专项文件' }).inputValue()).resolves.toContain('# Source: document 000');
});

test('a rehearsal is played at the press of a button, with its progress, and is stopped', async () => {
  await desk.bringToFront();
  await desk.goto('/w/programmes');
  await desk.getByRole('link', { name: /学会改革工作要点/ }).first().click();
  await desk.getByRole('button', { name: '自动演练' }).click();
  await desk.getByRole('dialog').getByLabel(/^学会数/).fill('12');
  await desk.getByRole('dialog').getByRole('button', { name: '自动演练' }).click();
  await desk.waitForURL(/w\/jobs\/[0-9a-f-]{36}$/);
  await desk.locator('.sentence', { hasText: '演练时间' }).waitFor({ timeout: 60_000 });
  await desk.getByRole('button', { name: '停止' }).click();
  await confirm(desk, '停止');
  await desk.locator('.sentence', { hasText: '已停止' }).waitFor();
  expect(await faultsHere(desk, 'zh-CN-desk-w-jobs-id')).toEqual([]);
});
