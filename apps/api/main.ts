import { Logger } from '@nestjs/common';
import { createApp } from './app.js';
import { type Config, readConfig } from './config.js';

function settings(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const config = settings();
  const app = await createApp(config);
  await app.listen(config.port, config.host);
  new Logger('api').log(`ready at ${await app.getUrl()}`);

  // Started by a supervisor: when that dies, its end of the pipe closes, and nobody would stop us.
  if (process.env.XUEHUI_CHILD === '1') {
    process.stdin.resume();
    process.stdin.once('close', () => void app.close().finally(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
