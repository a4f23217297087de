/**
 * 统一社会信用代码, GB 32100-2015: 17 characters and a check character (GB/T 17710, ISO 7064 MOD 31-3). The letters I, O, S, V
 * and Z are not used.
 */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Powers of 3 modulo 31, as the standard's table has them. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Registration department, kind of body, six digits of the region, nine characters of the body, check character. */
const SHAPE = /^[1-9A-HJ-NP-RTUWXY][0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** The check character of 17 characters; undefined when one of them is not of the standard's set. */
export function checkCharacter(body: string): string | undefined {
  const values = [...body].map((character) => CHARACTERS.indexOf(character));
  if (values.length !== WEIGHTS.length || values.includes(-1)) return undefined;
  const sum = values.reduce((total, value, place) => total + value * (WEIGHTS[place] ?? 0), 0);
  return CHARACTERS[(31 - (sum % 31)) % 31];
}

/** Why a text is no such code; undefined when it is one. */
export function creditCodeFault(code: string): 'CREDIT_CODE_SHAPE' | 'CREDIT_CODE_CHECK' | undefined {
  if (!SHAPE.test(code)) return 'CREDIT_CODE_SHAPE';
  return checkCharacter(code.slice(0, 17)) === code.slice(17) ? undefined : 'CREDIT_CODE_CHECK';
}
