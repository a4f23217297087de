import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePrivate } from './data-folder.js';
import { ROOT } from './root.js';

/** With what the command line opens rehearsals: a token in the data folder, made anew at each start, for its owner only. */
const fileIn = (data: string): string => path.join(data, 'operator-token');

export const readOperatorToken = (data: string): string | undefined => (existsSync(fileIn(data)) ? readFileSync(fileIn(data), 'utf8').trim() : undefined);

export const forgetOperatorToken = (data: string): void => rmSync(fileIn(data), { force: true });

/** The API knows how tokens are made; it is loaded by path, for no app imports another's inside. */
export async function issueOperatorToken(data: string, databaseUrl: string): Promise<string> {
  const api = (await import(pathToFileURL(path.join(ROOT, 'dist', 'apps', 'api', 'identity', 'operator.js')).href)) as { operatorToken(databaseUrl: string): Promise<string> };
  const token = await api.operatorToken(databaseUrl);
  writePrivate(fileIn(data), `${token}\n`);
  return token;
}
