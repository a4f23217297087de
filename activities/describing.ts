/** What an administrator reads in the Temporal UI, Chinese first. No names: this ends up in the history. */
import { say } from '../domain/wording/catalogue.js';
import { sayWait, sayWaitShort } from '../domain/wording/waits.js';
import type { Parking, Wait } from '../records/waits.js';

export function waitDetails(wait: Pick<Wait, 'workflow_id'>, parking: Parking, since: number): string {
  const cause = parking.attention && parking.attention !== 'none' ? `\n\n${say('zh', `stuck.cause.${parking.attention}`)}` : '';
  return `${sayWait('zh', { ...parking, since })}${cause}\n\n${wait.workflow_id} · ${parking.step}`;
}

export const waitSummary = (parking: Parking): string => sayWaitShort('zh', parking);
