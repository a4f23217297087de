import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { freshDatabase } from '../support/database.js';

const root = path.resolve(import.meta.dirname, '../..');

test('the Prisma schema describes exactly what the migrations make', async () => {
  const database = await freshDatabase();
  try {
    const checked = spawnSync(process.execPath, ['tools/schema.mjs', 'check'], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.ownerUrl },
    });
    expect({ status: checked.status, difference: checked.stdout, errors: checked.stderr }).toEqual({ status: 0, difference: '', errors: '' });
  } finally {
    await database.drop();
  }
});
