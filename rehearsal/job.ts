/**
 * A whole rehearsal in a process of its own, for whoever forks it: it is told once what to play, tells how far it is, and ends with
 * what came of it. It lives no longer than the one who asked.
 */
import path from 'node:path';
import { parseProgramme } from '../domain/programme/parse.js';
import { chanceOf } from './chance.js';
import { syntheticSocieties } from './data.js';
import { rehearse } from './whole.js';

interface Order {
  baseUrl: string;
  token: string;
  /** The programme's file as it was published. */
  source: string;
  fileName: string;
  societies: number;
  seed: string;
}

const tell = (message: object): void => void process.send?.(message);

async function play({ baseUrl, token, source, fileName, societies, seed }: Order): Promise<void> {
  const read = parseProgramme(source, fileName);
  if (!read.ok) throw new Error(`${fileName}: ${read.problems.map(({ line, code }) => `${line} ${code}`).join(', ')}`);
  const { programme } = read;
  const label = `${programme.name.zh} ${societies}`;
  const { cast, result, faults } = await rehearse(
    { baseUrl, token, programme, source, seed, label, societies: syntheticSocieties(programme, societies, chanceOf(seed)) },
    ({ now, stage, openTasks, acts }) => tell({ progress: { now, ...(stage === undefined ? {} : { stage }), openTasks, acts } }),
  );
  tell({ done: { rehearsal: cast.setting.realm, ...result, faults } });
}

process.once('disconnect', () => process.exit(1));
process.once('message', (order) => {
  play(order as Order)
    .catch((error: unknown) => tell({ failed: error instanceof Error ? `${path.basename(error.name)}: ${error.message}` : String(error) }))
    .finally(() => process.disconnect?.());
});
