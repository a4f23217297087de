/** The whole system as `npm start` runs it, on free ports and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readOperatorToken } from '../../apps/cli/local/operator-token.js';
import { freePort } from '../../apps/cli/local/ports.js';
import type { Addresses } from '../../apps/cli/local/system.js';
import { until } from './poll.js';

const root = path.resolve(import.meta.dirname, '../..');

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface CallOptions {
  /** A service token. */
  token?: string;
  /** A session. */
  cookie?: string;
  body?: unknown;
  key?: string;
}

export interface Stack {
  addresses: Addresses;
  /** What `npm start` has printed so far. */
  output(): string;
  /** The processes of the parts now; they change when a part is started again. */
  pids(): Promise<Record<string, number>>;
  call(method: string, route: string, options?: CallOptions): Promise<Answer>;
  /** Follows a one-time link as a person does: sets the password, signs in. The session's cookie. */
  signUp(link: string, person: { email: string; name?: string }): Promise<string>;
  stop(): Promise<void>;
}

export async function startStack(): Promise<Stack> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'xuehui-stack-'));
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(data, 0o755);
  const port = async () => String(await freePort());
  const env = {
    ...process.env, NODE_OPTIONS: '', XUEHUI_DATA: data, PORT: await port(), TEMPORAL_PORT: await port(), TEMPORAL_UI_PORT: await port(),
    POSTGRES_PORT: await port(), SMTP_PORT: await port(), MAIL_PAGE_PORT: await port(),
  };
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/cli/up.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const read = async () => JSON.parse(await readFile(path.join(data, 'addresses.json'), 'utf8')) as Addresses;
  // The operator's token is the last thing that a start writes.
  const ready = () => (readOperatorToken(data) === undefined ? undefined : read().catch(() => undefined));
  const addresses = await until(() => (child.exitCode === null ? ready() : Promise.reject(new Error(printed))), {
    timeoutMs: 90_000, everyMs: 200, what: 'the system is ready',
  });
  return {
    addresses,
    output: () => printed,
    pids: async () => (await read()).pids,
    call: (method, route, options) => call(addresses.api, method, route, options),
    signUp: (link, person) => signUp(addresses.api, link, person),
    async stop() {
      await ended(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function call(base: string, method: string, route: string, options: CallOptions = {}): Promise<Answer> {
  const response = await fetch(route.startsWith('/') ? `${base}${route}` : `${base}/api/v1/${route}`, {
    method,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.cookie === undefined ? {} : { cookie: options.cookie, origin: base }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': options.key ?? randomUUID() } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

async function signUp(base: string, link: string, { email, name }: { email: string; name?: string }): Promise<string> {
  const password = 'a long enough password 1';
  const form = new URLSearchParams({ ...(name === undefined ? {} : { name, email }), password, again: password });
  const set = await fetch(link, { method: 'POST', body: form });
  if (set.status !== 200) throw new Error(`${link}: ${set.status} ${await set.text()}`);
  const signedIn = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify({ email, password }),
  });
  if (signedIn.status !== 200) throw new Error(`${email}: ${signedIn.status} ${await signedIn.text()}`);
  return signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}
