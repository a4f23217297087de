/** What an administrator reads in the Temporal UI, Chinese first. No names: this ends up in the history. */
import { say, sayCode, sayKey } from '../domain/wording/catalogue.js';
import { sayDue, sayInstant } from '../domain/wording/dates.js';
import type { Parking, Wait } from '../records/waits.js';

export function waitDetails(wait: Pick<Wait, 'workflow_id'>, parking: Parking, since: number): string {
  const { what, then, who } = words(parking);
  const sentence = parking.until === null
    ? say('zh', 'wait.noDeadline', { who, what, since: sayInstant('zh', since), then })
    : say('zh', 'wait.sentence', { who, what, since: sayInstant('zh', since), until: sayDue('zh', parking.until), then });
  const cause = parking.attention && parking.attention !== 'none' ? `\n${say('zh', `stuck.cause.${parking.attention}`)}` : '';
  return `${sentence}${cause}\n${wait.workflow_id} · ${parking.step}`;
}

/** On timers: at most 200 bytes, about 66 Chinese characters. */
export function waitSummary(parking: Parking): string {
  if (parking.until === null) return '';
  const { what, who } = words(parking);
  return say('zh', 'wait.summary', { who, what, until: sayDue('zh', parking.until) }).slice(0, 60);
}

function words(parking: Parking): { who: string; what: string; then: string } {
  const params = { ...parking.params };
  if (typeof params.code === 'string') params.problem = sayCode('zh', params.code, params);
  return {
    who: parking.role === '' ? '' : sayKey('zh', `role.${parking.role}`),
    what: sayKey('zh', `wait.${parking.what}.what`, params),
    then: sayKey('zh', `wait.${parking.what}.then`, params),
  };
}
