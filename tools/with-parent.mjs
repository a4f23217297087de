// Runs a server that would otherwise outlive its parent: PostgreSQL, or a `temporal` command that is installed.
//   node tools/with-parent.mjs [--uid N --gid N] -- command [argument…]
// When standard input ends, because the parent closed it or was killed, the server is asked to stop (SIGINT, which is a fast
// shutdown to PostgreSQL). SIGTERM and SIGINT are passed on. The exit code is the server's.
import { spawn } from 'node:child_process';

const divider = process.argv.indexOf('--');
const options = process.argv.slice(2, divider);
const [command, ...args] = process.argv.slice(divider + 1);

const option = (name) => {
  const at = options.indexOf(name);
  return at < 0 ? undefined : Number(options[at + 1]);
};

const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], uid: option('--uid'), gid: option('--gid') });
server.on('error', (error) => {
  console.error(`${command}: ${error.message}`);
  process.exit(127);
});
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));

const stop = () => server.kill('SIGINT');
process.stdin.resume();
process.stdin.on('end', stop);
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
