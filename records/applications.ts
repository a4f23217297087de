/** Applications from submission to decision. */
import type { ApplicationStatus } from '../domain/eligibility/formal-decision.js';
import { applicationCaseId } from '../domain/ids.js';
import { instant, only, type Tx } from './pool.js';

export type { ApplicationStatus } from '../domain/eligibility/formal-decision.js';

export interface Application {
  id: string;
  realm: string;
  round_id: string;
  society_id: string;
  /** The record that its case is named after, when the application went over to another one in a merge. */
  case_society_id: string | null;
  n: number;
  /** Of its case: reopened, it is the next. */
  attempt: number;
  status: ApplicationStatus;
  content: Record<string, unknown>;
  eligibility: Record<string, unknown> | null;
  decision: Record<string, unknown> | null;
  /** Entry of the register of paper material. */
  paper: Record<string, unknown> | null;
  submitted_at: number;
}

export async function addApplication(
  tx: Tx, application: { realm: string; roundId: string; societyId: string; factId: string; content: unknown; at: number },
): Promise<Application> {
  const { rows } = await tx.query<Application>(
    `INSERT INTO application (realm, round_id, society_id, n, fact_id, content, submitted_at)
     VALUES ($1, $2, $3, (SELECT coalesce(max(n), 0) + 1 FROM application WHERE round_id = $2 AND society_id = $3), $4, $5, $6) RETURNING *`,
    [application.realm, application.roundId, application.societyId, application.factId, application.content, instant(application.at)],
  );
  return only(rows);
}

/** The workflow of its case; `attempt` when it is not the present one. */
export const caseIdOf = (of: Pick<Application, 'round_id' | 'society_id' | 'case_society_id' | 'n' | 'attempt'>, attempt = of.attempt): string =>
  applicationCaseId(of.round_id, of.case_society_id ?? of.society_id, of.n, attempt);

export async function findApplication(tx: Tx, id: string): Promise<Application | undefined> {
  return (await tx.query<Application>('SELECT * FROM application WHERE id = $1', [id])).rows[0];
}

/** Its status, which stays as it is until the transaction ends. */
export async function lockStatus(tx: Tx, id: string): Promise<ApplicationStatus | undefined> {
  return (await tx.query<{ status: ApplicationStatus }>('SELECT status FROM application WHERE id = $1 FOR UPDATE', [id])).rows[0]?.status;
}

/** Moves forward only: a decided application is not decided again by a late message. */
export async function setApplicationStatus(
  tx: Tx, id: string, from: ApplicationStatus[], status: ApplicationStatus, at: number, decision?: Record<string, unknown>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE application SET status = $3, decision = coalesce($4, decision), decided_at = $5 WHERE id = $1 AND status = ANY($2)`,
    [id, from, status, decision ?? null, instant(at)],
  );
  return rowCount === 1;
}

/** Neither refused nor withdrawn, by society. */
export async function activeApplications(tx: Tx, roundId: string): Promise<{ id: string; society_id: string }[]> {
  return (await tx.query<{ id: string; society_id: string }>(
    `SELECT a.id, a.society_id FROM application a JOIN society s ON s.id = a.society_id
     WHERE a.round_id = $1 AND a.status IN ('submitted', 'correcting', 'accepted') ORDER BY s.code`, [roundId])).rows;
}

/** What the register of paper material says of it. */
export async function savePaper(tx: Tx, id: string, paper: Record<string, unknown>): Promise<void> {
  await tx.query('UPDATE application SET paper = $2 WHERE id = $1', [id, paper]);
}

/** To be decided again, in the next attempt of its case. */
export async function reopenApplication(tx: Tx, id: string, from: ApplicationStatus[]): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE application SET status = 'submitted', attempt = attempt + 1, decided_at = NULL WHERE id = $1 AND status = ANY($2)`, [id, from]);
  return rowCount === 1;
}

export async function saveEligibility(tx: Tx, id: string, eligibility: unknown): Promise<void> {
  await tx.query('UPDATE application SET eligibility = $2 WHERE id = $1', [id, eligibility]);
}

export async function replaceContent(tx: Tx, id: string, content: unknown): Promise<void> {
  await tx.query('UPDATE application SET content = content || $2, status = $3 WHERE id = $1 AND status = $4', [id, content, 'submitted', 'correcting']);
}

export async function countApplications(tx: Tx, roundId: string): Promise<Record<ApplicationStatus, number>> {
  const { rows } = await tx.query<{ status: ApplicationStatus; n: number }>('SELECT status, count(*) AS n FROM application WHERE round_id = $1 GROUP BY status', [roundId]);
  const counts: Record<ApplicationStatus, number> = { submitted: 0, correcting: 0, accepted: 0, notAccepted: 0, withdrawn: 0, cancelled: 0 };
  for (const row of rows) counts[row.status] = row.n;
  return counts;
}

export interface AcceptedApplication {
  id: string;
  society_id: string;
  code: string;
  discipline_group: string;
  society_name: string;
  content: Record<string, unknown>;
}

export async function acceptedApplications(tx: Tx, roundId: string): Promise<AcceptedApplication[]> {
  return (await tx.query<AcceptedApplication>(
    `SELECT a.id, a.society_id, s.code, s.discipline_group, s.name AS society_name, a.content FROM application a JOIN society s ON s.id = a.society_id
     WHERE a.round_id = $1 AND a.status = 'accepted' ORDER BY s.code`, [roundId])).rows;
}

