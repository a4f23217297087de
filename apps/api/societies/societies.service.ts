import { Inject, Injectable } from '@nestjs/common';
import { record } from '../../../records/audit.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { createSociety, findSociety, listSocieties, type Society as Row, updateSociety } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { NewSociety, Society, SocietyChange, SocietyPage, SocietyQuery } from '../contract/societies.js';
import type { Repeatable } from '../http/keyed.js';
import { placeAfter, placeFrom, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';

@Injectable()
export class SocietiesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  async list(scope: Scope, query: SocietyQuery): Promise<SocietyPage> {
    const { rows, total } = await withScope(this.pool, scope, (tx) => listSocieties(tx, { ...query, after: placeFrom(query) }));
    return toPage(rows, query.limit, total, toSociety, placeAfter(query.sort));
  }

  async get(scope: Scope, id: string): Promise<Society> {
    return toSociety(found(await withScope(this.pool, scope, (tx) => findSociety(tx, id))));
  }

  create(scope: Scope, accountId: string, request: Repeatable, entry: NewSociety): Promise<Society> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const created = await createSociety(tx, { ...entry, realm: scope.realm });
      if (created === 'codeTaken') throw refused('CODE_TAKEN', { field: 'code' });
      await note(tx, scope, created.id, accountId, 'society.create', { code: created.code, disciplineGroup: created.discipline_group });
      return toSociety(created);
    });
  }

  change(scope: Scope, accountId: string, id: string, version: number, change: SocietyChange): Promise<Society> {
    return withScope(this.pool, scope, async (tx) => {
      mustNotBeMerged(await findSociety(tx, id));
      const changed = await updateSociety(tx, id, version, change);
      if (changed === undefined) throw refused('CONFLICT_VERSION');
      // The names of the fields only: a contact's name and number can be erased, the audit cannot.
      await note(tx, scope, id, accountId, 'society.change', { fields: Object.keys(change), version: changed.version });
      return toSociety(changed);
    });
  }
}

export const note = (tx: Tx, scope: Scope, societyId: string, actor: string, action: string, body: Record<string, unknown>): Promise<void> =>
  record(tx, { stream: `society/${societyId}`, realm: scope.realm, actor, action, body });

/** What stays to be read is not changed, nor acted for, any more. */
export function mustNotBeMerged(society: Row | undefined): Row {
  const { status, merged_name } = found(society);
  if (status === 'merged') throw refused('SOCIETY_MERGED', { params: { society: merged_name ?? '' } });
  return found(society);
}

function toSociety(row: Row): Society {
  return {
    id: row.id, code: row.code, name: row.name, disciplineGroup: row.discipline_group, email: row.email, contact: row.contact, phone: row.phone,
    status: row.status, authority: row.authority, version: row.version,
    mergedInto: row.merged_into === null ? null : { id: row.merged_into, code: row.merged_code ?? '', name: row.merged_name ?? '' }, createdAt: toInstant(row.created_at),
  };
}
