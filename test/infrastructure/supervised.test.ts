import { Supervised, type Part, type Running } from '../../apps/cli/local/supervised.js';
import { StartUpError } from '../../apps/cli/local/start-up-error.js';
import { until } from '../support/poll.js';

/** A part whose processes end when the test says so. */
class FakePart implements Part<Running> {
  readonly name = 'fake';
  readonly logFile = 'fake.log';
  starts = 0;
  failing = false;
  crash: () => void = () => undefined;

  async start(): Promise<Running> {
    this.starts += 1;
    if (this.failing) throw new StartUpError('partMissing', { file: 'fake' });
    let end: Running['stop'] = () => Promise.reject(new Error('not started'));
    const exited = new Promise<{ code: number; signal: null }>((resolve) => {
      this.crash = () => resolve({ code: 1, signal: null });
      end = () => {
        resolve({ code: 0, signal: null });
        return exited;
      };
    });
    return { pid: this.starts, exited, lastWords: () => 'out of luck', stop: () => end() };
  }
}

function supervise(part: FakePart) {
  const seen = { restarts: 0, gaveUp: [] as string[] };
  const supervised = Supervised.start(
    part,
    { restarting: () => undefined, restarted: () => void (seen.restarts += 1), gaveUp: (error) => void seen.gaveUp.push(error.message) },
    1,
  );
  return { seen, supervised };
}

test('a part that ends by itself is started again', async () => {
  const part = new FakePart();
  const { seen, supervised } = supervise(part);
  await supervised;
  part.crash();
  await until(() => seen.restarts === 1);
  expect(part.starts).toBe(2);
  await (await supervised).stop();
  expect(part.starts).toBe(2);
});

test('five ends within a minute are said once, in one sentence with the last words', async () => {
  const part = new FakePart();
  const { seen, supervised } = supervise(part);
  await supervised;
  for (let crashes = 1; crashes <= 5; crashes += 1) {
    part.crash();
    await until(() => seen.restarts === crashes || seen.gaveUp.length > 0);
  }
  expect(seen.gaveUp).toEqual([expect.stringContaining('fake ended five times within a minute')]);
  expect(seen.gaveUp[0]).toContain('out of luck');
  expect(part.starts).toBe(5);
  await (await supervised).stop();
});

test('a restart that fails counts as an end', async () => {
  const part = new FakePart();
  const { seen, supervised } = supervise(part);
  await supervised;
  part.failing = true;
  part.crash();
  await until(() => seen.gaveUp.length === 1);
  expect(part.starts).toBe(5);
  await (await supervised).stop();
});

test('a part that cannot be started at all is an error for whoever started the system', async () => {
  const part = new FakePart();
  part.failing = true;
  await expect(supervise(part).supervised).rejects.toThrow(StartUpError);
});
