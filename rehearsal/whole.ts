/** A whole rehearsal, from opening to report. */
import type { Cast } from './cast.js';
import { drive, type Progress } from './driver.js';
import { scaledSettings } from './quota.js';
import { finish, type Finished } from './report.js';
import { type Preparation, prepare } from './setup.js';

export interface Whole extends Finished {
  cast: Cast;
  /** The rehearsal's last instant, epoch milliseconds. */
  now: number;
}

export async function rehearse(preparation: Preparation, tell?: (progress: Progress) => void): Promise<Whole> {
  const begun = performance.now();
  const cast = await prepare(preparation);
  const { now } = await drive(cast, tell === undefined ? {} : { tell });
  const wallSeconds = Math.round((performance.now() - begun) / 100) / 10;
  const { programme, societies } = preparation;
  return { cast, now, ...(await finish(cast, programme, scaledSettings(programme, societies.length), wallSeconds)) };
}
