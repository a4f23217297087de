/** What every kind of explanation has: what its id names, who may ask, and how it computes the result again. */
import { may, reach, societiesOf } from '../../../domain/access/policies.js';
import type { Permission } from '../../../domain/access/permissions.js';
import type { Principal } from '../../../domain/access/roles.js';
import type { Explanation } from '../../../domain/explanation.js';
import type { Scope, Tx } from '../../../records/pool.js';
import type { Plans } from '../platform/plans.js';

export interface Question {
  /** In the asker's own scope: what is not there, does not exist for the asker. */
  tx: Tx;
  /** In the scope of the realm, for what a result was computed from; nothing of others goes into an answer but counts. */
  whole: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The parts of the id. */
  ids: readonly string[];
  who: Principal;
  /** Who may see every row of it; others ask about themselves. */
  insider: boolean;
  plans: Plans;
  locale: 'zh' | 'en';
}

export interface Why {
  stored: Explanation['result'];
  explanation: Explanation;
  /** Whether what is stored beside the result (what was recommended, an answer's deadline) comes out again; true where there is nothing. */
  holds?: boolean;
  /** Of the programme, for the names of indicators, rules and tiers. */
  programmeVersionId: string;
}

export interface KindOfExplanation {
  /** `uuid`, `key` or `year` by name of the part. */
  id: Readonly<Record<string, 'uuid' | 'key' | 'year'>>;
  /** Who may ask about everybody's. */
  insiders: Permission;
  /** Others who may ask, about what is theirs. */
  others: readonly ('society' | 'expert' | 'anybody')[];
  explain(question: Question): Promise<Why | undefined>;
}

/** The rows that a question may rest on; null when this principal may not ask at all. */
export function scopeOf(who: Principal, kind: KindOfExplanation): (Scope & { insider: boolean }) | null {
  const wide = may(who, kind.insiders) ? reach(who, kind.insiders) : null;
  if (wide?.society === '*') return { ...wide, insider: true };
  const own = kind.others.includes('society') || kind.others.includes('anybody');
  if (own && who.societyId !== undefined) return { realm: who.realm, society: societiesOf(who).join(','), insider: false };
  const reads = (kind.others.includes('expert') && who.expertId !== undefined) || (kind.others.includes('anybody') && who.accountId !== null);
  return reads && who.societyId === undefined ? { realm: who.realm, society: '*', insider: false } : null;
}

const SHAPE = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  key: /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/,
  year: /^\d{4}$/,
};

/** The parts of an id, or undefined when it is not of that shape. */
export function readId(kind: KindOfExplanation, id: string): string[] | undefined {
  const given = id.split(':');
  const shapes = Object.values(kind.id);
  return given.length === shapes.length && shapes.every((shape, n) => SHAPE[shape].test(given[n] ?? '')) ? given : undefined;
}
