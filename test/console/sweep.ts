/** Looks at a page as it is served: accessibility on the real styles and policy, complaints of the browser, words, a picture. */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../apps/cli/local/root.js';
import { until } from '../support/poll.js';

const PICTURES = path.join(ROOT, '.cache', 'pictures');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

interface Found {
  violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** What is wrong with these pages as somebody sees them in a language; the structure, which is the same in both, is looked at once. */
export async function faultsOfAll(tab: Page, locale: Locale, who: string, addresses: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  await speak(tab, locale);
  // Opened anew the first time, as the language is read then; from there on one goes inside, as people do.
  let inside = false;
  for (const at of addresses) {
    // Tasks differ by what they ask for, not by their address.
    const n = at.startsWith('/tasks/') ? addresses.filter((other) => other.startsWith('/tasks/')).indexOf(at) + 1 : '';
    await (inside ? visit(tab, at) : tab.goto(at));
    inside = who !== 'public';
    faults.push(...(await faultsHere(tab, `${locale}-${who}${at.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/\W+/g, '-')}${n}`, { axe: locale === 'zh-CN' })));
  }
  return faults;
}

/** Goes to another page without loading the console once more, as a link does. */
export async function visit(tab: Page, at: string): Promise<void> {
  await tab.evaluate(`history.pushState({}, '', ${JSON.stringify(at)}), dispatchEvent(new PopStateEvent('popstate'))`);
  await tab.waitForURL((url) => url.href.endsWith(at));
  await tab.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
}

/** The language of what is opened from now on. */
export async function speak(tab: Page, locale: Locale): Promise<void> {
  await tab.bringToFront();
  await tab.evaluate(`localStorage.setItem('xuehui.locale', '${locale === 'en' ? 'en' : 'zh'}')`);
}

/** What is wrong with the page at this address; empty is good. */
export async function faultsOf(page: Page, at: string, name: string, options: { axe?: boolean } = {}): Promise<string[]> {
  await page.goto(at);
  return faultsHere(page, name, options);
}

/** What is wrong with the page that is open. */
export async function faultsHere(page: Page, name: string, { axe = true }: { axe?: boolean } = {}): Promise<string[]> {
  await page.locator('h1').first().waitFor();
  await settled(page);
  const at = new URL(page.url()).pathname;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
  const violations = axe ? await violationsOf(page) : [];
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => `${at} ${id} ${target.join(' ')} ${failureSummary ?? ''}`)),
    ...(wide > 1 ? [`${at} is ${wide} px wider than its window`] : []),
    ...(await page.evaluate<string[]>(KEYS)).map((key) => `${at} says “${key}”, which is a key and not a word`),
  ];
}

/** Keys of ours (`taskBook`, `fact.score`) and numbers of records where people should find words; what is marked as code may be one. */
const KEYS = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const keys = new Set();
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (parentElement?.closest('code, pre, script, style, textarea') !== null) continue;
    for (const word of (textContent ?? '').match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]{17}|(?<![\\w/.@:-])[a-z]+([A-Z][a-z]+)+(?![\\w(])/g) ?? []) keys.add(word);
    const text = (textContent ?? '').trim();
    if (/^[a-z]+(\\.[a-z][a-zA-Z]*)+$/.test(text)) keys.add(text);
  }
  return [...keys];
})()`;

/** Evaluated by the debugger: the page's own policy stays as it is. */
async function violationsOf(page: Page): Promise<Found['violations']> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return (await page.evaluate<Found>(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })`)).violations;
}

/** Nothing is being loaded any more, twice in a row: what has come may ask for more. */
async function settled(page: Page): Promise<void> {
  let quiet = 0;
  await until(async () => {
    quiet = (await page.locator('.ant-skeleton, .ant-spin').count()) === 0 ? quiet + 1 : 0;
    return quiet >= 2;
  }, { timeoutMs: 15_000, everyMs: 120, what: 'the page has what it shows' });
}
