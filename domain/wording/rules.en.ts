/** What the rules of `domain` say, in English. `{name}` is filled from the refusal's or reason's params. */
import type { rulesZh } from './rules.zh.js';

export const rulesEn = {
  // calendar
  CALENDAR_UNKNOWN: 'The State Council’s holiday arrangement for {year} is not in the calendar yet, so it is not known whether {day} is a working day. Update the calendar first.',
  PERIOD_COUNT_INVALID: 'A period is a whole number of days from 1 to 3660 (here {count}).',
  PERIOD_ROLLED: 'The last day of the period is a rest day; the period ends with the next working day.',
  PERIOD_FIRST_DAY_COUNTED: 'By rule, the starting day counts towards this period.',
  SUSPENSION_INVALID: 'The suspended time is not valid ({milliseconds} ms).',
  DEADLINE_PRINTED: '{weekday} {date} {month} {year}, 24:00 Beijing time (that day included)',
  DEADLINE_DAYS_LEFT: ' · {days} day(s) left',
  DEADLINE_TODAY: ' · due today',
  DEADLINE_PASSED: ' · closed',
  WEEKDAYS: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  MONTHS: 'January February March April May June July August September October November December',

  // eligibility
  PARTY_ORGANISATION_COMPLETE: 'The party organisation is complete (as of {asOf}; source: {document}).',
  PARTY_ORGANISATION_INCOMPLETE: 'The party organisation is incomplete (as of {asOf}; source: {document}): the application is not accepted. You may contest this fact with supporting documents.',
  PARTY_ORGANISATION_UNKNOWN: 'There is no valid record of whether the party organisation is complete; it must be verified first.',
  PARTY_ORGANISATION_CONFLICT: 'The records of the party organisation as of {asOf} contradict each other; they must be verified first.',
  VIOLATION_IN_WINDOW: 'A violation of discipline or law lies in the period examined (when: {on}; source: {document}): the application is not accepted. You may contest this fact with supporting documents.',
  CIRCULAR_CRITICISM_IN_WINDOW: 'Criticism by circular for breaking state rules lies in the period examined (when: {on}; by: {issuer}; provision: {provision}; source: {document}): the application is not accepted. You may contest this fact with supporting documents.',
  PENALTY_IN_WINDOW: 'A penalty for breaking state rules lies in the period examined (when: {on}; by: {issuer}; provision: {provision}; source: {document}): the application is not accepted. You may contest this fact with supporting documents.',
  CRITICISM_NOT_BY_CIRCULAR: 'The criticism was not by circular (when: {on}; source: {document}) and does not count.',
  ISSUER_OR_PROVISION_MISSING: 'The record lacks the department or the provision that was broken (when: {on}; by: {issuer}; provision: {provision}); it must be completed first.',
  FACT_UNDATED: 'The record has no date (source: {document}), so it is not known whether it lies in the period examined; it must be completed first.',
  FACT_BEFORE_WINDOW: 'It happened before the period examined (when: {on}; source: {document}) and does not count.',
  FACT_AFTER_WINDOW: 'It happened after the period examined (when: {on}; source: {document}): no ground for refusal, but staff should look at it.',
  VIOLATIONS_NOT_CHECKED: 'Violations have not been checked for {from} to {to}.',
  CRITICISM_NOT_CHECKED: 'Criticism by circular has not been checked for {from} to {to}.',
  PENALTIES_NOT_CHECKED: 'Penalties have not been checked for {from} to {to}.',
  WINDOW_NOT_CHECKED: '{from} to {to} has not been checked.',
  WINDOW_CLEAR: 'Checked for {fromYear} to {toYear}: nothing of the kind.',
  FLAGGED_BY_STAFF: 'Staff named a further case ({asOf}): {reason}.',
  NO_FURTHER_CASE: 'No further case was named.',
  ELIGIBILITY_PASSED_BY_STAFF: 'Accepted by a person’s decision; reason: {reason}.',
  ELIGIBILITY_REFUSED_BY_STAFF: 'Not accepted by a person’s decision; reason: {reason}.',

  // assessment
  BAND_REACHED: '{indicator}: value {value} reaches {threshold}, {share} % of the points.',
  BELOW_ALL_BANDS: '{indicator}: value {value} does not reach the lowest band {threshold}, {share} % of the points.',
  INDICATOR_MISSING: '{indicator}: no figure, or none with evidence; listed as missing, which is not zero.',
  TIE_NEEDS_MINUTES: 'Settling a tie needs the number of the minutes.',
  NOT_IN_TIE: '{society} is not among the tied.',
  TIE_PLACES_NOT_FILLED: '{tied} are tied for {places} place(s): choose exactly {places}, or all {tied} (now {chosen}).',

  // tiers
  GROUP_QUOTA_BROKEN: 'That choice breaks a discipline group’s cap or floor (tier {tier}).',
  GROUP_QUOTA_LEAVES_ROOM: 'The group quotas have room for {society}; settling the tie must not drop it.',
  RESERVE_EMPTY: 'No society is left to move up.',
  RESERVE_TIED: '{societies} ({count}) are tied; which of them moves up is decided collectively.',

  // review
  EXPERTS_TOO_FEW: 'There are not enough experts (group and readings short: {groups}; {short} in all), for applications {applications}. Add experts, raise their limits, or ask for fewer per application.',
  SCORE_MISSING: '“{criterion}” has no score yet.',
  SCORE_OUT_OF_RANGE: '“{criterion}” is scored from 0 to {points} (now {score}).',
  SCORE_REASON_REQUIRED: '“{criterion}” is below {below} % or above {above} %: a reason is required.',
  CRITERION_UNKNOWN: 'The sheet has no “{criterion}”.',
  PASS_FAIL_MISSING: '“{question}” has not been answered with pass or fail.',
  PASS_FAIL_REASON_REQUIRED: '“{question}” is answered with fail: a reason is required.',
  SUGGESTED_TIER_MISSING: 'Suggest a tier.',
  SUGGESTED_TIER_UNKNOWN: 'There is no tier “{tier}”.',
  RECUSAL_STATEMENT_MISSING: 'Confirm the recusal statement first.',

  // funds
  AMOUNT_NOT_WHOLE_CENTS: 'Amounts are whole cents and not zero (account {account}, now {amount}).',
  POSTING_NOT_BALANCED: 'The posting does not balance ({lines} lines, {difference} cents off).',
  APPROPRIATION_EXCEEDED: 'Commitments of {committed} cents exceed the appropriation of {appropriated}.',
  ACCOUNT_OVERDRAWN: 'Account {account} of {society} is short by {missing} cents.',
  INSTALMENTS_NOT_100_PERCENT: 'Instalments make 100 %, each of them above 0 (now {percent} %).',
  BUDGET_EMPTY: 'The budget has no line.',
  BUDGET_LINE_NOT_A_NUMBER: 'Line {line}: unit price, quantity or amount is not valid.',
  BUDGET_LINE_DOES_NOT_MULTIPLY: 'Line {line}: unit price × quantity is {computed} yuan, stated are {stated}.',
  BUDGET_BASIS_MISSING: 'Line {line}: the basis of the calculation is missing.',
  FUND_DIRECTION_MISSING: 'Line {line}: the direction of fund use is missing.',
  USE_FORBIDDEN: 'Line {line}: award money must not be used for {useEn}.',
  USE_TURNED_DOWN: 'Line {line}: turned down on review; reason: {reason}.',
  BORDERLINE_USE: 'This use lies next to a forbidden one; a person decides.',
  FORBIDDEN_WORD: 'The text sounds like a forbidden or borderline use; a person decides.',
  BUDGET_OVER_AWARD: 'The budget from award money is {total} yuan, more than the award of {award}.',
} as const satisfies Record<keyof typeof rulesZh, string>;
