/** Names that open workflows know: once recorded, a name stays. Add new ones to the list; take none away. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createActivities } from '../../activities/create-activities.js';
import { Attributes } from '../../workflows/attributes.js';
import { COMMAND, NUDGE } from '../../workflows/messages.js';
import { createPool } from '../../records/pool.js';

const root = path.resolve(import.meta.dirname, '../..');

test('workflow types, activities, messages and search attributes are only ever added', async () => {
  const recorded = JSON.parse(await readFile(path.join(root, 'test/histories/names.json'), 'utf8')) as Record<string, string[]>;
  const present = await presentNames();
  expect(Object.keys(recorded).sort()).toEqual(Object.keys(present).sort());
  for (const [kind, names] of Object.entries(recorded)) {
    expect([kind, names.filter((name) => !present[kind]?.includes(name))]).toEqual([kind, []]);
    expect([kind, present[kind]?.filter((name) => !names.includes(name))]).toEqual([kind, []]);
  }
});

async function presentNames(): Promise<Record<string, string[]>> {
  const index = await readFile(path.join(root, 'workflows/index.ts'), 'utf8');
  const pool = createPool('postgresql://nobody@127.0.0.1:1/none');
  const idle = { wake: () => Promise.resolve(), send: () => Promise.resolve() };
  const activities = createActivities({ pool, waker: idle, transport: idle, publicUrl: '' });
  await pool.end();
  return {
    workflows: [...index.matchAll(/export \{ (\w+) \}/g)].map((match) => match[1] ?? ''),
    activities: Object.keys(activities),
    messages: [NUDGE, COMMAND],
    searchAttributes: Object.values(Attributes).map((attribute) => `${attribute.name}:${attribute.type}`),
  };
}
