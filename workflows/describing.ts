/** What a parked workflow shows of itself in the Temporal UI's lists. */
import type { SearchAttributePair } from '@temporalio/common';
import type { Seen } from '../activities/stepping.js';
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
