/** A rehearsal as the people in it see it: one tab for everybody who acts. */
import type { Page } from 'playwright-core';
import { createApiClient, expectAnswer, type ApiClient, type Schemas } from '../../apps/api/client.js';
import { until } from '../support/poll.js';
import type { Window } from './browser.js';

export const ADMIN = { name: '演练管理员', email: 'admin@example.org', password: 'admin-password-1' };

/** From the one-time link that the start has printed to the signed-in console. */
export async function firstAdministrator(page: Page, printed: string): Promise<void> {
  await page.goto(/http:\/\/\S+\/link\/\S+/.exec(printed)?.[0] ?? '');
  await page.fill('#name', ADMIN.name);
  await page.fill('#email', ADMIN.email);
  await page.fill('#password', ADMIN.password);
  await page.fill('#again', ADMIN.password);
  await page.locator('form button').click();
  await signIn(page);
}

export async function signIn(page: Page): Promise<void> {
  await page.goto('/login');
  await page.fill('#email', ADMIN.email);
  await page.fill('#password', ADMIN.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/home');
}

type Role = Schemas['NewActor']['role'];
const BUTTON: Partial<Record<Role, string>> = { staff: '以项目办公室身份', leadership: '以党组、书记处身份', finance: '以财务人员身份', auditor: '以第三方评价机构身份', discipline: '以纪检人员身份', public: '以公众身份' };

export class Office {
  private readonly tabs = new Map<string, Page>();

  private constructor(readonly window: Window, readonly desk: Page, readonly id: string) {}

  /** Opens a rehearsal by the console's own page. */
  static async open(window: Window, desk: Page, programme: string, societies: number): Promise<Office> {
    await desk.goto('/x/rehearsals');
    const choice = desk.getByLabel('选择专项');
    await choice.locator('option', { hasText: programme }).first().waitFor({ state: 'attached' });
    await choice.selectOption({ label: (await choice.locator('option', { hasText: programme }).first().textContent()) ?? '' });
    await desk.getByLabel('学会数').fill(String(societies));
    await desk.getByRole('button', { name: '打开演练' }).click();
    await desk.waitForURL(/x\/rehearsals\/[a-z0-9-]+$/, { timeout: 60_000 });
    return new Office(window, desk, desk.url().split('/').at(-1) ?? '');
  }

  /** The same rehearsal from another browser. */
  static async join(window: Window, id: string): Promise<Office> {
    const desk = await window.open();
    await signIn(desk);
    return new Office(window, desk, id);
  }

  /** A rehearsal that is there already. */
  static at(window: Window, desk: Page, id: string): Office {
    return new Office(window, desk, id);
  }

  /** The tab of somebody; a society or an expert by name. */
  async as(role: Role, who?: string): Promise<Page> {
    const key = `${role} ${who ?? ''}`;
    const known = this.tabs.get(key);
    if (known !== undefined) {
      // A tab behind another one draws nothing, and waits for it.
      await known.bringToFront();
      return known;
    }
    const tab = await this.window.open();
    await tab.goto(`/x/rehearsals/${this.id}`);
    const plain = BUTTON[role];
    if (plain !== undefined) await tab.getByRole('button', { name: plain }).click();
    else {
      const society = role === 'society';
      await tab.getByLabel(society ? /^学会/ : /^专家/).selectOption({ label: who ?? '' });
      await tab.getByRole('button', { name: society ? '以该学会身份' : '以该专家身份' }).click();
    }
    await tab.locator('.rehearsal-banner').waitFor();
    this.tabs.set(key, tab);
    return tab;
  }

  /** On to the next instant at which something is due, or at most to the end of a day. */
  async step(day?: string): Promise<void> {
    await this.desk.bringToFront();
    const bar = this.desk.locator('.clock-bar');
    const told = bar.getByRole('status');
    if (day !== undefined) await bar.getByLabel('到').fill(day);
    for (let n = 0; n < 6; n += 1) {
      await bar.getByRole('button', { name: day === undefined ? '到下一个时点' : '前进' }).click();
      await until(async () => (await told.textContent()) !== '' && (await bar.locator('.ant-btn-loading').count()) === 0, { timeoutMs: 40_000, what: 'the clock has answered' });
      if ((await told.textContent())?.startsWith('现在') === true) return;
    }
    throw new Error(`the clock does not go on: ${String(await told.textContent())}`);
  }

  /** Reads as somebody, to know what to type. */
  async reader(role: Role, who?: string): Promise<ApiClient> {
    const tab = await this.as(role, who);
    const kept = await tab.evaluate<string>(`sessionStorage.getItem('xuehui.acting')`);
    const { token } = JSON.parse(kept) as { token: string };
    return createApiClient({ baseUrl: new URL(tab.url()).origin, token, locale: 'zh' });
  }

  /** All that can be done now, by whomever. */
  async owed(): Promise<Schemas['Task'][]> {
    const { now } = await expectAnswer((await this.reader('staff')).GET('/api/v1/me'));
    const { items } = await expectAnswer((await this.reader('staff')).GET('/api/v1/tasks', { params: { query: { state: 'open', whose: 'all', limit: 500 } } }));
    return items.filter(({ opensAt, suspended }) => Date.parse(opensAt) <= Date.parse(now) && !suspended);
  }
}

/** Programme, numbers, preview, launch; the round's id. */
export async function launch(office: Office, tiers: Record<string, string>): Promise<string> {
  const staff = await office.as('staff');
  await staff.getByRole('link', { name: '发起轮次' }).click();
  await staff.getByRole('button', { name: '用这个专项发起：世界一流学会建设项目' }).click();
  await staff.fill('#planned', String(Object.values(tiers).reduce((sum, count) => sum + Number(count), 0)));
  for (const [tier, count] of Object.entries(tiers)) await staff.fill(`#tier-${tier}`, count);
  await staff.fill('#reason', '演练：小规模');
  await staff.getByRole('button', { name: '预览全部期限与提醒' }).click();
  await staff.getByRole('button', { name: '发起轮次' }).click();
  await staff.getByRole('dialog').getByRole('button', { name: '发起轮次' }).click();
  await staff.waitForURL(/w\/rounds\/[0-9a-f-]{36}$/);
  return staff.url().split('/').at(-1) ?? '';
}

/** Answers the dialog that is open, by its own button. */
export async function confirm(page: Page, name: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name }).click();
  const refused = dialog.getByRole('alert');
  await Promise.race([dialog.waitFor({ state: 'detached' }), refused.first().waitFor()]).catch(() => undefined);
  if ((await refused.count()) > 0) throw new Error(`refused: ${await refused.first().innerText()}`);
  await dialog.waitFor({ state: 'detached' });
}
