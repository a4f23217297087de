/** Scores of self-evaluations as the system computed them, and who audits whom. */
import { instant, type Tx } from './pool.js';

export interface SelfEvaluationRow {
  year: number;
  fact_id: string;
  score_millionths: number;
  own_score_millionths: number | null;
  grade: string;
  lines: Record<string, unknown>[];
  inputs_hash: string;
  rule_version: number;
  at: number;
}

export async function saveSelfEvaluation(
  tx: Tx,
  one: { projectId: string; year: number; realm: string; societyId: string; factId: string; score: number; ownScore: number | null; grade: string; lines: unknown; inputsHash: string; ruleVersion: number; at: number },
): Promise<void> {
  const millionths = (score: number): number => Math.round(score * 1e6);
  await tx.query(
    `INSERT INTO self_evaluation (project_id, year, realm, society_id, fact_id, score_millionths, own_score_millionths, grade, lines, inputs_hash, rule_version, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (project_id, year) DO UPDATE SET fact_id = excluded.fact_id, score_millionths = excluded.score_millionths, own_score_millionths = excluded.own_score_millionths,
       grade = excluded.grade, lines = excluded.lines, inputs_hash = excluded.inputs_hash, rule_version = excluded.rule_version, at = excluded.at`,
    [
      one.projectId, one.year, one.realm, one.societyId, one.factId, millionths(one.score), one.ownScore === null ? null : millionths(one.ownScore), one.grade,
      JSON.stringify(one.lines), one.inputsHash, one.ruleVersion, instant(one.at),
    ],
  );
}

export async function selfEvaluationsOf(tx: Tx, projectId: string): Promise<SelfEvaluationRow[]> {
  return (await tx.query<SelfEvaluationRow>('SELECT * FROM self_evaluation WHERE project_id = $1 ORDER BY year', [projectId])).rows;
}

export interface Appointment {
  project_id: string;
  account_id: string;
  body: string;
  agreement: string;
  independence: string;
  at: number;
}

export async function appointmentOf(tx: Tx, projectId: string): Promise<Appointment | undefined> {
  return (await tx.query<Appointment>('SELECT * FROM audit_appointment WHERE project_id = $1', [projectId])).rows[0];
}

/** Who may be appointed, by name. */
export async function activeAuditors(tx: Tx): Promise<{ id: string; name: string }[]> {
  return (await tx.query<{ id: string; name: string }>(
    `SELECT a.id, a.name FROM account a JOIN membership m ON m.account_id = a.id WHERE m.role = 'auditor' AND a.status = 'active' ORDER BY a.name, a.id`,
  )).rows;
}

/** The latest appointment counts; earlier ones are in the audit chain. */
export async function appoint(
  tx: Tx, one: { projectId: string; realm: string; societyId: string; accountId: string; body: string; agreement: string; independence: string; by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_appointment (project_id, realm, society_id, account_id, body, agreement, independence, appointed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, app.now($2))
     ON CONFLICT (project_id) DO UPDATE SET account_id = excluded.account_id, body = excluded.body, agreement = excluded.agreement, independence = excluded.independence,
       appointed_by = excluded.appointed_by, at = excluded.at`,
    [one.projectId, one.realm, one.societyId, one.accountId, one.body, one.agreement, one.independence, one.by],
  );
}
