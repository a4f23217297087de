/** Many societies with their records at once: all of them or none. */
import type { Tx } from './pool.js';
import type { NewRecord, NewSociety } from './societies.js';

export interface ImportedSociety extends Omit<NewSociety, 'realm'> {
  records: Omit<NewRecord, 'realm' | 'societyId' | 'by' | 'replaces'>[];
}

/** Ids and codes of what was added; the codes that were taken already, when any was: then nothing was added. */
export async function importSocieties(tx: Tx, realm: string, by: string, societies: readonly ImportedSociety[]): Promise<{ added: { id: string; code: string }[] } | { taken: string[] }> {
  const codes = societies.map(({ code }) => code);
  const { rows: taken } = await tx.query<{ code: string }>('SELECT code FROM society WHERE realm = $1 AND code = ANY($2) ORDER BY code', [realm, codes]);
  if (taken.length > 0) return { taken: taken.map(({ code }) => code) };
  const { rows: added } = await tx.query<{ id: string; code: string }>(
    `INSERT INTO society (realm, code, name, discipline_group, email, contact, phone, authority)
     SELECT $1, s.code, s.name, s."disciplineGroup", s.email, s.contact, s.phone, s.authority
     FROM jsonb_to_recordset($2) AS s(code text, name text, "disciplineGroup" text, email text, contact text, phone text, authority text) RETURNING id, code`,
    [realm, JSON.stringify(societies)],
  );
  const ids = new Map(added.map(({ id, code }) => [code, id]));
  const records = societies.flatMap((society) => society.records.map((record) => ({ ...record, societyId: ids.get(society.code) })));
  await tx.query(
    `INSERT INTO society_record (realm, society_id, kind, value, occurred_on, as_of, issuer, provision, document, created_by, authority)
     SELECT $1, r."societyId", r.kind, r.value, r."occurredOn", r."asOf", r.issuer, r.provision, r.document, $3, coalesce(r.authority, s.authority)
     FROM jsonb_to_recordset($2) AS r("societyId" uuid, kind text, value jsonb, "occurredOn" date, "asOf" date, issuer text, provision text, document text, authority text)
       JOIN society s ON s.id = r."societyId"`,
    [realm, JSON.stringify(records), by],
  );
  await tx.query(
    `SELECT app.audit_append('society/' || s.id, $1, $2, 'society.import', jsonb_build_object('code', s.code)) FROM jsonb_to_recordset($3) AS s(id uuid, code text)`,
    [realm, by, JSON.stringify(added)],
  );
  return { added: added.sort((a, b) => (a.code < b.code ? -1 : 1)) };
}
