/** What an administrator reads in the Temporal UI: search attributes and the current details, Chinese first. */
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
import type { Seen } from '../activities/stepping.js';

export const Attributes = {
  mode: defineSearchAttributeKey('Mode', SearchAttributeType.KEYWORD),
  roundId: defineSearchAttributeKey('RoundId', SearchAttributeType.KEYWORD),
  societyId: defineSearchAttributeKey('SocietyId', SearchAttributeType.KEYWORD),
  programme: defineSearchAttributeKey('Programme', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  waitingFor: defineSearchAttributeKey('WaitingFor', SearchAttributeType.KEYWORD),
  attention: defineSearchAttributeKey('Attention', SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey('DueAt', SearchAttributeType.DATETIME),
  waitingSince: defineSearchAttributeKey('WaitingSince', SearchAttributeType.DATETIME),
};

type Parked = Extract<Seen, { done: false }>;

export function searchAttributes(step: string, seen: Parked): SearchAttributePair[] {
  return [
    { key: Attributes.stage, value: step },
    { key: Attributes.waitingFor, value: seen.role === '' ? 'nobody' : seen.role },
    { key: Attributes.attention, value: seen.attention },
    { key: Attributes.waitingSince, value: new Date(seen.since) },
    { key: Attributes.dueAt, value: seen.until === null ? null : new Date(seen.until) },
  ] as SearchAttributePair[];
}
