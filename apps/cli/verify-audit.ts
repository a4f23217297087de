import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sayKey, type Locale } from '../../domain/wording/catalogue.js';
import { withClient } from '../../records/roles.js';
import { verifyRecord, type Verification } from '../../records/verify.js';
import { readSettings } from './local/settings.js';

/**
 * `npm run verify-audit [-- <anchor>]`: whether the append-only record holds; with an anchor's hash from a log, whether what
 * it covers is unchanged. Exit code 0 when all holds, 1 when something does not, 2 when it could not be checked.
 */
const kept = process.argv[2]?.toLowerCase();

if (kept !== undefined && !/^[0-9a-f]{64}$/.test(kept)) end(2, 'cli.anchorNoHash', { anchor: kept });
const url = databaseUrl();
if (url === undefined) end(2, 'cli.noDatabase', {});

try {
  report(await withClient(url, (client) => verifyRecord(client, kept)));
} catch (error) {
  end(2, 'cli.databaseUnreachable', { reason: error instanceof Error ? error.message : String(error) });
}

/** The given database, or that of the system that runs on this machine. */
function databaseUrl(): string | undefined {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  try {
    const addresses = JSON.parse(readFileSync(path.join(readSettings(process.env).data, 'addresses.json'), 'utf8')) as { databaseUrl?: string };
    return addresses.databaseUrl;
  } catch {
    return undefined;
  }
}

function report(found: Verification): void {
  for (const { stream, n, problem } of found.brokenStreams) tell('cli.brokenStream', { stream, n, problem });
  for (const { hash, problem } of found.brokenAnchors) tell('cli.brokenAnchor', { hash, problem });
  const problems = found.brokenStreams.length + found.brokenAnchors.length;
  tell(found.ok ? 'audit.holds' : 'audit.broken', { streams: found.streams, entries: found.entries, problems });
  if (found.lastAnchor !== null) tell('cli.lastAnchor', { hash: found.lastAnchor.hash, at: new Date(found.lastAnchor.at).toISOString(), anchors: found.anchors });
  process.exitCode = found.ok ? 0 : 1;
}

type Line = 'cli.anchorNoHash' | 'cli.noDatabase' | 'cli.databaseUnreachable' | 'cli.brokenStream' | 'cli.brokenAnchor' | 'cli.lastAnchor' | 'audit.holds' | 'audit.broken';

/** Both languages, Chinese first. */
function tell(line: Line, params: Record<string, string | number>): void {
  for (const locale of ['zh', 'en'] satisfies Locale[]) console.log(sayKey(locale, line, params));
}

function end(code: number, line: Line, params: Record<string, string | number>): never {
  tell(line, params);
  process.exit(code);
}
