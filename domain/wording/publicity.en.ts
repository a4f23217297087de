/** Publicity, objections, tiers and quotas: what is refused, what is explained, what is written to people. */
import type { publicityZh } from './publicity.zh.js';

export const publicityEn = {
  QUOTA_EXCEEDED: '{tier} is planned for {planned}; this programme does not give more than planned (now {actual}).',
  VARIANCE_REASON_REQUIRED: '{tier} is planned for {planned} and would have {actual}: “about” allows it, with a reason that stays on record.',
  NOT_RANKED: '{society} is not in this ranking.',
  MOVE_CHANGES_NOTHING: '{society} is in that tier already.',
  MOVE_PARTNER_ELSEWHERE: '{society} is not in the tier that is moved into and cannot give up a place there.',
  MOVE_BREAKS_GROUP_QUOTA: 'The move breaks the quota of group {group} (limit {limit}, {actual} after the move).',
  QUOTA_BELOW_ZERO: 'A quota cannot be below zero.',

  LIST_CONFIRMED: 'The preliminary list is confirmed and its numbers stand; reopen the ranking first.',
  'mail.quotaChanged.subject': '[{round}] Planned numbers changed',
  'mail.quotaChanged.body': '{recipient},\n\nThe planned numbers of this round change from {before} to {after}.\n\nReason: {reason}\n\n{link}',

  EXPLAIN_TIER: 'Ranked {rank}, with {ahead} ahead; the tiers are filled in the order of the ranks, which gives {tier}.',
  EXPLAIN_RESERVE: 'Ranked {rank}; the {places} places of all tiers were filled in the order of the ranks, so it is in the reserve.',
  EXPLAIN_PASSED_CAP: 'Group {group} has reached its cap of {limit}; it was passed over when {tier} was filled.',
  EXPLAIN_PASSED_FLOOR: 'When {tier} was filled, the {limit} place(s) left were owed to {groups} for their floors; it was passed over.',
  EXPLAIN_PASSED_TIE: 'Among equals for the {limit} place(s) left to their group it was not chosen ({tier}), a collective decision.',
  EXPLAIN_TIE: 'Rank {rank} is tied at the border of {tier}; decided collectively, minutes {minutes}.',
  EXPLAIN_MOVED: 'Moved by hand from {from} to {to}; reason: {reason}.',
  EXPLAIN_MADE_WAY: 'Made way for {society}: from {from} to {to}; reason: {reason}.',
  EXPLAIN_NEXT_IN_RANK: 'After {removed} left {tier}, {replacement} (rank {rank}) is the best in the reserve that is still there; it moves up and is publicised for a period of its own.',
  EXPLAIN_CHOSEN_BETWEEN_EQUALS: 'After {removed} left {tier} the reserve was tied at rank {rank}; people chose {replacement}, minutes {minutes}.',
  EXPLAIN_CHOSEN_WITH_REASON: '{removed} left {tier}; it was decided that {replacement} (rank {rank}) moves up, because: {reason}; minutes {minutes}.',
  EXPLAIN_PLACE_TAKEN: '{removed} left {tier}; {replacement} moved up and was publicised for a period of its own.',
  EXPLAIN_NO_MORE_ROUNDS: '{removed} left {tier}; at most {max} further round(s) of publicity, so nobody moves up any more.',
  EXPLAIN_RESERVE_EMPTY: '{removed} left {tier}; nobody is left in the reserve.',
  EXPLAIN_NOT_AVAILABLE: '{society} cannot move up: {why}.',
} as const satisfies Record<keyof typeof publicityZh, string>;
