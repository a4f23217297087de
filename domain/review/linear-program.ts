/**
 * What an assignment asks of a solver of linear programs: maximise Σ cost·x with `lower ≤ Σ entries·x ≤ upper` for each row.
 * The solver itself (WebAssembly) lives outside `domain`; here it is a function, so that another one can take its place.
 */
export interface LpRow {
  lower: number;
  upper: number;
}

export interface LpColumn {
  cost: number;
  lower: number;
  upper: number;
  /** The rows it stands in, ascending, and its coefficients there. */
  rows: readonly number[];
  entries: readonly number[];
}

export type LpOutcome =
  /** `values` by column in the order in which they were given; `prices` by row: what one more unit of it would be worth. */
  | { status: 'optimal'; values: ArrayLike<number>; prices: ArrayLike<number> }
  | { status: 'timeLimit' }
  | { status: 'failed'; reason: string };

export interface LpSession {
  /** More columns; what is known of the solution so far is kept. */
  add(columns: readonly LpColumn[]): void;
  solve(): LpOutcome;
}

/** Opens a program, works with it, and closes it whatever happens. */
export type LpSolver = <T>(rows: readonly LpRow[], columns: readonly LpColumn[], work: (session: LpSession) => T) => T;
