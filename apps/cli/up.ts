import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startUpText } from '../../domain/wording/start-up.js';
import { ROOT } from './local/root.js';
import { forgetOperatorToken, issueOperatorToken } from './local/operator-token.js';
import { readSettings } from './local/settings.js';
import { StartUpError } from './local/start-up-error.js';
import { LocalSystem, type Addresses } from './local/system.js';

/** The whole system on this machine, until Ctrl-C. The bootstrap has compiled everything and found a Temporal server. */
async function up(): Promise<number> {
  const asked = stopAsked();
  const say = (line: string) => console.log(line);
  const settings = readSettings(process.env);
  const system = new LocalSystem(settings, say);
  let failure: StartUpError | undefined;
  try {
    say(startUpText('starting'));
    const addresses = await Promise.race([system.start(), system.failed, asked]);
    if (addresses instanceof StartUpError) throw addresses;
    if (addresses) {
      await issueOperatorToken(settings.data, addresses.databaseUrl);
      say(await readyBlock(addresses));
      const end = await Promise.race([system.failed, asked]);
      if (end) throw end;
    }
    say(startUpText('stopping'));
  } catch (error) {
    if (!(error instanceof StartUpError)) throw error;
    failure = error;
  } finally {
    await system.stop();
    rmSync(path.join(settings.data, 'addresses.json'), { force: true });
    forgetOperatorToken(settings.data);
  }
  if (failure) throw failure;
  say(startUpText('stopped'));
  return 0;
}

/** Resolves with undefined on the first Ctrl-C or SIGTERM; the second ends at once, and the closed pipes stop the parts. */
function stopAsked(): Promise<undefined> {
  return new Promise((resolve) => {
    // npm passes a SIGTERM on to its shell only, which does not pass it on to us: we see that it is gone.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && resolve(undefined), 500).unref();
    let times = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        times += 1;
        if (times > 1) process.exit(130);
        resolve(undefined);
      });
    }
  });
}

async function readyBlock(addresses: Addresses): Promise<string> {
  const link = await firstAdminLink(addresses);
  const rows: [string, string | undefined][] = [
    [startUpText('readyApi'), addresses.api],
    [startUpText('readyTemporal'), addresses.temporalUiUrl],
    [startUpText('readyMail'), addresses.mailPage],
    [startUpText('readyData'), addresses.data],
    [startUpText('firstAdmin'), link],
  ];
  const lines = rows.filter(([, value]) => value).map(([name, value]) => `  ${name}: ${value}`);
  return ['', startUpText('ready'), ...lines, `  ${startUpText('howToStop')}`, ''].join('\n');
}

type FirstAdminLink = (databaseUrl: string, publicUrl: string) => Promise<string | undefined>;

/** The API knows whether there is an administrator; it is loaded by path, for no app imports another's inside. */
async function firstAdminLink(addresses: Addresses): Promise<string | undefined> {
  const file = path.join(ROOT, 'dist', 'apps', 'api', 'identity', 'first-admin.js');
  if (!existsSync(file)) return undefined;
  const api = (await import(pathToFileURL(file).href)) as { firstAdminLink: FirstAdminLink };
  return api.firstAdminLink(addresses.databaseUrl, addresses.api);
}

try {
  process.exit(await up());
} catch (error) {
  if (!(error instanceof StartUpError)) throw error;
  console.error(error.message);
  process.exit(1);
}
