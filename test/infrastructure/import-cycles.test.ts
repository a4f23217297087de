import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../apps/cli/local/root.js';

const FOLDERS = ['domain', 'records', 'activities', 'workflows', 'temporal', 'apps', 'rehearsal'];
/** What is imported for its value; types alone make no cycle that runs. */
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)\.js'|^import\s+'(\.[^']+)\.js'/gm;

async function importGraph(): Promise<Map<string, string[]>> {
  const graph = new Map<string, string[]>();
  for (const folder of FOLDERS) {
    const names = await readdir(path.join(ROOT, folder), { recursive: true });
    for (const name of names.filter((file) => file.endsWith('.ts') && !/(^|\/)(generated|node_modules)\//.test(file))) {
      const file = path.posix.join(folder, name);
      const text = await readFile(path.join(ROOT, file), 'utf8');
      const imported = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
      graph.set(file, imported.map((source) => `${path.posix.join(path.posix.dirname(file), source)}.ts`));
    }
  }
  return graph;
}

/** The first cycle found, as a path that ends where it begins; empty if there is none. */
function cycle(graph: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const walk = (file: string, trail: string[]): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const found = walk(next, [...trail, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const found = walk(file, []);
    if (found.length > 0) return found;
  }
  return [];
}

test('no file imports itself by way of others', async () => {
  expect(cycle(await importGraph())).toEqual([]);
});

test('a cycle would be found', () => {
  const graph = new Map([
    ['a.ts', ['b.ts']],
    ['b.ts', ['c.ts']],
    ['c.ts', ['b.ts']],
  ]);
  expect(cycle(graph)).toEqual(['b.ts', 'c.ts', 'b.ts']);
});
