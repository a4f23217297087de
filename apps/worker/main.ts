/** The worker process: one worker for the live queue, one for rehearsals, the reconciler, and the audit's anchors. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../../activities/create-activities.js';
import { LIVE, taskQueue } from '../../domain/ids.js';
import { createPool } from '../../records/pool.js';
import { createWaker } from '../../temporal/waking.js';
import { startAnchoring } from './anchoring.js';
import { readConfig } from './config.js';
import { becomeCurrent, deploymentOf } from './deployment.js';
import { Failures } from './failures.js';
import { startReconciler } from './reconciler.js';
import { createTransport } from './smtp.js';

const config = readConfig(process.env);
const logger = new DefaultLogger('WARN');
Runtime.install({ logger, shutdownSignals: [] });

const pool = createPool(config.DATABASE_URL, 24);
const native = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
const waker = createWaker(pool, client);
const transport = createTransport(config.SMTP_URL, config.MAIL_FROM);
const activities = createActivities({ pool, waker, transport, publicUrl: config.PUBLIC_URL });

const codePath = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));
const workerDeploymentOptions = await deploymentOf(codePath);
const options: Omit<WorkerOptions, 'taskQueue'> = {
  connection: native,
  namespace: config.TEMPORAL_NAMESPACE,
  workflowBundle: { codePath },
  workerDeploymentOptions,
  activities,
  interceptors: { activity: [(context) => ({ inbound: new Failures(context, pool) })] },
  shutdownGraceTime: '10s',
  maxCachedWorkflows: 2_000,
  maxConcurrentActivityTaskExecutions: 20,
};
const workers = await Promise.all([
  Worker.create({ ...options, taskQueue: taskQueue(LIVE) }),
  Worker.create({ ...options, taskQueue: taskQueue('') }),
]);
const reconciler = startReconciler({ pool, client, waker, everyMs: config.RECONCILE_MS, warn: (message) => logger.warn(message) });
const anchoring = startAnchoring({ pool, log: (message) => process.stdout.write(`${message}\n`), warn: (message) => logger.warn(message) });

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  for (const worker of workers) worker.shutdown();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

const running = workers.map((worker) => worker.run());
await becomeCurrent(client, workerDeploymentOptions.version.buildId, () => stopping);
process.stdout.write('worker ready\n');
await Promise.all(running);
anchoring.stop();
await reconciler.stop();
transport.close();
await connection.close();
await native.close();
await pool.end();
