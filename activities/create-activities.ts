/** All activities, bound to the record, to mail and to whoever wakes workflows. */
import type { Pool } from '../records/pool.js';
import { createCommands } from './commands.js';
import { createContests } from './contests.js';
import { createLifecycle } from './lifecycle.js';
import { createMailroom, type Transport } from './mailroom.js';
import { createStepping, type Waker } from './stepping.js';

export interface ActivityParts {
  pool: Pool;
  waker: Waker;
  transport: Transport;
  /** Where links in letters point. */
  publicUrl: string;
}

export function createActivities({ pool, waker, transport, publicUrl }: ActivityParts) {
  const stepping = createStepping(pool, waker);
  return { ...stepping, ...createCommands(pool, waker), ...createLifecycle(pool, waker), ...createMailroom(pool, transport, publicUrl), ...createContests(pool, waker) };
}

export type Activities = ReturnType<typeof createActivities>;
