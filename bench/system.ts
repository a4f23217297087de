/** The whole system for one benchmark: on free ports and in a folder of its own, gone afterwards. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { issueOperatorToken } from '../apps/cli/local/operator-token.js';
import { freePort } from '../apps/cli/local/ports.js';
import { ROOT } from '../apps/cli/local/root.js';
import { readSettings } from '../apps/cli/local/settings.js';
import { LocalSystem } from '../apps/cli/local/system.js';

export interface BenchSystem {
  baseUrl: string;
  /** May run rehearsals. */
  token: string;
  temporalAddress: string;
}

const PORTS = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT', 'SMTP_PORT', 'MAIL_PAGE_PORT'];

export async function withSystem<T>(work: (system: BenchSystem) => Promise<T>): Promise<T> {
  const tell = (line: string): void => console.error(line);
  const { temporalHost } = (await tool('temporal-host.mjs')) as { temporalHost: (say: typeof tell) => Promise<NodeJS.ProcessEnv> };
  const { bundle } = (await tool('steps.mjs')) as { bundle: (say: typeof tell) => Promise<void> };
  await bundle(tell);
  const data = await mkdtemp(path.join(os.tmpdir(), 'xuehui-bench-'));
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(data, 0o755);
  const ports: NodeJS.ProcessEnv = {};
  for (const variable of PORTS) ports[variable] = String(await freePort());
  const settings = readSettings({ ...process.env, ...(await temporalHost(tell)), ...ports, XUEHUI_DATA: data });
  const system = new LocalSystem(settings, tell);
  try {
    const addresses = await Promise.race([system.start(), system.failed]);
    if (addresses instanceof Error) throw addresses;
    const token = await issueOperatorToken(data, addresses.databaseUrl);
    return await work({ baseUrl: addresses.api, token, temporalAddress: addresses.temporalAddress });
  } finally {
    await system.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** Tools are no part of what is compiled. */
const tool = (file: string): Promise<unknown> => import(pathToFileURL(path.join(ROOT, 'tools', file)).href);
