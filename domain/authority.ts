/** Whose programme, whose society, whose record. */
import { z } from 'zod';
import type { Day } from './calendar/beijing.js';

/** 中国科协 (China Association for Science and Technology); 武汉市科协. */
export const Authority = z.enum(['CAST', 'WHAST']);
export type Authority = z.infer<typeof Authority>;

/** Who recorded a fact; 民政部 (the Ministry of Civil Affairs) records, but has no programme here. */
export const RecordAuthority = z.enum(['CAST', 'WHAST', 'MCA']);
export type RecordAuthority = z.infer<typeof RecordAuthority>;

/** 004 §5: 加强信息共享, from the day of the opinion on. What is shared is our choice; a withdrawn record says so by its status. */
export const SHARED_FROM: Day = '2020-11-26';
export const SHARED_KINDS: ReadonlySet<string> = new Set(['annualInspection', 'violation', 'criticism', 'penalty', 'cleanRecord']);

/**
 * Whether a programme of `authority` whose checks are made on that day may read a record. Each reads its own; the Ministry's
 * reach CAST's programmes only, and not before the opinion (004 §5). `MCA` records are matched by 统一社会信用代码, the society's code.
 */
export function mayRead(authority: Authority, on: Day, record: { authority: RecordAuthority; kind: string }): boolean {
  if (record.authority === authority) return true;
  return record.authority === 'MCA' && authority === 'CAST' && on >= SHARED_FROM && SHARED_KINDS.has(record.kind);
}
