/**
 * Whose record it is that another authority shares (004 §5): matched by 统一社会信用代码 [C]. Where code and name do not go
 * together a person decides; nobody is matched by name alone.
 */
import type { Authority } from '../authority.js';

export interface KnownSociety {
  id: string;
  code: string;
  name: string;
  authority: Authority;
}

export type Match =
  | { society: string }
  /** `candidate`: whom it might be. */
  | { disputed: 'NAME_DIFFERS' | 'CODE_DIFFERS' | 'SOCIETY_UNKNOWN'; candidate: string | null };

/** The Ministry's records reach CAST's societies only. */
export function matchSociety(shared: { creditCode: string; name: string }, societies: readonly KnownSociety[]): Match {
  const own = societies.filter((society) => society.authority === 'CAST');
  const byCode = own.find((society) => society.code === shared.creditCode);
  if (byCode) return sameName(byCode.name, shared.name) ? { society: byCode.id } : { disputed: 'NAME_DIFFERS', candidate: byCode.id };
  const byName = own.find((society) => sameName(society.name, shared.name));
  return byName ? { disputed: 'CODE_DIFFERS', candidate: byName.id } : { disputed: 'SOCIETY_UNKNOWN', candidate: null };
}

/** Full-width letters and spaces make no other name. */
const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');
