/** The working-day calendar of a realm: the shipped data, and the notices recorded since. Its version is stored with every deadline. */
import { type Calendar, type CalendarNotice, calendarWith } from '../domain/calendar/working-days.js';
import { instant, only, type Tx } from './pool.js';

/** As `app.calendar` gives it. */
export interface StoredCalendar {
  n: number;
  notices: CalendarNotice[];
}

export const calendarFrom = ({ n, notices }: StoredCalendar): Calendar => calendarWith(notices, n);

/** The calendar in force. */
export async function calendarIn(tx: Tx, realm: string): Promise<Calendar> {
  return calendarFrom(await storedCalendar(tx, realm));
}

export async function storedCalendar(tx: Tx, realm: string): Promise<StoredCalendar> {
  return only((await tx.query<{ calendar: StoredCalendar }>('SELECT app.calendar($1) AS calendar', [realm])).rows).calendar;
}

export interface NoticeRow extends CalendarNotice {
  id: string;
  /** The calendar's version from this notice on. */
  n: number;
  documentNumber: string;
  issuedOn: string;
  title: string;
  reason: string;
  recordedBy: string | null;
  recordedAt: number;
  withdrawnAt: number | null;
  withdrawalReason: string | null;
}

/** Days as text: arrays of dates would arrive as local midnights. */
const LISTED = `SELECT id, n, year, to_jsonb(rest_days) AS "restDays", to_jsonb(working_days) AS "workingDays", document_number AS "documentNumber",
  issued_on AS "issuedOn", title, reason, recorded_by AS "recordedBy", recorded_at AS "recordedAt", withdrawn_at AS "withdrawnAt",
  withdrawal_reason AS "withdrawalReason" FROM calendar_notice`;

/** Oldest first, the withdrawn ones too. */
export async function listNotices(tx: Tx, realm: string): Promise<NoticeRow[]> {
  return (await tx.query<NoticeRow>(`${LISTED} WHERE realm = $1 ORDER BY n`, [realm])).rows;
}

export async function findNotice(tx: Tx, realm: string, id: string): Promise<NoticeRow | undefined> {
  return (await tx.query<NoticeRow>(`${LISTED} WHERE realm = $1 AND id = $2`, [realm, id])).rows[0];
}

export type NewNotice = CalendarNotice & Pick<NoticeRow, 'documentNumber' | 'issuedOn' | 'title' | 'reason'> & { realm: string; by: string; at: number };

/** The next version of the realm's calendar. Only one at a time. */
export async function addNotice(tx: Tx, notice: NewNotice): Promise<NoticeRow> {
  const n = await nextVersion(tx, notice.realm);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO calendar_notice (realm, n, year, document_number, issued_on, title, rest_days, working_days, reason, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::date[], $8::date[], $9, $10, $11) RETURNING id`,
    [
      notice.realm, n, notice.year, notice.documentNumber, notice.issuedOn, notice.title, [...notice.restDays], [...notice.workingDays], notice.reason,
      notice.by, instant(notice.at),
    ],
  );
  const added = await findNotice(tx, notice.realm, only(rows).id);
  if (added === undefined) throw new Error('the notice is out of scope');
  return added;
}

/** False when it is withdrawn already. */
export async function withdrawNotice(tx: Tx, realm: string, id: string, reason: string, at: number): Promise<boolean> {
  const n = await nextVersion(tx, realm);
  const { rowCount } = await tx.query(
    'UPDATE calendar_notice SET withdrawn_at = $3, withdrawn_n = $4, withdrawal_reason = $5 WHERE realm = $1 AND id = $2 AND withdrawn_at IS NULL',
    [realm, id, instant(at), n, reason],
  );
  return rowCount === 1;
}

async function nextVersion(tx: Tx, realm: string): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('calendar'), hashtext($1))`, [realm]);
  return (await storedCalendar(tx, realm)).n + 1;
}

/** A rehearsal begins with the calendar of the live world. */
export async function copyCalendar(tx: Tx, from: string, to: string): Promise<void> {
  // Two realms: each is read and written in its own scope.
  await tx.query(`SELECT set_config('app.realm', $1, true)`, [from]);
  const notices = (await listNotices(tx, from)).filter((notice) => notice.withdrawnAt === null);
  await tx.query(`SELECT set_config('app.realm', $1, true)`, [to]);
  for (const { n, recordedBy, recordedAt, ...notice } of notices) {
    await tx.query(
      `INSERT INTO calendar_notice (realm, n, year, document_number, issued_on, title, rest_days, working_days, reason, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::date[], $8::date[], $9, $10, $11)`,
      [
        to, n, notice.year, notice.documentNumber, notice.issuedOn, notice.title, [...notice.restDays], [...notice.workingDays], notice.reason, recordedBy,
        instant(recordedAt),
      ],
    );
  }
  await tx.query(`SELECT set_config('app.realm', $1, true)`, [from]);
}
