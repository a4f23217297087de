/** Cursor pagination: a cursor is the sort key of the last row seen, so rows that come or go do not shift the pages. */
import { z } from 'zod';
import type { Place, Placed } from '../../../records/ordering.js';
import { refused } from '../problem/refused.js';

/** The query fields of every list; spread into the list's own strict object. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows per page'),
  cursor: z.string().max(500).optional().describe('`next` of the page before'),
};

export interface PageQuery {
  limit: number;
  cursor?: string;
}

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().describe('Rows that match, on all pages') });

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total: number;
}

export const toCursor = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

export function fromCursor(cursor: string | undefined, parts: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string' || typeof part === 'number')) return key;
  } catch {
    // Not one of ours: refused below.
  }
  throw unknownCursor();
}

/** The query field of a list that may be sorted: a column's name, with a hyphen before it downwards. */
export function sortQuery<const Key extends string>(keys: readonly [Key, ...Key[]]) {
  type Sorts = Key | `-${Key}`;
  return z.enum(keys.flatMap((key): Sorts[] => [key, `-${key}`])).optional().describe('A column, with a hyphen before it downwards; else by the first of them');
}

/** Where the page before ended; a cursor belongs to its order. */
export function placeFrom({ cursor, sort = '' }: { cursor?: string; sort?: string }): Place | undefined {
  const key = fromCursor(cursor, 3);
  if (key === undefined) return undefined;
  const [order, by, unique] = key.map(String);
  if (order !== sort || by === undefined || unique === undefined) throw unknownCursor();
  return { by, unique };
}

/** The cursor's parts after this row, in this order. */
export const placeAfter = (sort = '') => (row: Placed): string[] => [sort, row.place_by, row.place_unique];

const unknownCursor = () => refused('INVALID', { field: 'cursor' }, { errors: [{ field: 'cursor', code: 'wrong_format', params: { format: 'cursor' } }] });

/** A page from `limit + 1` rows: the one too many only says that there is more. */
export function toPage<Row, Item>(rows: Row[], limit: number, total: number, item: (row: Row) => Item, key: (row: Row) => (string | number)[]): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? toCursor(key(last)) : null, total };
}
