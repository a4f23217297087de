import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const FOLDER = path.resolve(import.meta.dirname, '../../../apps/console/words');

test('no two catalogues of the console give one key two meanings', async () => {
  const homes = new Map<string, string[]>();
  for (const name of await readdir(FOLDER)) {
    const text = await readFile(path.join(FOLDER, name), 'utf8');
    for (const [, key = ''] of text.matchAll(/^ {2}'([\w.-]+)': \[/gm)) homes.set(key, [...(homes.get(key) ?? []), name]);
  }
  expect(homes.size).toBeGreaterThan(500);
  expect([...homes].filter(([, names]) => names.length > 1)).toEqual([]);
});
