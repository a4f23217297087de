import { explainRefusal } from '../../../domain/explaining/refusal.js';
import { isMessageKey, type Params, sayCode, sayKey } from '../../../domain/wording/catalogue.js';
import { withInstants } from '../../../domain/wording/dates.js';
import { speak } from '../../../domain/wording/explaining.js';
import { withGroupNames } from '../../../domain/wording/groups.js';
import type { Problem } from '../contract/problem.js';
import type { Locale } from '../http/request.js';
import type { Refused } from './refused.js';
import { statusOf } from './status.js';

/** The problem document of a refusal, in the reader's language. */
export function problemOf({ refusal, details }: Refused, locale: Locale): Problem {
  const status = statusOf(refusal.code);
  const why = restsOnRule(status, refusal) ? speak(locale, explainRefusal(refusal, details.fact)) : undefined;
  const params = withInstants(locale, refusal.params);
  return {
    type: `urn:xuehui:problem:${refusal.code.toLowerCase().replaceAll('_', '-')}`,
    title: sayCode(locale, refusal.code, details.programme === undefined ? params : withGroupNames(locale, details.programme, params)),
    status,
    code: refusal.code,
    errors: details.errors?.map(({ field, code, params }) => ({ field, code, message: sayField(locale, code, params) })) ?? fieldOf(refusal.field, refusal.code, locale),
    rule: refusal.rule,
    fact: details.fact,
    why,
  };
}

/** What was refused by a rule, of a source or of the process, can be asked why; a malformed request, or a failure, has none. */
const restsOnRule = (status: number, { rule }: Refused['refusal']): boolean => rule !== undefined || status === 409 || status === 422;

/** A refusal about one field is shown at that field too. */
function fieldOf(field: string | undefined, code: string, locale: Locale): Problem['errors'] {
  return field === undefined ? undefined : [{ field, code, message: sayCode(locale, code) }];
}

/** What is wrong with one field: its own words, else the common ones of a code. */
export const sayField = (locale: Locale, code: string, params: Params = {}): string => {
  if (isMessageKey(`field.${code}`)) return sayKey(locale, `field.${code}`, params);
  return isMessageKey(code) || isMessageKey(`problem.${code}`) ? sayCode(locale, code, params) : sayKey(locale, 'field.invalid');
};
