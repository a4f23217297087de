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
try {
  await bootstrap(process.argv[2]);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function bootstrap(task) {
  const { install, generate, compileApps, bundle } = await import('./steps.mjs');
  const say = (line) => console.log(line);
  if (!['start', 'test', 'build', 'rehearse'].includes(task)) throw new Failure(message('unknownTask', { task }));
  await install(say);
  await generate(say);
  if (task === 'test') {
    const { test } = await import('./test.mjs');
    process.exitCode = await test(say);
    return;
  }
  await compileApps(say);
  await bundle(say);
  if (task === 'build') return;
  const { temporalHost } = await import('./temporal-host.mjs');
  Object.assign(process.env, await temporalHost(say));
  // In this very process: signals reach the supervisor without a detour.
  await import(task === 'rehearse' ? '../dist/apps/cli/rehearse.js' : '../dist/apps/cli/up.js');
}
