/** Pages that a round of world-class-2018 has none of: what was collected, cases of sanctions, what a rehearsal ended with. */
import type { Browser, Page } from 'playwright-core';
import { expectAnswer } from '../../apps/api/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { openBrowser, openWindow, type Window } from './browser.js';
import { firstAdministrator, Office } from './office.js';
import { faultsHere, faultsOfAll, LOCALES, speak } from './sweep.js';

const SOCIETIES = 12;

let stack: Stack;
let browser: Browser;
let window: Window;
let desk: Page;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  window = await openWindow(browser, stack.addresses.api);
  desk = await window.open();
  await firstAdministrator(desk, stack.output());
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

/** Played to its end at the press of a button; the page of the job, and the rehearsal as people in it see it. */
async function played(programme: RegExp): Promise<{ job: string; office: Office; round: string }> {
  // The language is the browser’s, whoever chose it last.
  await speak(desk, 'zh-CN');
  await desk.goto('/w/programmes');
  await desk.getByRole('link', { name: programme }).first().click();
  await desk.getByRole('button', { name: '自动演练' }).click();
  await desk.getByRole('dialog').getByLabel(/^学会数/).fill(String(SOCIETIES));
  await desk.getByRole('dialog').getByRole('button', { name: '自动演练' }).click();
  await desk.waitForURL(/w\/jobs\/[0-9a-f-]{36}$/);
  const job = new URL(desk.url()).pathname;
  await desk.getByText('全部核对相符。').waitFor({ timeout: 240_000 });
  const to = (await desk.locator('a[href^="/x/rehearsals/"]').first().getAttribute('href')) ?? '';
  const office = Office.at(window, desk, to.split('/').at(-1) ?? '');
  const { items } = await expectAnswer((await office.reader('staff')).GET('/api/v1/rounds', { params: { query: {} } }));
  return { job, office, round: items[0]?.id ?? '' };
}

/** How the job and its rehearsal are told, with the figures in the words of the programme. */
async function told(office: Office, job: string): Promise<string[]> {
  const faults: string[] = [];
  for (const locale of LOCALES) {
    faults.push(...(await faultsOfAll(desk, locale, 'desk-played', [job])));
    await desk.goto(`/x/rehearsals/${office.id}`);
    await desk.getByRole('button', { name: locale === 'en' ? 'Compute the result' : '统计结果' }).click();
    faults.push(...(await faultsHere(desk, `${locale}-desk-${office.id}-result`)));
  }
  await speak(desk, 'zh-CN');
  return faults;
}

test('what was collected, society by society', async () => {
  const { job, office, round } = await played(/规范管理/);
  const faults = await told(office, job);
  const staff = await office.as('staff');
  await staff.goto(`/w/rounds/${round}`);
  await staff.locator('a[href*="/collections/"]').first().waitFor();
  const collections = await staff.evaluate<string[]>(`[...document.querySelectorAll('a[href*="/collections/"]')].map((link) => link.getAttribute('href'))`);
  expect(collections).not.toEqual([]);
  for (const locale of LOCALES) {
    faults.push(...(await faultsOfAll(staff, locale, 'staff-materials', [`/w/rounds/${round}`, ...collections, `/w/rounds/${round}/decisions`])));
    // What was found stands below its row.
    await staff.goto(collections[0] ?? '');
    await staff.locator('tbody button[aria-expanded=false]').first().click();
    faults.push(...(await faultsHere(staff, `${locale}-staff-materials-open`)));
  }
  expect(faults).toEqual([]);
}, 400_000);

test('cases of sanctions, as everybody concerned reads them', async () => {
  const { job, office, round } = await played(/武汉/);
  const faults = await told(office, job);
  const { items: cases } = await expectAnswer((await office.reader('discipline')).GET('/api/v1/sanctions', { params: { query: { roundId: round } } }));
  const revoked = cases.find(({ outcome }) => outcome === 'revoked');
  expect(cases.map(({ outcome }) => outcome).sort()).toEqual(['dismissed', 'revoked']);
  const own = `/sanctions/${revoked?.id ?? ''}`;
  // Tabs are opened in Chinese; the language is the browser’s.
  for (const who of ['discipline', 'leadership', 'finance', 'staff'] as const) await office.as(who);
  for (const locale of LOCALES) {
    faults.push(...(await faultsOfAll(await office.as('discipline'), locale, 'discipline-case', ['/home', '/w/sanctions', ...cases.map(({ id }) => `/sanctions/${id}`)])));
    faults.push(...(await faultsOfAll(await office.as('society', revoked?.society.name), locale, 'society-case', ['/home', '/s/profile', own, `/why/clawback/${revoked?.id ?? ''}`])));
    // The others read the same page, each with the acts that are theirs.
    for (const who of ['leadership', 'finance', 'staff'] as const) faults.push(...(await faultsOfAll(await office.as(who), locale, `${who}-case`, [own])));
  }
  expect(faults).toEqual([]);
  expect(window.complaints).toEqual([]);
}, 400_000);
