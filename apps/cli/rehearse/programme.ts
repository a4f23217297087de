import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseProgramme } from '../../../domain/programme/parse.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { sayKey } from '../../../domain/wording/catalogue.js';
import { chanceOf } from '../../../rehearsal/chance.js';
import { type SocietyPlan, syntheticSocieties } from '../../../rehearsal/data.js';
import { type InputFault, InputProblem, readSocieties } from '../../../rehearsal/input.js';
import { ROOT } from '../local/root.js';
import type { Arguments } from './arguments.js';
import { both } from './say.js';

/** Why a rehearsal cannot begin; the message is for whoever asked for it. */
export class CannotRehearse extends Error {
  override name = 'CannotRehearse';
}

/** By its key, from programmes/; or any other file, also one that is not published yet. */
export function readProgramme(name: string): { programme: Programme; source: string } {
  const shipped = path.join(ROOT, 'programmes', `${name}.yaml`);
  const file = name.endsWith('.yaml') ? path.resolve(name) : shipped;
  if (!existsSync(file)) throw new CannotRehearse(both('rehearse.noProgramme', { name }));
  const source = readFileSync(file, 'utf8');
  const read = parseProgramme(source, path.basename(file));
  if (read.ok) return { programme: read.programme, source };
  const lines = read.problems.map(({ line, code, params }) => {
    const message = `${sayKey('zh', `programmeProblem.${code}`, params)} · ${sayKey('en', `programmeProblem.${code}`, params)}`;
    return both('rehearse.programmeInvalid', { file, line, message });
  });
  throw new CannotRehearse(lines.join('\n'));
}

/** From the table that was given, else made up. */
export async function societiesFor(programme: Programme, { input, societies, seed }: Arguments): Promise<SocietyPlan[]> {
  const chance = chanceOf(seed);
  if (input === undefined) return syntheticSocieties(programme, societies, chance);
  try {
    return await readSocieties(input, programme, chance);
  } catch (error) {
    if (error instanceof InputProblem) throw new CannotRehearse(error.faults.map(sayFault).join('\n'));
    throw new CannotRehearse(both('rehearse.inputUnreadable', { file: input, reason: error instanceof Error ? error.message : String(error) }));
  }
}

const sayFault = ({ row, column, code }: InputFault): string =>
  both('rehearse.inputFault', { row, column, message: both(`rehearse.input.${code}`) });
