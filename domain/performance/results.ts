/** The results table of a self-evaluation, against the indicators of the signed task book (000 §5.4: 年度考核指标; §5.5: 自我评价). */
import type { Refusal } from '../refusal.js';
import { FORM_CLAUSE, type PerformanceIndicator } from './form.js';
import type { ReportedResult } from './self-evaluation.js';

export interface ResultRow {
  kpi: string;
  /** As in the task book: prefilled, and not to be changed. */
  target?: number;
  actual?: number;
  percent?: number;
  evidence?: string;
  cause?: string;
  remedy?: string;
  explanation?: string;
}

/** Rows and indicators belong together one to one, targets are the signed ones, and every result has its evidence. `field` is row and column. */
export function checkResults(rows: readonly ResultRow[], indicators: readonly PerformanceIndicator[]): Refusal[] {
  const at = (n: number, column: string, code: string, params: Record<string, string | number> = {}): Refusal => ({
    code, field: `${n}.${column}`, rule: FORM_CLAUSE, params: { indicator: rows[n]?.kpi ?? '', ...params },
  });
  const inRows = rows.flatMap((row, n): Refusal[] => {
    const indicator = indicators.find(({ key }) => key === row.kpi);
    if (!indicator) return [at(n, 'kpi', 'KPI_UNKNOWN')];
    if (rows.findIndex(({ kpi }) => kpi === row.kpi) < n) return [at(n, 'kpi', 'KPI_REPEATED')];
    const signed = indicator.measure.kind === 'quantitative' ? indicator.measure.target : undefined;
    const refusals: Refusal[] = [];
    if (row.target !== undefined && signed !== undefined && row.target !== signed) refusals.push(at(n, 'target', 'TARGET_NOT_SIGNED', { signed, stated: row.target }));
    if (blank(row.evidence)) refusals.push(at(n, 'evidence', 'EVIDENCE_MISSING'));
    return refusals;
  });
  return inRows;
}

/** The rows by indicator, as the score reads them. */
export const reportedResults = (rows: readonly ResultRow[]): Record<string, ReportedResult> =>
  Object.fromEntries(rows.map(({ kpi, target: _target, evidence: _evidence, ...result }) => [kpi, result]));

/** Where in the rows a refusal of the score belongs: `results.<indicator>` becomes `<row>.<column>`. */
export function fieldOfResult(refusal: Refusal, rows: readonly ResultRow[]): string | undefined {
  const indicator = refusal.field?.startsWith('results.') ? refusal.field.slice('results.'.length) : undefined;
  const row = rows.findIndex(({ kpi }) => kpi === indicator);
  return row === -1 ? undefined : `${row}.${COLUMN[refusal.code] ?? 'actual'}`;
}

const COLUMN: Record<string, string> = { DEVIATION_CAUSE_MISSING: 'cause', DEVIATION_REMEDY_MISSING: 'remedy', OVERFULFILMENT_UNEXPLAINED: 'explanation' };

const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';
