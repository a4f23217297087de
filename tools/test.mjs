// What `npm test` does after the bootstrap: check, lint, every suite; ends with "N passed, N failed".
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, run } from './command.mjs';
import { Failure } from './failure.mjs';
import { message } from './messages.mjs';
import { buildConsole, bundle, compileAll } from './steps.mjs';

const RESULTS = path.join(ROOT, '.cache', 'test-results');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const ESLINT = path.join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');

/**
 * Suites that need servers, in the order they run: what fails here first explains best what fails later. Suites of the
 * first run share one PostgreSQL and one Temporal, two at a time: each has a database and task queues of its own, and spends
 * half its time waiting. The others start whole systems and need the machine for themselves: two browsers at a time are hardly
 * faster than one after the other, and wait for each other.
 */
const SERVER_RUNS = [
  { name: 'servers', areas: ['infrastructure', 'records', 'workflows', 'api', 'histories'], args: ['--maxWorkers=2'] },
  { name: 'systems', areas: ['journeys', 'console'], args: ['--runInBand'] },
];

/** Returns the exit code. `host`: the environment that names the Temporal server, or the error that kept it from being there. */
export async function test(say, host) {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  const begun = Date.now();
  const tally = { passed: 0, failed: 0 };

  await check(say, 'TypeScript', tally, () => compileAll(say));
  await check(say, 'ESLint', tally, () => lint(say));
  await jest(say, 'domain', tally, ['--selectProjects', 'domain']);

  const environment = await host;
  if (environment instanceof Error) await check(say, 'Temporal', tally, () => Promise.reject(environment));
  else {
    Object.assign(process.env, environment);
    await check(say, 'workflow bundle', tally, () => bundle(say));
    await check(say, 'console', tally, () => buildConsole(say));
    for (const { name, areas, args } of SERVER_RUNS) {
      await jest(say, name, tally, ['--selectProjects', 'servers', ...args, '--', ...areas.map((area) => `test/${area}/`)]);
    }
  }

  if (tally.passed === 0) console.error(message('nothingRan'));
  console.log(message('testsTook', { seconds: Math.round((Date.now() - begun) / 1000) }));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

/** Compiler and linter are one test each: they pass or fail. */
async function check(say, what, tally, work) {
  try {
    await work();
    tally.passed += 1;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tally.failed += 1;
    console.error(error.message);
    say(message('testRunFailed', { what }));
  }
}

async function lint(say) {
  say(message('testing', { what: 'ESLint' }));
  const { code, output } = await run(process.execPath, [ESLINT, '--cache', '--cache-location', '.cache/eslint', '.'], { log: '.cache/logs/eslint.log' });
  if (code !== 0) throw new Failure(output);
}

async function jest(say, area, tally, args) {
  say(message('testing', { what: area }));
  const file = path.join(RESULTS, `${area}.json`);
  const env = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning', TZ: 'UTC' };
  const { code } = await run(process.execPath, [JEST, '--json', `--outputFile=${file}`, ...args], { env, inherit: true });
  const result = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  tally.passed += result?.numPassedTests ?? 0;
  // A suite that could not be loaded, or a run that ended without a result, has no failed test and has failed all the same.
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  tally.failed += code !== 0 && failed === 0 ? 1 : failed;
  if (code !== 0) say(message('testRunFailed', { what: area }));
}

