import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import type { Pool } from '../../records/pool.js';
import { createApp } from './app.js';
import { type Config, readConfig } from './config.js';
import { POOL } from './platform/names.js';
import { publishShipped } from './programmes/shipped.js';

/** Beside `dist`, where this file is compiled to. */
const PROGRAMMES = fileURLToPath(new URL('../../../programmes', import.meta.url));

/** Compiled by `tools/steps.mjs`. */
const CONSOLE = fileURLToPath(new URL('../../console', import.meta.url));

/** Walls keep the players out of the API: they act over HTTP, in a process of their own. */
const PLAYER = fileURLToPath(new URL('../../rehearsal/job.js', import.meta.url));

function settings(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const config = { ...settings(), consoleFolder: CONSOLE, rehearsalPlayer: PLAYER };
  const app = await createApp(config);
  const log = new Logger('api');
  for (const problem of await publishShipped(app.get<Pool>(POOL), PROGRAMMES)) log.warn(`programme not loaded: ${problem}`);
  await app.listen(config.port, config.host);
  log.log(`ready at ${await app.getUrl()}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
