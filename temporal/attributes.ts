/** What a workflow is found by in the Temporal UI from its start on. Ids only. */
import { TypedSearchAttributes } from '@temporalio/common';
import { LIVE } from '../domain/ids.js';
import { sayKey } from '../domain/wording/catalogue.js';
import type { StartableWait } from '../records/waits.js';
import { Attributes } from '../workflows/attributes.js';

export function startAttributes(wait: Pick<StartableWait, 'realm' | 'round_id' | 'programme_key' | 'society_id' | 'stage' | 'type'>): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: Attributes.mode, value: wait.realm === LIVE ? 'live' : 'rehearsal' },
    { key: Attributes.roundId, value: wait.round_id },
    { key: Attributes.programme, value: wait.programme_key },
    ...(wait.society_id === null ? [] : [{ key: Attributes.societyId, value: wait.society_id }]),
    { key: Attributes.stage, value: wait.stage === '' ? wait.type : wait.stage },
    { key: Attributes.attention, value: 'none' },
  ]);
}

/** Of a workflow that belongs to a realm and to no round. */
export const realmAttributes = (realm: string, type: string): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: Attributes.mode, value: realm === LIVE ? 'live' : 'rehearsal' },
    { key: Attributes.stage, value: type },
    { key: Attributes.attention, value: 'none' },
  ]);

export const summaryOf = (wait: Pick<StartableWait, 'type'>): string => sayKey('zh', `workflow.${wait.type}`);
