/**
 * What reading inside a scope costs: the same queries bare (superuser, no transaction), in a transaction with `set_config`
 * (superuser: no policy holds), and as the application, for whom row-level security holds.
 */
import { LIVE } from '../domain/ids.js';
import { createPool, type Pool, type Scope, type Tx, unscoped, withScope } from '../records/pool.js';
import { findListedTask, listTasks } from '../records/task-list.js';
import type { BenchDatabase } from './database.js';
import { median } from './measure.js';
import { table } from './results.js';
import { openRound, openWindow, type Window } from './window.js';

const SOCIETIES = 3_000;
const GATES = 3;
const READS = 150;
const KINDS = ['correction', 'selfEvaluation', 'annualReport'];

interface Read {
  name: string;
  /** The scope a request of that reader has; `societyId` is one of the window. */
  scope(societyId: string): Scope;
  run(tx: Tx, window: Window, n: number): Promise<number>;
}

const READS_OF: Read[] = [
  { name: 'one task, by its society', scope: (society) => ({ realm: LIVE, society }), run: async (tx, { tasks }, n) => ((await findListedTask(tx, tasks[n]?.id ?? '')) ? 1 : 0) },
  {
    name: 'the open tasks of one society',
    scope: (society) => ({ realm: LIVE, society }),
    run: async (tx, { tasks }, n) => {
      const societyId = tasks[n]?.societyId ?? '';
      return (await listTasks(tx, { owner: { accountId: societyId, roles: ['society'], societyIds: [societyId] }, state: 'open', limit: 50 })).rows.length;
    },
  },
  {
    name: 'a page of 50 of a gate, by staff',
    scope: () => ({ realm: LIVE, society: '*' }),
    run: async (tx, { gateId }) => (await listTasks(tx, { gateId, state: 'open', limit: 50 })).rows.length,
  },
];

export async function scope({ appUrl, superuserUrl }: BenchDatabase): Promise<string> {
  const app = createPool(appUrl, 2);
  const superuser = createPool(superuserUrl, 2);
  const round = await openRound(app, SOCIETIES);
  const windows: Window[] = [];
  for (const kind of KINDS) windows.push(await openWindow(app, round, kind));
  await superuser.query('ANALYZE');
  const rows: (string | number)[][] = [];
  for (const read of READS_OF) rows.push(await compare(read, windows, app, superuser));
  await app.end();
  await superuser.end();
  return [
    `${SOCIETIES * GATES} open tasks of ${SOCIETIES} societies; ${READS} reads of each kind one after the other, the three ways in turn; median in milliseconds.`,
    '',
    table(['read', 'bare', 'in a transaction with a scope', 'with row-level security', 'security ÷ transaction', 'security ÷ bare'], rows),
  ].join('\n');
}

async function compare(read: Read, windows: Window[], app: Pool, superuser: Pool): Promise<(string | number)[]> {
  const took: Record<'bare' | 'transaction' | 'secured', number[]> = { bare: [], transaction: [], secured: [] };
  for (let n = 0; n < READS; n += 1) {
    const window = windows[n % windows.length] as Window;
    const at = (n * 17) % window.tasks.length;
    const inScope = read.scope(window.tasks[at]?.societyId ?? '');
    const ways = {
      bare: () => read.run(unscoped(superuser), window, at),
      transaction: () => withScope(superuser, inScope, (tx) => read.run(tx, window, at)),
      secured: () => withScope(app, inScope, (tx) => read.run(tx, window, at)),
    };
    const found = new Set<number>();
    for (const way of ['bare', 'transaction', 'secured'] as const) {
      const begun = performance.now();
      found.add(await ways[way]());
      took[way].push(performance.now() - begun);
    }
    if (found.size !== 1) throw new Error(`${read.name}: the ways differ: ${[...found].join(', ')}`);
  }
  const [bare, transaction, secured] = [median(took.bare), median(took.transaction), median(took.secured)];
  return [read.name, bare.toFixed(2), transaction.toFixed(2), secured.toFixed(2), (secured / transaction).toFixed(2), (secured / bare).toFixed(2)];
}
