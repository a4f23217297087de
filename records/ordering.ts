/** Lists that readers sort by a column, page by page. Every order ends in a unique column, so a cursor names exactly one place. */

/** A column that a list may be sorted by; SQL of ours, never null. */
export interface Order {
  sql: string;
  type: 'text' | 'bigint' | 'timestamptz';
}

/** Whoever reads a name in Chinese looks for it by its sound. */
export const byName = (column: string): Order => ({ sql: `${column} COLLATE "zh-Hans-CN-x-icu"`, type: 'text' });

/** `code` sorts upwards, `-code` downwards. */
export type Sort<Key extends string> = Key | `-${Key}`;

/** The last row seen: what it was sorted by, and its unique column; both as PostgreSQL writes them. */
export interface Place {
  by: string;
  unique: string;
}

export interface Ordering {
  /** What a row needs for the cursor after it: the columns `place_by` and `place_unique`. */
  columns: string;
  where: string;
  orderBy: string;
  values: (string | null)[];
}

/** `n`: the number of the first of the two parameters that it adds. */
export function ordering<Key extends string>(orders: Record<Key, Order>, unique: string, sort: Sort<Key>, after: Place | undefined, n: number): Ordering {
  const down = sort.startsWith('-');
  const { sql, type } = orders[(down ? sort.slice(1) : sort) as Key];
  const direction = down ? 'DESC' : 'ASC';
  return {
    columns: `(${sql})::text AS place_by, (${unique})::text AS place_unique`,
    where: `($${n}::text IS NULL OR (${sql}, (${unique})::text) ${down ? '<' : '>'} ($${n}::text::${type}, $${n + 1}::text))`,
    orderBy: `${sql} ${direction}, (${unique})::text ${direction}`,
    values: [after?.by ?? null, after?.unique ?? null],
  };
}

export interface Placed {
  place_by: string;
  place_unique: string;
}
