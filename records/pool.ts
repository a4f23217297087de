/**
 * Connections and scopes. Every read or write of the record happens inside a scope: a realm, and one society or all.
 * Row-level security does the rest: without a scope there are no rows.
 */
import pg from 'pg';

export interface Scope {
  realm: string;
  /** A society's id, with those of societies merged into it, by commas; or `*` for those who see the whole realm. */
  society: string;
}

export const wholeRealm = (realm: string): Scope => ({ realm, society: '*' });

/** The part of a `pg` client that the record needs. */
export interface Tx {
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
}

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Instants arrive as epoch milliseconds, days as `YYYY-MM-DD`, bigint and numeric as numbers. */
const parsers: Record<number, (text: string) => unknown> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
};

const plain = pg.types.getTypeParser.bind(pg.types) as (oid: number, format?: string) => (text: string) => unknown;

export type Pool = pg.Pool;

export function createPool(connectionString: string, max = 20): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    application_name: 'xuehui',
    types: { getTypeParser: ((oid: number, format?: string) => parsers[oid] ?? plain(oid, format)) as typeof pg.types.getTypeParser },
  });
  // An idle connection that breaks is replaced by the next request; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** The pool as a client without a transaction and without a scope: for tables that have no policy (realms, programmes). */
export const unscoped = (pool: Pool): Tx => pool;

/**
 * One transaction in a scope. Commits what `work` did, or rolls all of it back. Runs it once more when a migration has made
 * a plan of this connection stale: nothing of it was kept then.
 */
export async function withScope<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(pool, scope, work);
  } catch (error) {
    if (!isStalePlan(error)) throw error;
    return inTransaction(pool, scope, work);
  }
}

async function inTransaction<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const [realm, society] = [pg.escapeLiteral(scope.realm), pg.escapeLiteral(scope.society)];
    // One message to the server for both.
    await client.query(`BEGIN; SELECT set_config('app.realm', ${realm}, true), set_config('app.society', ${society}, true)`);
    const result = await work(prepared(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    if (isStalePlan(error)) broken = error;
    await client.query('ROLLBACK').catch((failed: unknown) => {
      broken = failed instanceof Error ? failed : new Error(String(failed));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Every statement is prepared once per connection: planning these joins under row-level security takes far longer than
 * running them (a list of tasks: 7 ms of planning for 0.5 ms).
 */
function prepared(client: pg.PoolClient): Tx {
  return {
    query<Row extends object>(text: string, values?: unknown[]) {
      const name = values === undefined ? undefined : nameOf(text);
      return name === undefined ? client.query<Row>(text, values) : client.query<Row>({ name, text, values });
    },
  };
}

/** Our statements are constants of the program; beyond this many something builds them. */
const MOST_STATEMENTS = 1_000;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** "cached plan must not change result type": the table has other columns than when the statement was prepared. */
const isStalePlan = (error: unknown): error is Error => error instanceof Error && 'code' in error && error.code === '0A000' && error.message.includes('cached plan');

const DEADLOCK = '40P01';
const MOST_TRIES = 4;

/**
 * As `withScope`, from the start again when PostgreSQL had to break a deadlock. For hand-ins: they hold a gate and then ring
 * its workflow, while the workflow holds its row and then locks the gate. `work` must not do anything outside.
 */
export async function withScopeRetried<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withScope(pool, scope, work);
    } catch (error) {
      const broken = error instanceof Error && 'code' in error && error.code === DEADLOCK;
      if (!broken || tries === MOST_TRIES) throw error;
    }
  }
}

/** An instant as a query parameter. */
export const instant = (ms: number): string => new Date(ms).toISOString();

/** A text as a pattern of ILIKE that finds it anywhere; null without one. */
export const containing = (text: string | undefined): string | null => (text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`);

/** The only row of a result that must have one. */
export function only<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('a row was expected');
  return row;
}
