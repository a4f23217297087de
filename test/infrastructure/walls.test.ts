import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter, type Rule } from 'eslint';
import { ROOT } from '../../apps/cli/local/root.js';

let walls: Rule.RuleModule;
beforeAll(async () => {
  const file = pathToFileURL(path.join(ROOT, 'tools', 'lint', 'walls.mjs')).href;
  ({ walls } = (await import(file)) as { walls: Rule.RuleModule });
});

/** True if `file` may contain `import 'source'`. */
function mayImport(file: string, source: string): boolean {
  const linter = new Linter({ cwd: ROOT });
  const code = `import '${source}';`;
  const config = { files: ['**/*.ts', '**/*.tsx'], plugins: { xuehui: { rules: { walls } } }, rules: { 'xuehui/walls': 'error' } } satisfies Linter.Config;
  return linter.verify(code, [config], { filename: path.join(ROOT, file) }).length === 0;
}

test.each([
  ['domain/review/ranks.ts', '../refusal.js'],
  ['domain/programme/read.ts', 'zod'],
  ['records/gates.ts', 'pg'],
  ['workflows/funding-round.ts', '../domain/ids.js'],
  ['apps/api/rounds/rounds.service.ts', '../../../workflows/messages.js'],
  ['apps/worker/main.ts', '../../temporal/waking.js'],
  ['apps/cli/rehearse.ts', '../../rehearsal/driver.js'],
  ['apps/cli/rehearse.ts', '../api/contract/rounds.js'],
  ['apps/console/app/api.ts', '../../api/client.js'],
  ['apps/console/parts/act.tsx', 'antd'],
  ['test/api/rounds.test.ts', '../../apps/worker/worker.js'],
])('%s may import %s', (file, source) => {
  expect(mayImport(file, source)).toBe(true);
});

test.each([
  ['domain/review/ranks.ts', '../../records/gates.js', 'the domain knows no database'],
  ['domain/review/ranks.ts', 'node:crypto', 'the domain is pure'],
  ['domain/review/ranks.ts', 'fs', 'the domain is pure'],
  ['workflows/funding-round.ts', 'node:fs', 'workflows are deterministic'],
  ['workflows/funding-round.ts', '../records/gates.js', 'workflows reach records by activities only'],
  ['workflows/funding-round.ts', '../activities/stepping.js', 'of activities a workflow knows the types'],
  ['apps/api/rounds/rounds.service.ts', '../../../workflows/funding-round.js', 'the API knows ids and messages'],
  ['apps/api/rounds/rounds.service.ts', '../../worker/worker.js', "no app imports another's inside"],
  ['apps/api/rounds/rounds.service.ts', 'pg', 'records is the only importer of pg'],
  ['apps/cli/rehearse.ts', '../api/rounds/rounds.service.js', 'of the API the client and contract'],
  ['apps/console/pages/home.tsx', '../../../domain/ids.js', 'the console is a client of the API and of nothing else'],
  ['apps/console/pages/home.tsx', '../../api/contract/tasks.js', 'the console is a client of the API and of nothing else'],
  ['apps/api/console.ts', 'react', 'pages are the console’s'],
  ['rehearsal/driver.ts', '../records/gates.js', 'a rehearsal acts over HTTP'],
  ['apps/worker/main.ts', '../../test/support/poll.js', 'nobody imports tests'],
])('%s may not import %s: %s', (file, source) => {
  expect(mayImport(file, source)).toBe(false);
});
