import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before API, worker and mail catcher (`node --import`): when the supervisor is gone, its end of the pipe closes, and the
 * process stops as if it had been told to. A production container does not load it.
 */
const PATIENCE_MS = 15_000;

// The threads that run workflows load this too; they have no standard input of their own.
if (isMainThread) {
  process.stdin.on('end', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  });
  process.stdin.resume();
  // Listening for the end must not keep a process alive that has finished.
  process.stdin.unref();
}
