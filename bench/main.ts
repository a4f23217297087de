/** `npm run bench -- submit | close | scope | events | assign | why | lists`: measures, where it needs them on a database or a system of its own, and writes the figures into bench/results.md. */
import { assign } from './assign.js';
import { close } from './close.js';
import { withDatabase } from './database.js';
import { events } from './events.js';
import { lists } from './lists.js';
import { keep } from './results.js';
import { scope } from './scope.js';
import { submit } from './submit.js';
import { why } from './why.js';

const BENCHES = {
  submit: () => withDatabase(submit),
  close: () => withDatabase(close),
  scope: () => withDatabase(scope),
  events,
  assign,
  why: () => withDatabase(why),
  lists,
} satisfies Record<string, () => Promise<string>>;

const name = process.argv[2] ?? '';
if (!isBench(name)) {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exit(1);
}
const figures = await BENCHES[name]();
console.log(figures);
await keep(name, figures);

function isBench(asked: string): asked is keyof typeof BENCHES {
  return asked in BENCHES;
}
