/** What a parked workflow shows of itself in the Temporal UI's lists. */
import { type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';
import type { NextStage } from '../activities/lifecycle.js';
import type { Seen } from '../activities/stepping.js';
import { LIVE } from '../domain/ids.js';
import { Attributes } from './attributes.js';

type Parked = Extract<Seen, { done: false }>;

export function searchAttributes(step: string, seen: Parked): SearchAttributePair[] {
  return [
    { key: Attributes.stage, value: step },
    { key: Attributes.waitingFor, value: seen.role === '' ? 'nobody' : seen.role },
    { key: Attributes.attention, value: seen.attention },
    { key: Attributes.waitingSince, value: new Date(seen.since) },
    ...(seen.until === null ? [] : [{ key: Attributes.dueAt, value: new Date(seen.until) }]),
  ] as SearchAttributePair[];
}

/** What a stage is found by from its start on: its round's realm, id and programme. */
export const stageAttributes = (stage: NextStage): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: Attributes.mode, value: stage.input.realm === LIVE ? 'live' : 'rehearsal' },
    { key: Attributes.roundId, value: stage.roundId },
    { key: Attributes.programme, value: stage.programme },
    { key: Attributes.stage, value: stage.type },
    { key: Attributes.attention, value: 'none' },
  ]);
