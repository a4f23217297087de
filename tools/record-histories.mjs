// Stores one closed and one open history of every workflow type from a running server: `npm run histories -- 127.0.0.1:7233`.
// Stored histories stay as long as workflows of their age may be open: add new ones beside them, never edit one.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

const [address = '127.0.0.1:7233', label = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
const folder = path.resolve(import.meta.dirname, '..', 'test', 'histories', 'stored');
const connection = await Connection.connect({ address });
const client = new Client({ connection });
await mkdir(folder, { recursive: true });

const found = new Map();
for await (const run of client.workflow.list()) {
  const state = run.status.name === 'RUNNING' ? 'open' : 'closed';
  const key = `${run.type}.${state}`;
  const known = found.get(key);
  // The longest one has seen the most; histories are kept small.
  if ((!known || run.historyLength > known.historyLength) && run.historyLength < 500) found.set(key, run);
}
for (const [key, run] of found) {
  const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  const plain = proto.temporal.api.history.v1.History.toObject(history, { longs: String, enums: String, bytes: String });
  await writeFile(path.join(folder, `${label}.${key}.json`), JSON.stringify(plain));
  console.log(`${key}: ${run.historyLength} events`);
}
await connection.close();
