// The steps from a fresh clone to something that runs. Each is skipped when nothing it depends on has changed.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, quietly } from './command.mjs';
import { Failure } from './failure.mjs';
import { fingerprint, once } from './fingerprint.mjs';
import { message } from './messages.mjs';

const at = (...parts) => path.join(ROOT, ...parts);
const stamp = (name) => at('.cache', 'stamps', name);
const TSC = at('node_modules', '@typescript', 'native', 'bin', 'tsc');
const PRISMA = at('node_modules', 'prisma', 'build', 'index.js');

/** `npm ci`, if node_modules is not what the lockfile says. */
export async function install(say) {
  await writable();
  if (await installed()) return;
  say(message('installing'));
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that started us, which need not be on PATH.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await quietly('npm ci', 'npm-ci', process.execPath, [npm, ...args]);
  else await quietly('npm ci', 'npm-ci', 'npm', args);
}

/** Prisma's client. The engine's path is a harmless program: generating needs no engine, and naming one stops its download. */
export async function generate(say) {
  const value = await fingerprint(ROOT, ['prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'], (name) => name.endsWith('.prisma'));
  await once(stamp('prisma'), value, at('records', 'generated', 'prisma', 'client.ts'), async () => {
    say(message('generating'));
    await rm(at('records', 'generated'), { recursive: true, force: true });
    await quietly('prisma generate', 'prisma-generate', process.execPath, [PRISMA, 'generate'], { env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' } });
  });
}

/** Everything that runs, without the tests. */
export async function compileApps(say) {
  await compile(say, ['apps/api', 'apps/worker', 'apps/mail', 'apps/cli']);
}

/** Everything, with the tests: the type check of `npm test`. */
export async function compileAll(say) {
  await compile(say, []);
}

async function compile(say, projects) {
  say(message('compiling'));
  // The compiler trusts its own notes, also when its output was removed.
  if (!existsSync(at('dist', 'apps', 'cli', 'up.js'))) await forgetBuilds();
  await quietly('tsc', 'tsc', process.execPath, [TSC, '-b', ...projects]);
}

/** The pages that people see. */
export async function buildConsole(say) {
  const inputs = ['apps/console', 'apps/api/client.ts', 'apps/api/client-types.ts', 'package-lock.json'];
  const value = await fingerprint(ROOT, inputs, (name) => /\.(ts|tsx|css|html|mjs|svg|json)$/.test(name));
  await once(stamp('console'), value, at('dist', 'console', 'index.html'), async () => {
    say(message('building'));
    await quietly('vite build', 'vite', process.execPath, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'apps/console', '--logLevel', 'warn']);
  });
}

async function forgetBuilds() {
  const notes = (await readdir(at('.cache')).catch(() => [])).filter((name) => name.endsWith('.tsbuildinfo'));
  for (const name of notes) await rm(at('.cache', name));
}

/** The workflows in one file, as the worker loads them; bundling at every start would cost seconds. */
export async function bundle(say) {
  if (!existsSync(at('dist', 'workflows', 'index.js'))) throw new Failure(message('noCompiled', { file: 'dist/workflows/index.js' }));
  const inputs = ['dist/workflows', 'dist/domain', 'node_modules/@temporalio/workflow/package.json', 'tools/bundle-workflows.mjs'];
  const value = await fingerprint(ROOT, inputs, (name) => /\.(js|json)$/.test(name));
  await once(stamp('workflow-bundle'), value, at('dist', 'workflow-bundle.js'), async () => {
    say(message('bundling'));
    await quietly('bundle', 'bundle', process.execPath, ['tools/bundle-workflows.mjs']);
  });
}

/**
 * npm keeps in node_modules what it installed. It is up to date if it has all that the lockfile wants, in the same version;
 * optional packages are for other platforms, extraneous ones are never installed.
 */
async function installed() {
  const packages = async (file) => JSON.parse(await readFile(at(file), 'utf8')).packages;
  const has = await packages('node_modules/.package-lock.json').catch(() => undefined);
  if (!has) return false;
  const wants = Object.entries(await packages('package-lock.json')).filter(([name]) => name !== '');
  return wants.every(([name, want]) => (has[name] ? has[name].version === want.version && has[name].integrity === want.integrity : want.optional || want.devOptional || want.extraneous));
}

async function writable() {
  await mkdir(at('.cache', 'logs'), { recursive: true }).catch(() => {
    throw new Failure(message('noWrite', { place: ROOT }));
  });
}
