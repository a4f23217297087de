/** Rehearsal realms: who acts in them, what keeps their clock from stepping, and their end. realms.ts has the clock itself. */
import type { MemberRole } from '../domain/access/roles.js';
import { LIVE } from '../domain/ids.js';
import { say } from '../domain/wording/catalogue.js';
import { createAccount, type NewAccount } from './accounts.js';
import { only, type Tx } from './pool.js';
import type { Realm } from './realms.js';

export interface Rehearsal extends Realm {
  now_at: number;
  created_at: number;
}

/** Newest first. */
export async function listRehearsals(db: Tx): Promise<Rehearsal[]> {
  return (await db.query<Rehearsal>(`SELECT * FROM realm WHERE kind = 'rehearsal' ORDER BY created_at DESC, id`)).rows;
}

export async function findRehearsal(db: Tx, id: string): Promise<Rehearsal | undefined> {
  return (await db.query<Rehearsal>(`SELECT * FROM realm WHERE id = $1 AND kind = 'rehearsal'`, [id])).rows[0];
}

/** Keeps two requests from stepping the same clock at once. */
export async function lockRehearsal(tx: Tx, id: string): Promise<Rehearsal | undefined> {
  return (await tx.query<Rehearsal>(`SELECT * FROM realm WHERE id = $1 AND kind = 'rehearsal' FOR UPDATE`, [id])).rows[0];
}

export interface RehearsalClock {
  /** What is still under way: busy, due, fact, command or mail; null when the clock may step. */
  why: string | null;
  /** Null when there is no such rehearsal. */
  now_at: number | null;
  /** The next instant at which something is due by itself. */
  due: number | null;
}

/** In one statement, for whoever waits for quiet. Needs no scope. */
export async function rehearsalClock(db: Tx, id: string): Promise<RehearsalClock> {
  return only((await db.query<RehearsalClock>('SELECT * FROM app.rehearsal_clock($1)', [id])).rows);
}

export interface BusyWorkflow {
  workflow_id: string;
  step: string;
  state: string;
  attention: string;
}

/** What has not come to rest: for whoever wonders why the clock does not step. */
export async function busyWorkflows(tx: Tx, realm: string, limit: number): Promise<BusyWorkflow[]> {
  return (await tx.query<BusyWorkflow>(
    `SELECT workflow_id, step, state, attention FROM wait
     WHERE realm = $1 AND (state = 'busy' OR (state = 'parked' AND (rung OR until <= app.now($1)))) ORDER BY touched_at LIMIT $2`, [realm, limit])).rows;
}

export async function openWorkflows(tx: Tx, realm: string): Promise<string[]> {
  return (await tx.query<{ workflow_id: string }>(`SELECT workflow_id FROM wait WHERE realm = $1 AND state <> 'closed' ORDER BY workflow_id`, [realm])).rows.map((row) => row.workflow_id);
}

/** All rows of the rehearsal, also the append-only ones. Its workflows must have been ended before. */
export async function deleteRehearsal(db: Tx, id: string): Promise<void> {
  await db.query('SELECT app.delete_rehearsal($1)', [id]);
}

export interface NewActor {
  realm: string;
  role: MemberRole | 'public';
  /** For the role `society`. */
  societyId?: string;
  /** Which of several with the same role; from 1. */
  n: number;
}

/** The account that acts: a society's own, or the n-th of a role; made when it is not there yet. Null for an unknown society. */
export async function actorAccount(tx: Tx, actor: NewActor): Promise<string | null> {
  const society = actor.societyId === undefined ? undefined : (await tx.query<{ code: string; name: string }>('SELECT code, name FROM society WHERE id = $1', [actor.societyId])).rows[0];
  if (actor.societyId !== undefined && society === undefined) return null;
  const email = `${society?.code ?? actor.role}-${actor.n}@rehearsal.example.org`.toLowerCase();
  const name = society?.name ?? `${say('zh', `role.${actor.role}`)} ${actor.n}`;
  return accountOf(tx, { realm: actor.realm, email, name, locale: 'zh', roles: actor.role === 'public' ? [] : [actor.role], societyId: actor.societyId, active: true });
}

/** The program that runs rehearsals: an account of the live realm. */
export const operatorAccount = (tx: Tx): Promise<string> =>
  accountOf(tx, { realm: LIVE, email: 'operator@localhost', name: 'operator', locale: 'zh', roles: ['operator'], active: true });

async function accountOf(tx: Tx, account: NewAccount): Promise<string> {
  const created = await createAccount(tx, account);
  if (created !== 'emailTaken') return created.id;
  return only((await tx.query<{ id: string }>('SELECT id FROM account WHERE realm = $1 AND lower(email) = $2', [account.realm, account.email])).rows).id;
}

export async function expertAccount(tx: Tx, expertId: string): Promise<string | undefined> {
  return (await tx.query<{ account_id: string }>('SELECT account_id FROM expert WHERE id = $1', [expertId])).rows[0]?.account_id;
}
