/**
 * What is kept about one person, for the person to read, and its erasure. Run by whoever keeps the system, as the schema's
 * owner: those who serve requests may not change what was recorded. The audit holds account ids only, and is never changed.
 */
import type pg from 'pg';
import { record } from './audit.js';

type Client = pg.Client;
type Rows = Record<string, unknown>[];

/** What stands where something was erased. */
export const ERASED = '〔已删除〕';
const erasedAddress = (id: string): string => `${id}@erased.invalid`;

export interface PersonalData {
  account: Record<string, unknown> | null;
  [part: string]: unknown;
}

/** By address, in the live realm: of an account, of an expert, of an objector who gave it as contact. */
export async function exportPerson(client: Client, email: string): Promise<PersonalData> {
  await inLive(client);
  const account = await accountOf(client, email);
  const id = account?.id ?? null;
  const ask = async (text: string, values: unknown[] = [id]): Promise<Rows> => (await client.query<Record<string, unknown>>(text, values)).rows;
  return {
    account: account ?? null,
    memberships: await ask('SELECT role, society_id FROM membership WHERE account_id = $1 ORDER BY role'),
    signIn: await ask('SELECT u.name, u.email, u.created_at FROM auth."user" u JOIN account a ON a.auth_user_id = u.id WHERE a.id = $1'),
    sessions: await ask('SELECT s.ip_address, s.user_agent, s.created_at, s.expires_at FROM auth.session s JOIN account a ON a.auth_user_id = s.user_id WHERE a.id = $1 ORDER BY s.created_at'),
    expert: await ask('SELECT code, name, discipline_group, employer FROM expert WHERE account_id = $1'),
    conflicts: await ask('SELECT c.application_id, c.reason FROM conflict c JOIN expert e ON e.id = c.expert_id WHERE e.account_id = $1 ORDER BY c.application_id'),
    drafts: await ask('SELECT task_id, payload, saved_at FROM draft WHERE saved_by = $1 ORDER BY saved_at'),
    paperDrafts: await ask('SELECT task_id, payload, saved_at FROM paper_draft WHERE saved_by = $1 ORDER BY saved_at'),
    handedIn: await ask('SELECT kind, receipt, at, payload FROM fact WHERE principal = $1 ORDER BY at, id'),
    decisions: await ask('SELECT kind, state, received_at, body FROM command WHERE principal = $1 ORDER BY received_at, id'),
    documents: await ask('SELECT name, media_type, bytes, sha256, at FROM document WHERE account_id = $1 ORDER BY at, id'),
    letters: await ask('SELECT template, subject, body, queued_at, sent_at FROM outbox WHERE lower(recipient) = lower($1) ORDER BY queued_at, id', [email]),
    objections: await ask('SELECT o.objection_id, o.name, o.contact FROM objector o WHERE lower(o.contact) = lower($1)', [email]),
    actions: await ask('SELECT stream, action, at FROM audit WHERE actor = $1::text ORDER BY at, stream, n'),
  };
}

/** How many rows of each kind were changed. */
export type Erasure = Record<'account' | 'signIn' | 'expert' | 'drafts' | 'letters' | 'objections' | 'facts', number>;

/**
 * Names, addresses and letters of a person become marks; what was decided and handed in stays, under the account's id. The
 * hash of a changed fact stays too, and proves that there was more. The account is closed and cannot sign in again.
 */
export async function erasePerson(client: Client, email: string, reason: string): Promise<Erasure> {
  await client.query('BEGIN');
  try {
    await inLive(client);
    const account = await accountOf(client, email);
    const id = account?.id ?? null;
    const change = async (text: string, values: unknown[]): Promise<number> => (await client.query(text, values)).rowCount ?? 0;
    // Before the objector's row goes: it leads to the fact.
    const facts = await change(
      `UPDATE fact f SET payload = f.payload || jsonb_build_object('name', $2::text, 'contact', $2::text)
       FROM objection o JOIN objector p ON p.objection_id = o.id WHERE f.id = o.fact_id AND lower(p.contact) = lower($1)`, [email, ERASED]);
    const erasure: Erasure = {
      facts,
      objections: await change('UPDATE objector SET name = $2, contact = $2 WHERE lower(contact) = lower($1)', [email, ERASED]),
      letters: await change(
        `UPDATE outbox SET recipient = $2, subject = $2, body = $2, params = '{}', last_error = NULL, unique_key = 'erased/' || id,
           state = CASE WHEN state IN ('queued', 'claimed') THEN 'cancelled' ELSE state END WHERE lower(recipient) = lower($1)`, [email, ERASED]),
      drafts: (await change('DELETE FROM draft WHERE saved_by = $1', [id])) + (await change('DELETE FROM paper_draft WHERE saved_by = $1', [id])),
      expert: await change(`UPDATE expert SET name = $2, employer = '', active = false WHERE account_id = $1`, [id, ERASED]),
      signIn: await eraseSignIn(client, id),
      account: id === null ? 0 : await change(`UPDATE account SET name = $2, email = $3, status = 'disabled', version = version + 1 WHERE id = $1`, [id, ERASED, erasedAddress(id)]),
    };
    if (id !== null) await record(client, { stream: `identity/${id}`, realm: 'live', actor: 'system', action: 'person.erased', body: { reason, ...erasure } });
    await client.query('COMMIT');
    return erasure;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The library's copy of name and address, and with it what one signs in with. */
async function eraseSignIn(client: Client, id: string | null): Promise<number> {
  const { rows } = await client.query<{ user: string }>('SELECT auth_user_id AS user FROM account WHERE id = $1 AND auth_user_id IS NOT NULL', [id]);
  const user = rows[0]?.user;
  if (user === undefined) return 0;
  for (const table of ['session', 'credential', 'two_factor']) await client.query(`DELETE FROM auth.${table} WHERE user_id = $1`, [user]);
  return (await client.query('UPDATE auth."user" SET name = $2, email = $3, two_factor_enabled = false WHERE id = $1', [user, ERASED, erasedAddress(user)])).rowCount ?? 0;
}

async function accountOf(client: Client, email: string): Promise<{ id: string; email: string; name: string; locale: string; status: string; created_at: unknown } | undefined> {
  return (await client.query<{ id: string; email: string; name: string; locale: string; status: string; created_at: unknown }>(
    `SELECT id, email, name, locale, status, created_at FROM account WHERE lower(email) = lower($1)`, [email])).rows[0];
}

async function inLive(client: Client): Promise<void> {
  await client.query(`SELECT set_config('app.realm', 'live', false), set_config('app.society', '*', false)`);
}
