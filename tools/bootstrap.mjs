// `npm start`, `npm test` and the image's build begin here, in a clone that may have nothing installed: only Node's own modules may be imported,
// and on an old Node not even our other files, which use what it lacks.
import { message } from './messages.mjs';

const WANTED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(message('oldNode', { wanted: WANTED.join('.'), found: process.versions.node }));
  process.exit(1);
}

const { Failure } = await import('./failure.mjs');
const { endCommands } = await import('./command.mjs');
try {
  await bootstrap(process.argv[2]);
} catch (error) {
  endCommands();
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function bootstrap(task) {
  const { install, generate, compileApps, buildConsole, bundle } = await import('./steps.mjs');
  const say = (line) => console.log(line);
  if (!['start', 'test', 'build', 'rehearse'].includes(task)) throw new Failure(message('unknownTask', { task }));
  // The longest step of a first run, and nothing before the servers needs it: it is done beside the others.
  const host = task === 'build' ? undefined : building(say);
  await install(say);
  await generate(say);
  if (task === 'test') {
    const { test } = await import('./test.mjs');
    process.exitCode = await test(say, host);
    return;
  }
  await compileApps(say);
  await bundle(say);
  await buildConsole(say);
  if (host === undefined) return;
  const environment = await host;
  if (environment instanceof Error) throw environment;
  Object.assign(process.env, environment);
  // In this very process: signals reach the supervisor without a detour.
  await import(task === 'rehearse' ? '../dist/apps/cli/rehearse.js' : '../dist/apps/cli/up.js');
}

/** The environment that names the Temporal server, or why there is none: it is waited for later. */
async function building(say) {
  const { temporalHost } = await import('./temporal-host.mjs');
  return temporalHost(say).catch((error) => error);
}
