/** What came of a rehearsed round: counts for people, and outcomes by business keys for comparison. */
import type { CollectionOutcome } from '../domain/governance/outcome.js';
import { only, type Tx } from './pool.js';

export interface RoundCounts {
  programme: string;
  societies: number;
  byRank: number;
  legacy: number;
  submitted: number;
  accepted: number;
  notAccepted: number;
  objections: number;
  upheld: number;
  signed: number;
  selfEvaluations: number;
  annualReports: number;
  audits: number;
  continued: number;
  adjusted: number;
  terminated: number;
  remindersQueued: number;
  remindersSent: number;
  /** Letters sent more than once for one task, wave and deadline to one address. */
  duplicates: number;
  facts: number;
  acknowledged: number;
  /** Workflows that are not closed, and those of them that need a person. */
  open: number;
  failing: number;
}

export async function countRound(tx: Tx, roundId: string): Promise<RoundCounts | undefined> {
  const { rows } = await tx.query<RoundCounts>(
    `WITH verdicts AS (SELECT decision, count(*) AS n FROM (SELECT DISTINCT ON (v.project_id, v.year) v.decision FROM verdict v JOIN project p ON p.id = v.project_id
         WHERE p.round_id = $1 ORDER BY v.project_id, v.year, v.n DESC) last GROUP BY 1),
       documents AS (SELECT kind, count(*) AS n FROM fact WHERE round_id = $1 GROUP BY 1),
       waves AS (SELECT task_id, wave, deadline_version, recipient, state FROM outbox WHERE round_id = $1 AND wave <> '')
     SELECT r.programme_key AS programme, (SELECT count(*) FROM society s WHERE s.realm = r.realm) AS societies,
       (SELECT count(*) FROM assessment a WHERE a.round_id = r.id AND a.route = 'rank') AS "byRank",
       (SELECT count(*) FROM assessment a WHERE a.round_id = r.id AND a.route = 'legacy') AS legacy,
       (SELECT count(*) FROM application a WHERE a.round_id = r.id) AS submitted,
       (SELECT count(*) FROM application a WHERE a.round_id = r.id AND a.decision->>'decision' = 'accept') AS accepted,
       (SELECT count(*) FROM application a WHERE a.round_id = r.id AND a.status = 'notAccepted') AS "notAccepted",
       (SELECT count(*) FROM objection o WHERE o.round_id = r.id) AS objections,
       (SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'upheld') AS upheld,
       (SELECT count(*) FROM project p WHERE p.round_id = r.id AND p.signed_at IS NOT NULL) AS signed,
       coalesce((SELECT n FROM documents WHERE kind = 'selfEvaluation'), 0) AS "selfEvaluations",
       coalesce((SELECT n FROM documents WHERE kind = 'annualReport'), 0) AS "annualReports",
       coalesce((SELECT n FROM documents WHERE kind = 'auditReport'), 0) AS audits,
       coalesce((SELECT n FROM verdicts WHERE decision = 'continue'), 0) AS continued,
       coalesce((SELECT n FROM verdicts WHERE decision = 'adjust'), 0) AS adjusted,
       coalesce((SELECT n FROM verdicts WHERE decision = 'terminate'), 0) AS terminated,
       (SELECT count(*) FROM waves) AS "remindersQueued",
       (SELECT count(*) FROM waves WHERE state = 'sent') AS "remindersSent",
       (SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n FROM waves WHERE state = 'sent' GROUP BY task_id, wave, deadline_version, recipient) d) AS duplicates,
       (SELECT count(*) FROM fact f WHERE f.round_id = r.id) AS facts,
       (SELECT count(*) FROM fact f WHERE f.round_id = r.id AND f.acknowledged_at IS NOT NULL) AS acknowledged,
       (SELECT count(*) FROM wait w WHERE w.round_id = r.id AND w.state <> 'closed') AS open,
       (SELECT count(*) FROM wait w WHERE w.round_id = r.id AND w.state <> 'closed' AND w.attention IN ('failing', 'manual')) AS failing
     FROM round r WHERE r.id = $1`,
    [roundId],
  );
  return rows[0];
}

/** Awarded projects by tier; a tier without awards is left out. */
export async function countAwards(tx: Tx, roundId: string): Promise<Record<string, number>> {
  const { rows } = await tx.query<{ tier: string; n: number }>('SELECT tier, count(*) AS n FROM project WHERE round_id = $1 GROUP BY tier ORDER BY tier', [roundId]);
  return Object.fromEntries(rows.map(({ tier, n }) => [tier, n]));
}

/** One society's way through the round. Codes, ranks and states: nothing that another run of the same seed would not repeat. */
export interface SocietyOutcome {
  code: string;
  rank: number | null;
  route: 'rank' | 'legacy' | 'suggested' | 'volunteer' | null;
  application: string | null;
  /** By stage; absent where nothing is collected. */
  materials?: Record<string, CollectionOutcome>;
  place: { rank: number; tier: string | null; status: string } | null;
  project: {
    tier: string;
    status: string;
    signed: boolean;
    verdicts: Record<string, string>;
    selfEvaluations: number;
    annualReports: number;
    audits: number;
  } | null;
}

/** Of every society of the realm, by code. */
export async function societyOutcomes(tx: Tx, roundId: string): Promise<SocietyOutcome[]> {
  const { rows } = await tx.query<SocietyOutcome & { materials?: Record<string, CollectionOutcome> | null }>(
    `SELECT s.code, a.rank, coalesce(a.route, v.route) AS route, l.status AS application,
       (SELECT jsonb_object_agg(c.stage, c.outcome) FROM collection_result c WHERE c.round_id = $1 AND c.society_id = s.id) AS materials,
       CASE WHEN p.application_id IS NOT NULL THEN jsonb_build_object('rank', p.rank, 'tier', p.tier, 'status', p.status) END AS place,
       CASE WHEN j.id IS NOT NULL THEN jsonb_build_object('tier', j.tier, 'status', j.status, 'signed', j.signed_at IS NOT NULL,
         'verdicts', (SELECT coalesce(jsonb_object_agg(v.year, v.decision ORDER BY v.n), '{}') FROM verdict v WHERE v.project_id = j.id),
         'selfEvaluations', (SELECT count(*) FROM fact f WHERE f.project_id = j.id AND f.kind = 'selfEvaluation'),
         'annualReports', (SELECT count(*) FROM fact f WHERE f.project_id = j.id AND f.kind = 'annualReport'),
         'audits', (SELECT count(*) FROM fact f WHERE f.project_id = j.id AND f.kind = 'auditReport')) END AS project
     FROM society s JOIN round r ON r.id = $1 AND r.realm = s.realm
       LEFT JOIN assessment a ON a.round_id = r.id AND a.society_id = s.id
       LEFT JOIN applicant v ON v.round_id = r.id AND v.society_id = s.id
       LEFT JOIN LATERAL (SELECT status FROM application l WHERE l.round_id = r.id AND l.society_id = s.id ORDER BY n DESC LIMIT 1) l ON true
       LEFT JOIN placement p ON p.round_id = r.id AND p.society_id = s.id
       LEFT JOIN project j ON j.round_id = r.id AND j.society_id = s.id
     ORDER BY s.code COLLATE "C"`,
    [roundId],
  );
  return rows.map(({ materials, ...row }) => (materials ? { ...row, materials } : row));
}

/** The realm's only round, or the one launched last; undefined before there is one. */
export async function lastRound(tx: Tx, realm: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>('SELECT id FROM round WHERE realm = $1 ORDER BY launched_at DESC NULLS LAST, created_at DESC LIMIT 1', [realm])).rows[0]?.id;
}

/** Letters of a whole rehearsal, newest first; one row more than `limit` when there are more. */
export interface RehearsalMail {
  id: string;
  template: string;
  wave: string;
  recipient: string;
  state: 'queued' | 'claimed' | 'sent' | 'failed' | 'cancelled';
  subject: string | null;
  body: string | null;
  queued_at: number;
  sent_at: number | null;
}

export async function rehearsalMails(
  tx: Tx, realm: string, filter: { template?: string; recipient?: string; since?: string; after?: (string | number)[]; limit: number },
): Promise<{ rows: RehearsalMail[]; total: number }> {
  const where = `realm = $1 AND ($2::text IS NULL OR template = $2) AND ($3::text IS NULL OR recipient = $3) AND ($4::timestamptz IS NULL OR queued_at >= $4)`;
  const values = [realm, filter.template ?? null, filter.recipient ?? null, filter.since ?? null];
  const after = filter.after?.[0];
  const { rows } = await tx.query<RehearsalMail>(
    `SELECT * FROM outbox WHERE ${where} AND ($5::timestamptz IS NULL OR (date_trunc('milliseconds', queued_at), id) < ($5, $6::uuid))
     ORDER BY date_trunc('milliseconds', queued_at) DESC, id DESC LIMIT $7`,
    [...values, after === undefined ? null : new Date(Number(after)).toISOString(), filter.after?.[1] ?? null, filter.limit + 1],
  );
  return { rows, total: only((await tx.query<{ total: number }>(`SELECT count(*) AS total FROM outbox WHERE ${where}`, values)).rows).total };
}
