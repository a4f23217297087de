/** The defence: rooms and slots as planned, what was changed, who was there, and how long it took. Rows only. */
import { instant, type Tx } from './pool.js';

export interface DefencePlan {
  seed: string;
  rooms: { room: string; panel: string; windows: { opensAt: number; closesAt: number }[] }[];
  planned_at: number;
}

export async function defencePlan(tx: Tx, roundId: string): Promise<DefencePlan | undefined> {
  return (await tx.query<DefencePlan>('SELECT * FROM defence_plan WHERE round_id = $1', [roundId])).rows[0];
}

/** One change at a time: whoever plans or moves holds the round's defence. */
export async function lockDefence(tx: Tx, roundId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`defence/${roundId}`]);
}

export interface NewSlot {
  applicationId: string;
  panel: string;
  position: number;
  room: string;
  startsAt: number;
  minutes: number;
}

/** The plan and all its slots, anew. */
export async function savePlan(tx: Tx, realm: string, roundId: string, plan: { seed: string; rooms: unknown[]; at: number }, slots: readonly NewSlot[]): Promise<void> {
  await tx.query(
    `INSERT INTO defence_plan (round_id, realm, seed, rooms, planned_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (round_id) DO UPDATE SET seed = excluded.seed, rooms = excluded.rooms, planned_at = excluded.planned_at`,
    [roundId, realm, plan.seed, JSON.stringify(plan.rooms), instant(plan.at)],
  );
  await tx.query('DELETE FROM defence_slot WHERE round_id = $1', [roundId]);
  await tx.query(
    `INSERT INTO defence_slot (application_id, realm, round_id, panel, position, room, starts_at, minutes)
     SELECT d."applicationId", $1, $2, d.panel, d.position, d.room, to_timestamp(d."startsAt" / 1000.0), d.minutes
     FROM jsonb_to_recordset($3) AS d("applicationId" uuid, panel text, position int, room text, "startsAt" bigint, minutes int)`,
    [realm, roundId, JSON.stringify(slots)],
  );
}

export interface DefenceSlot {
  application_id: string;
  society_id: string;
  code: string;
  society_name: string;
  society_email: string;
  panel: string;
  position: number;
  room: string;
  starts_at: number;
  minutes: number;
  status: 'planned' | 'postponed' | 'held';
  attendance: { experts: string[]; society: string[]; at: number } | null;
  timekeeping: { presentationFrom: number; presentationTo: number; questionsTo: number } | null;
  changes: { at: number; by: string; reason: string; startsAt: number | null; room: string }[];
  version: number;
}

/** By panel and lot. Those who have withdrawn meanwhile stay on the sheet until it is planned anew. */
export async function defenceSlots(tx: Tx, roundId: string): Promise<DefenceSlot[]> {
  return (await tx.query<DefenceSlot>(
    `SELECT d.*, a.society_id, s.code, s.name AS society_name, s.email AS society_email
     FROM defence_slot d JOIN application a ON a.id = d.application_id JOIN society s ON s.id = a.society_id WHERE d.round_id = $1 ORDER BY d.panel, d.position`, [roundId])).rows;
}

/** The groups whose defences an expert of the panel attends: its own, and those in which it hears somebody; none for anybody else. */
export async function panelsOfExpert(tx: Tx, roundId: string, expertId: string): Promise<string[]> {
  return (await tx.query<{ panel: string }>(
    `SELECT e.discipline_group AS panel FROM panel_member m JOIN expert e ON e.id = m.expert_id WHERE m.round_id = $1 AND m.expert_id = $2 AND m.declared_at IS NOT NULL
     UNION SELECT d.panel FROM defence_slot d JOIN review v ON v.application_id = d.application_id WHERE d.round_id = $1 AND v.expert_id = $2 AND v.state IN ('assigned', 'scored')`,
    [roundId, expertId])).rows.map(({ panel }) => panel);
}

export interface DefenceAhead {
  round_id: string;
  round_name: string;
  first: number;
  last: number;
  societies: number;
  held: number;
  room: string | null;
}

/** Run-sheets of running rounds; with an expert, of what it hears. A society's scope leaves its own. */
export async function defencesAhead(tx: Tx, expertId: string | undefined): Promise<DefenceAhead[]> {
  return (await tx.query<DefenceAhead>(
    `SELECT r.id AS round_id, r.name AS round_name, min(d.starts_at) AS first, max(d.starts_at + make_interval(mins => d.minutes)) AS last, count(*) AS societies,
       count(*) FILTER (WHERE d.status = 'held') AS held, CASE WHEN min(d.room) = max(d.room) THEN min(d.room) END AS room
     FROM defence_slot d JOIN round r ON r.id = d.round_id
     WHERE r.status = 'running' AND ($1::uuid IS NULL OR EXISTS (
       SELECT 1 FROM review v WHERE v.application_id = d.application_id AND v.expert_id = $1 AND v.state IN ('assigned', 'scored')))
     GROUP BY r.id, r.name ORDER BY first, r.id`, [expertId ?? null])).rows;
}

export interface HearingExpert {
  application_id: string;
  expert_id: string;
  code: string;
  name: string;
  email: string;
  locale: string;
}

/** Who hears whom: those who review it. */
export async function hearers(tx: Tx, roundId: string): Promise<HearingExpert[]> {
  return (await tx.query<HearingExpert>(
    `SELECT v.application_id, v.expert_id, e.code, e.name, coalesce(a.email, '') AS email, coalesce(a.locale, 'zh') AS locale
     FROM review v JOIN expert e ON e.id = v.expert_id LEFT JOIN account a ON a.id = e.account_id
     WHERE v.round_id = $1 AND v.state IN ('assigned', 'scored') ORDER BY v.application_id, e.code`, [roundId])).rows;
}

/** Members of the panel of that group who must leave the room for an application. */
export async function recusals(tx: Tx, roundId: string): Promise<{ application_id: string; expert_id: string; code: string; name: string; reason: string; source: string }[]> {
  return (await tx.query<{ application_id: string; expert_id: string; code: string; name: string; reason: string; source: string }>(
    `SELECT c.application_id, c.expert_id, e.code, e.name, c.reason, c.source FROM conflict c JOIN expert e ON e.id = c.expert_id
     JOIN panel_member m ON m.round_id = c.round_id AND m.expert_id = c.expert_id WHERE c.round_id = $1 ORDER BY c.application_id, e.code`, [roundId])).rows;
}

/** `startsAt` null: postponed, without a new time yet. */
export async function moveSlot(tx: Tx, roundId: string, applicationId: string, to: { startsAt: number | null; room: string }, change: { at: number; by: string; reason: string }): Promise<void> {
  await tx.query(
    `UPDATE defence_slot SET starts_at = coalesce($3, starts_at), room = $4, status = CASE WHEN $3::timestamptz IS NULL THEN 'postponed' ELSE 'planned' END,
       changes = changes || $5::jsonb, version = version + 1 WHERE round_id = $1 AND application_id = $2`,
    [roundId, applicationId, to.startsAt === null ? null : instant(to.startsAt), to.room, JSON.stringify([{ ...change, ...to }])],
  );
}

export async function signIn(tx: Tx, roundId: string, applicationId: string, attendance: { experts: string[]; society: string[]; at: number }): Promise<void> {
  await tx.query('UPDATE defence_slot SET attendance = $3, version = version + 1 WHERE round_id = $1 AND application_id = $2', [roundId, applicationId, attendance]);
}

export async function keepTime(tx: Tx, roundId: string, applicationId: string, kept: object): Promise<void> {
  await tx.query(`UPDATE defence_slot SET timekeeping = $3, status = 'held', version = version + 1 WHERE round_id = $1 AND application_id = $2`, [roundId, applicationId, kept]);
}
