import os from 'node:os';
import { Connection } from '@temporalio/client';
import { LIVE, taskQueue } from '../../domain/ids.js';
import { pollsSince } from './local/readiness.js';

/** `node dist/apps/cli/worker-health.js`: exit code 0 if a worker on this host asked Temporal for work within the last minutes. */
const WITHIN_MS = 180_000;

const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS });
const namespace = process.env.TEMPORAL_NAMESPACE || 'default';
const polls = await pollsSince(connection, { namespace, taskQueue: taskQueue(LIVE), sinceMs: Date.now() - WITHIN_MS, host: os.hostname() });
await connection.close();
process.exitCode = polls ? 0 : 1;
