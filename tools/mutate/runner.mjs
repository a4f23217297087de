// A process that runs tests against mutants, one after the other; whoever started it ends it when a mutant never ends.
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { isNamed } from '../sources.mjs';
import { World } from './loader.mjs';
import { newSuite } from './suite.mjs';

let held = [];

process.on('message', async ({ root, mutant, tests }) => {
  process.chdir(root);
  held = [];
  process.send(mutant ? await caught(root, mutant, tests) : await sound(root, tests));
});

/** Without a mutant: that the tests pass, and which functions of which file they run. */
async function sound(root, tests) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const outcome = await caught(root, undefined, tests);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const ran = result
    .map(({ url, functions }) => ({ url: url.replace(/^file:\/\//, ''), functions }))
    .filter(({ url }) => url.startsWith(path.join(root, 'domain')))
    .map(({ url, functions }) => [path.relative(root, url), functions.filter((one) => one.ranges.some(({ count }) => count > 0)).map((one) => one.functionName)]);
  return { ...outcome, functions: Object.fromEntries(ran) };
}

/** The title of the first test that fails, or how loading failed; null when all pass. `ran`: how many tests were run. */
async function caught(root, mutant, tests) {
  let ran = 0;
  for (const { file, names } of tests) {
    const suite = newSuite();
    Object.assign(globalThis, suite.globals);
    const world = new World(root, mutant, suite.globals);
    // Modules that nobody holds any more would be missing from the coverage.
    held.push(world);
    try {
      await world.run(file);
      for (const work of suite.before) await work();
    } catch (error) {
      return { by: `${file}: ${String(error?.message ?? error).split('\n')[0].slice(0, 120)}`, ran };
    }
    const wanted = suite.tests.filter(({ title }) => names.length === 0 || names.some((name) => isNamed(title, name)));
    for (const { title, work } of wanted) {
      ran += 1;
      try {
        await work();
      } catch {
        return { by: title, ran };
      }
    }
  }
  return { by: null, ran };
}
