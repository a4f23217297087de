/** The only clock of the domain: real time in the live realm, a stored and stepped instant in a rehearsal. */
import { only, type Tx } from './pool.js';

/** Epoch milliseconds. */
export async function now(tx: Tx, realm: string): Promise<number> {
  const { rows } = await tx.query<{ now: number }>('SELECT app.now($1) AS now', [realm]);
  return only(rows).now;
}
