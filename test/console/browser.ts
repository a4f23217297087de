/** A real browser: an installed Chromium, else the one that comes as a package. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? INSTALLED.find((file) => existsSync(file)) ?? (await packaged());
  // Not with the package's own arguments: without web security nobody can sign in, and a single process does not survive a closed window.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

const packaged = async (): Promise<string> => (await import('@sparticuz/chromium')).default.executablePath();

export interface Window {
  context: BrowserContext;
  /** What the browser complained about: errors of scripts, of the page's policy, answers above 499. */
  complaints: string[];
  open(): Promise<Page>;
}

/** One person's browser, with cookies and storage of its own. */
export async function openWindow(browser: Browser, base: string, { locale = 'zh-CN', width = 1280, height = 900 } = {}): Promise<Window> {
  const context = await browser.newContext({ baseURL: base, locale, viewport: { width, height }, timezoneId: 'America/New_York' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A refusal is an answer like others; that the browser notes it as well says nothing more.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
    });
    return page;
  };
  return { context, complaints, open };
}
