// `npm run mutate -- [clause] [--most N] [--keep]`: breaks each rule on purpose and sees whether the test that docs/sources.md names notices.
import { fork } from 'node:child_process';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './command.mjs';
import { codeMutants } from './mutate/code.mjs';
import { report } from './mutate/report.mjs';
import { settingMutants } from './mutate/settings.mjs';
import { readSources } from './sources.mjs';

/** Much longer than the tests take without a mutant: what has not ended by then loops for ever, and that is noticed too. */
const timeFor = (soundMs) => Math.max(30_000, 10 * soundMs);
const SOUND_MS = 600_000;

const { clause, most, keep } = readArguments(process.argv.slice(2));
const sections = readSources(await readFile(path.join(ROOT, 'docs', 'sources.md'), 'utf8'));
let runner;
const rows = [];
for (const section of sections) {
  for (const row of section.rows.filter((one) => clause === undefined || one.clauses.some((cited) => cited === clause || cited.startsWith(`${clause}.`) || cited.startsWith(`${clause} `)))) {
    const tried = await tryRow(section, row);
    if (tried) {
      rows.push(tried);
      // After each clause: a run that is stopped has kept what it found.
      if (keep) await writeFile(path.join(ROOT, 'docs', 'mutations.md'), report(rows, most));
      const { counts } = tried;
      console.log(`${row.clauses.join(', ')}: ${counts.tried} tried, ${counts.named} caught by the named test, ${counts.other} by another, ${counts.survived} survived`);
      for (const one of tried.survivors) console.log(`  survived: ${one.at}  ${one.before} → ${one.after === '' ? '(removed)' : one.after}`);
    }
  }
}
runner?.kill();
console.log(report(rows, most).split('\n').find((line) => line.startsWith('**')));

async function tryRow(section, row) {
  let tests = await filesOf(row.tests);
  if (tests.length === 0) return undefined;
  const begun = performance.now();
  let sound = await run(undefined, tests, SOUND_MS);
  // A name of a case in a table, not of a test: then all tests of the file are the named ones.
  if (sound.by === null && sound.ran === 0) {
    tests = tests.map((one) => ({ ...one, names: [] }));
    sound = await run(undefined, tests, SOUND_MS);
  }
  const timeMs = timeFor(performance.now() - begun);
  if (sound.by !== null) throw new Error(`${row.label}: the tests fail without any change: ${sound.by}`);
  if (sound.ran === 0) throw new Error(`${row.label}: no test is run`);
  const all = [...(await codeOf(row, sound.functions)), ...(await settingsOf(section, row))];
  const mutants = spread(all, most);
  const survivors = [];
  const counts = { possible: all.length, tried: mutants.length, named: 0, other: 0, survived: 0 };
  for (const mutant of mutants) {
    if ((await run(mutant, tests, timeMs)).by !== null) counts.named += 1;
    else if ((await run(mutant, tests.map((one) => ({ ...one, names: [] })), timeMs)).by !== null) counts.other += 1;
    else {
      counts.survived += 1;
      survivors.push(mutant);
    }
  }
  return { document: section.document, label: row.clauses.join(', '), says: row.says, counts, survivors };
}

/** Tests that need no servers; a folder stands for its files. */
async function filesOf(tests) {
  const found = [];
  for (const { file, names } of tests) {
    if (!file.startsWith('domain/')) continue;
    const whole = path.join(ROOT, 'test', file);
    const folder = await stat(whole).then((one) => one.isDirectory(), () => false);
    const files = folder ? (await readdir(whole)).filter((one) => one.endsWith('.test.ts')).map((one) => `test/${file}/${one}`.replace('//', '/')) : [`test/${file}.test.ts`];
    found.push(...files.map((one) => ({ file: one, names })));
  }
  return found;
}

async function codeOf(row, ran) {
  const mutants = [];
  for (const name of row.code.filter((one) => one.startsWith('domain/'))) {
    const whole = path.join(ROOT, name);
    const files = name.endsWith('.ts') ? [name] : (await readdir(whole)).filter((one) => one.endsWith('.ts')).map((one) => path.join(name, one));
    for (const file of files.filter((one) => !/explain|\/programme\/schema/.test(one))) mutants.push(...codeMutants(file, await readFile(path.join(ROOT, file), 'utf8'), row.clauses, new Set(ran[file] ?? [])));
  }
  return mutants;
}

async function settingsOf({ programme }, row) {
  if (programme === undefined || row.programme.length === 0) return [];
  return settingMutants(programme, await readFile(path.join(ROOT, programme), 'utf8'), row.programme);
}

/** At most so many, evenly over all of them: the same ones every time. */
function spread(all, count) {
  return all.length <= count ? all : Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)]);
}

function run(mutant, tests, timeMs) {
  runner ??= fork(path.join(ROOT, 'tools', 'mutate', 'runner.mjs'), { execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'], env: { ...process.env, NODE_OPTIONS: '', TZ: 'UTC' } });
  const current = runner;
  return new Promise((resolve) => {
    const end = (answer) => {
      clearTimeout(alarm);
      current.removeAllListeners();
      resolve(answer);
    };
    const alarm = setTimeout(() => {
      current.kill('SIGKILL');
      runner = undefined;
      end({ by: 'never ended', ran: 1 });
    }, timeMs);
    current.once('message', end);
    current.once('exit', () => {
      runner = undefined;
      end({ by: 'ended the process', ran: 1 });
    });
    current.send({ root: ROOT, mutant, tests });
  });
}

function readArguments(given) {
  const at = given.indexOf('--most');
  const words = given.filter((one, n) => !one.startsWith('--') && (at === -1 || n !== at + 1));
  return { clause: words.length === 0 ? undefined : words.join(' '), most: at === -1 ? 12 : Number(given[at + 1]), keep: given.includes('--keep') };
}
