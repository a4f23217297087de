/** bench/results.md: a section per benchmark, replaced by its next run. */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../apps/cli/local/root.js';

const FILE = path.join(ROOT, 'bench', 'results.md');

export async function keep(name: string, figures: string): Promise<void> {
  const before = await readFile(FILE, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = `${begin}\n${circumstances()}\n\n${figures}\n${end}`;
  const from = before.indexOf(begin);
  if (from === -1) throw new Error(`bench/results.md has no place for ${name}: it needs the line ${begin}`);
  const to = before.indexOf(end) + end.length;
  await writeFile(FILE, before.slice(0, from) + section + before.slice(to));
}

/** What a figure means nothing without. The load is what others did at the same time, and the benchmark itself. */
function circumstances(): string {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0] ?? 0;
  return `${new Date().toISOString().slice(0, 10)} · ${os.cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB · Node ${process.versions.node} · load ${load.toFixed(1)} at the end`;
}

export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
