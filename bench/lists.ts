/**
 * A list of 10,000 societies: what a page of it costs the server beside a page of a list of 100, and how it turns in a real
 * browser: from the click to the rows that stand there, and the longest time in which the page did not answer.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { type ApiClient, createApiClient, expectAnswer } from '../apps/api/client.js';
import { median, quantile } from './measure.js';
import { table } from './results.js';
import { type BenchSystem, withSystem } from './system.js';

const MANY = 10_000;
const FEW = 100;
const READS = 60;
const TURNS = 30;
const AT_ONCE = 500;

export async function lists(): Promise<string> {
  return withSystem(async (system) => {
    const [many, few] = [await office(system, MANY), await office(system, FEW)];
    const [served, shown] = [await reads(many.client, few.client), await turns(system, many.token)];
    return [
      `A list of ${MANY} societies, 100 on a page, over HTTP as the console reads it; floor: the same of a list of ${FEW}. ${READS} of each one after the other, in turn; median in milliseconds.`,
      '', served, '',
      `In a real browser, ${TURNS} pages turned one after the other, then sorted by name: from the click to the rows that stand there, with the request; longest task: how long the page did not answer.`,
      '', shown,
    ].join('\n');
  });
}

/** Staff of a rehearsal with that many societies. */
async function office({ baseUrl, token }: BenchSystem, societies: number): Promise<{ client: ApiClient; token: string }> {
  const operator = createApiClient({ baseUrl, token, locale: 'zh' });
  const header = () => ({ 'Idempotency-Key': crypto.randomUUID() });
  const { id } = await expectAnswer(operator.POST('/api/v1/rehearsals', { params: { header: header() }, body: { label: `${societies}`, seed: '1', startAt: '2018-09-14T01:00:00.000Z' } }));
  const actor = await expectAnswer(operator.POST('/api/v1/rehearsals/{id}/actors', { params: { path: { id }, header: header() }, body: { role: 'staff', n: 1 } }));
  const client = createApiClient({ baseUrl, token: actor.token, locale: 'zh' });
  for (let from = 0; from < societies; from += AT_ONCE) {
    const plans = Array.from({ length: Math.min(AT_ONCE, societies - from) }, (_, n) => society(from + n));
    await expectAnswer(client.POST('/api/v1/societies/import', { params: { header: header() }, body: { societies: plans } }));
  }
  return { client, token: actor.token };
}

/** The order of codes is not that of names. */
const society = (n: number) => ({
  code: `B${String(n).padStart(6, '0')}`, name: `演练学会第${String((n * 7919) % 10_007)}号`, disciplineGroup: 'science', email: `b${n}@bench.invalid`, contact: '演练', phone: '', authority: 'CAST' as const, records: [],
});

type Query = { cursor?: string; sort?: 'name' | '-name'; search?: string };

async function reads(many: ApiClient, few: ApiClient): Promise<string> {
  const read = (client: ApiClient, query: Query) => expectAnswer(client.GET('/api/v1/societies', { params: { query: { limit: 100, ...query } } }));
  const middle = await cursorAt(many, 50);
  const asked: [string, Query][] = [['first page', {}], ['page 51', { cursor: middle }], ['first page by name', { sort: 'name' }], ['last page by name', { sort: '-name' }], ['search', { search: '第42' }]];
  const rows: (string | number)[][] = [];
  for (const [name, query] of asked) {
    const took: Record<'many' | 'few', number[]> = { many: [], few: [] };
    for (let n = 0; n < READS; n += 1) {
      took.few.push(await timed(() => read(few, {})));
      took.many.push(await timed(() => read(many, query)));
    }
    rows.push([name, median(took.few).toFixed(1), median(took.many).toFixed(1), (median(took.many) / median(took.few)).toFixed(2)]);
  }
  return table(['read', `of ${FEW} ms`, `of ${MANY} ms`, 'ratio'], rows);
}

async function cursorAt(client: ApiClient, page: number): Promise<string> {
  let cursor: string | undefined;
  for (let n = 0; n < page; n += 1) {
    const { next } = await expectAnswer(client.GET('/api/v1/societies', { params: { query: { limit: 100, cursor } } }));
    cursor = next ?? cursor;
  }
  return cursor ?? '';
}

async function turns({ baseUrl }: BenchSystem, token: string): Promise<string> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ baseURL: baseUrl, locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(`sessionStorage.setItem('xuehui.acting', ${JSON.stringify(JSON.stringify({ rehearsal: 'bench', label: 'bench', role: 'staff', token }))})`);
    await page.goto('/w/societies');
    await page.locator('.list-table tbody tr').nth(99).waitFor();
    await page.evaluate(`window.longest = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration); }).observe({ type: 'longtask' });`);
    const turning: number[] = [];
    for (let n = 0; n < TURNS; n += 1) turning.push(await changed(page, () => page.getByRole('button', { name: '下一页' }).click()));
    const sorting = await changed(page, () => page.getByRole('button', { name: /^学会/ }).first().click());
    const longest = await page.evaluate<number>('window.longest');
    const rows = await page.locator('.list-table tbody tr').count();
    return table(['act', 'median ms', 'slowest ms', 'longest task ms', 'rows in the page'], [
      ['a page turned', median(turning).toFixed(0), quantile(turning, 1).toFixed(0), longest.toFixed(0), rows], ['sorted by name', sorting.toFixed(0), sorting.toFixed(0), '', rows],
    ]);
  } finally {
    await browser.close();
  }
}

/** Until another row stands first. */
async function changed(page: Page, act: () => Promise<void>): Promise<number> {
  const first = await page.locator('.list-table tbody tr').first().innerText();
  const begun = performance.now();
  await act();
  await page.evaluate(`new Promise((done) => {
    const look = () => (document.querySelector('.list-table tbody tr')?.innerText !== ${JSON.stringify(first)} && document.querySelector('[aria-busy=true]') === null ? done() : requestAnimationFrame(look));
    look();
  })`);
  return performance.now() - begun;
}

/** An installed Chromium, else the one that comes as a package. */
async function openBrowser(): Promise<Browser> {
  const installed = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  return chromium.launch({ executablePath: installed ?? (await (await import('@sparticuz/chromium')).default.executablePath()), args: ['--no-sandbox'] });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
