/** The search attributes of the Temporal UI. Their types never change. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

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
} as const;
