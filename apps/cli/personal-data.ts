import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Locale, type MessageKey, sayKey } from '../../domain/wording/catalogue.js';
import { erasePerson, exportPerson } from '../../records/personal-data.js';
import { withClient } from '../../records/roles.js';
import { readSettings } from './local/settings.js';

/**
 * `npm run personal-data -- export ADDRESS` prints, as JSON, what is kept about a person; `… erase ADDRESS --reason TEXT` turns
 * names, addresses and letters into marks. Exit code 0 when done, 2 when it could not be.
 */
const [task, address, option, reason] = process.argv.slice(2);
if ((task !== 'export' && task !== 'erase') || !address?.includes('@')) end('cli.personalDataUsage');
if (task === 'erase' && (option !== '--reason' || !reason?.trim())) end('cli.personalDataUsage');
const url = ownerUrl();
if (url === undefined) end('cli.noDatabase');

try {
  await withClient(url, async (client) => {
    if (task === 'export') console.log(JSON.stringify(await exportPerson(client, address), null, 2));
    else console.log(JSON.stringify(await erasePerson(client, address, reason?.trim() ?? '')));
  });
} catch (error) {
  end('cli.databaseUnreachable', { reason: error instanceof Error ? error.message : String(error) });
}

/** The given owner's address, or that of the system that runs on this machine. */
function ownerUrl(): string | undefined {
  if (process.env.DATABASE_OWNER_URL) return process.env.DATABASE_OWNER_URL;
  try {
    const addresses = JSON.parse(readFileSync(path.join(readSettings(process.env).data, 'addresses.json'), 'utf8')) as { databaseOwnerUrl?: string };
    return addresses.databaseOwnerUrl;
  } catch {
    return undefined;
  }
}

/** Both languages, Chinese first. */
function end(line: MessageKey, params: Record<string, string | number> = {}): never {
  for (const locale of ['zh', 'en'] satisfies Locale[]) console.error(sayKey(locale, line, params));
  process.exit(2);
}
