import { ApiProblem } from '../api/client.js';
import { StartUpError } from './local/start-up-error.js';
import { readArguments, WrongArgument } from './rehearse/arguments.js';
import { BY_HAND } from './rehearse/by-hand.js';
import { connect } from './rehearse/connection.js';
import { CannotRehearse } from './rehearse/programme.js';
import { both, tell } from './rehearse/say.js';
import { rehearseAll } from './rehearse/whole.js';

/**
 * `npm run rehearse -- …`: runs a programme in a realm of its own, through the public API, with simulated people; or opens
 * one to be stepped by hand. Exit code 0 when everything holds, 1 when something does not, 2 when it could not be run.
 */
async function rehearse(): Promise<number> {
  // The bootstrap's own word comes first.
  const given = readArguments(process.argv.slice(process.argv[2] === 'rehearse' ? 3 : 2));
  const [first] = given.words;
  if (first === undefined) {
    tell(both('rehearse.usage'));
    return 2;
  }
  const connection = await connect(process.env, tell);
  const stop = (): void => void connection.close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const byHand = BY_HAND[first];
    if (byHand === undefined) return (await rehearseAll(connection, first, given)) ? 0 : 1;
    await byHand(connection, given);
    return Number(process.exitCode ?? 0);
  } finally {
    await connection.close();
  }
}

/** One sentence for what whoever asked can do something about; anything else is a bug. */
function sentence(error: unknown): string | undefined {
  if (error instanceof WrongArgument) return `${both('rehearse.wrongOption', { reason: error.message })}\n${both('rehearse.usage')}`;
  if (error instanceof CannotRehearse || error instanceof StartUpError) return error.message;
  return error instanceof ApiProblem ? `${error.problem.title} (${error.problem.code})${facts(error)}` : undefined;
}

const facts = ({ problem }: ApiProblem): string => (problem.fact === undefined ? '' : `\n${JSON.stringify(problem.fact, null, 2)}`);

try {
  process.exit(await rehearse());
} catch (error) {
  const told = sentence(error);
  if (told === undefined) throw error;
  tell(told);
  process.exit(2);
}
