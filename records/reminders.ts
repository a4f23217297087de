/** Reminder waves over SQL: whole groups of tasks at once, however many societies they belong to. */
import { instant, type Tx } from './pool.js';

/** The due instants of a round's open tasks. A suspended gate's are left out: nothing falls due there. */
export async function openDues(tx: Tx, roundId: string): Promise<number[]> {
  const { rows } = await tx.query<{ due: number }>(
    `SELECT DISTINCT app.effective_due(g.due_at, e.due_at, t.due_at) AS due FROM task t JOIN gate g ON g.id = t.gate_id
     LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     WHERE t.round_id = $1 AND t.state = 'open' AND g.status = 'open' AND g.suspended_at IS NULL ORDER BY 1`,
    [roundId],
  );
  return rows.map((row) => row.due);
}

/**
 * Queues one wave for every open task with this due instant, unless the wave's instant lies before the gate's opening or
 * before the deadline was set. Unique per task, wave and deadline version. A complete but unsubmitted draft has a text of
 * its own. Returns how many letters were queued.
 */
export async function queueWave(tx: Tx, wave: { roundId: string; dueAt: number; wave: string; waveAt: number; at: number }): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO outbox (realm, round_id, task_id, society_id, wave, deadline_version, unique_key, template, params, recipient, locale, queued_at)
     SELECT t.realm, t.round_id, t.id, t.society_id, $3, t.deadline_version,
       'reminder/' || t.id || '/' || $3 || '/' || t.deadline_version || '/' || person.email,
       CASE WHEN d.complete THEN 'reminderUnsubmitted' ELSE 'reminder' END,
       jsonb_build_object('recipient', coalesce(s.name, person.name), 'task', t.kind, 'dueAt', to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'link', '/tasks/' || t.id),
       person.email, person.locale, $5
     FROM task t JOIN gate g ON g.id = t.gate_id
     LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     LEFT JOIN society s ON s.id = t.society_id
     LEFT JOIN draft d ON d.task_id = t.id
     CROSS JOIN LATERAL (
       SELECT s.email, 'zh' AS locale, s.name WHERE t.role = 'society' AND s.id IS NOT NULL
       UNION
       SELECT a.email, a.locale, a.name FROM account a WHERE t.account_id = a.id AND a.status = 'active'
       UNION
       SELECT a.email, a.locale, a.name FROM account a JOIN membership m ON m.account_id = a.id
         WHERE t.account_id IS NULL AND t.role <> 'society' AND m.role = t.role AND a.realm = t.realm AND a.status = 'active'
     ) AS person
     WHERE t.round_id = $1 AND t.state = 'open' AND g.status = 'open' AND g.suspended_at IS NULL
       AND app.effective_due(g.due_at, e.due_at, t.due_at) = $2 AND $4 >= greatest(t.armed_at, g.opens_at)
     ON CONFLICT (realm, unique_key) DO NOTHING`,
    [wave.roundId, instant(wave.dueAt), wave.wave, instant(wave.waveAt), instant(wave.at)],
  );
  return rowCount ?? 0;
}
