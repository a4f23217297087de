/**
 * HiGHS (WebAssembly) as the solver of assignments. Loaded once per process; a solve blocks its thread until it is done or
 * the time is over, so that an assignment never hangs.
 */
import highsPackage, { type Highs } from 'highs';
import type { LpColumn, LpOutcome, LpSolver } from '../../domain/review/linear-program.js';

/** For all solves of one program together; a thousand applications take two to three seconds. */
export const TIME_LIMIT_SECONDS = 20;

/** Its types describe the CommonJS build, where the loader is a property; the ES module is the loader. */
const load = highsPackage as unknown as typeof highsPackage.default;

let loading: Promise<Highs> | undefined;

export async function highsSolver(timeLimitSeconds = TIME_LIMIT_SECONDS): Promise<LpSolver> {
  loading ??= load();
  const highs = await loading;
  return (rows, columns, work) => {
    const model = highs.createModel({
      numCols: columns.length, numRows: rows.length, sense: highs.constants.objectiveSense.maximize,
      colCost: columns.map(({ cost }) => cost), colLower: columns.map(({ lower }) => lower), colUpper: columns.map(({ upper }) => upper),
      rowLower: rows.map(({ lower }) => lower), rowUpper: rows.map(({ upper }) => upper),
      matrix: matrixOf(columns, rows.length),
    });
    const until = performance.now() + timeLimitSeconds * 1000;
    try {
      // One thread, simplex: a basic solution, the same on every machine.
      model.options.set({ output_flag: false, solver: 'simplex', random_seed: 0 });
      return work({
        add(more) {
          model.addCols({ cost: Float64Array.from(more, ({ cost }) => cost), lower: Float64Array.from(more, ({ lower }) => lower), upper: Float64Array.from(more, ({ upper }) => upper), matrix: { ...matrixOf(more, rows.length), starts: startsOf(more) } });
        },
        solve(): LpOutcome {
          const left = (until - performance.now()) / 1000;
          if (left <= 0) return { status: 'timeLimit' };
          model.options.set('time_limit', model.getRunTime() + left);
          const { modelStatus } = model.run();
          if (modelStatus === highs.constants.modelStatus.timeLimit) return { status: 'timeLimit' };
          if (modelStatus !== highs.constants.modelStatus.optimal) return { status: 'failed', reason: String(modelStatus) };
          const { colValue, rowDual } = model.getSolution();
          return { status: 'optimal', values: colValue, prices: rowDual };
        },
      });
    } finally {
      model.dispose();
    }
  };
}

function matrixOf(columns: readonly LpColumn[], numRows: number) {
  return {
    format: 'csc' as const, numRows, numCols: columns.length, starts: startsOf(columns),
    indices: Int32Array.from(columns.flatMap(({ rows }) => rows)), values: Float64Array.from(columns.flatMap(({ entries }) => entries)),
  };
}

function startsOf(columns: readonly LpColumn[]): Int32Array {
  const starts = new Int32Array(columns.length + 1);
  columns.forEach(({ rows }, n) => { starts[n + 1] = (starts[n] ?? 0) + rows.length; });
  return starts;
}
