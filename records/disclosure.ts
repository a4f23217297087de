/** What becomes public every year of funded projects: their money in sums, their reports and verdicts; nobody's scores. */
import type { Tx } from './pool.js';

export interface DisclosedYear {
  project_id: string;
  year: number;
  report_at: number | null;
  verdict: 'continue' | 'adjust' | 'terminate' | null;
}

/** Years in which an annual report came in or a verdict was given. */
export async function disclosedYears(tx: Tx, roundId: string): Promise<DisclosedYear[]> {
  return (await tx.query<DisclosedYear>(
    `SELECT coalesce(f.project_id, v.project_id) AS project_id, coalesce(f.year, v.year) AS year, f.report_at, v.decision AS verdict
     FROM (SELECT f.project_id, split_part(g.step, '.', 1)::int AS year, max(f.at) AS report_at FROM fact f JOIN gate g ON g.id = f.gate_id JOIN project p ON p.id = f.project_id
           WHERE p.round_id = $1 AND f.kind = 'annualReport' AND g.step ~ '^[0-9]{4}\\.' GROUP BY 1, 2) f
     FULL JOIN (SELECT DISTINCT ON (v.project_id, v.year) v.project_id, v.year, v.decision FROM verdict v JOIN project p ON p.id = v.project_id WHERE p.round_id = $1 ORDER BY v.project_id, v.year, v.n DESC) v
       ON v.project_id = f.project_id AND v.year = f.year
     ORDER BY 1, 2`, [roundId])).rows;
}
