import { Inject, Injectable } from '@nestjs/common';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { type AuditRow, listAudit, newestAudit } from '../../../records/audit.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { verifyRecord } from '../../../records/verify.js';
import type { AuditItem, AuditPage, AuditQuery, AuditVerification } from '../contract/audit.js';
import { toInstant } from '../contract/common.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';

/** The append-only record: the newest of all, or one stream, and whether all of it holds. */
@Injectable()
export class AuditService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(scope: Scope, { stream, cursor, limit }: AuditQuery): Promise<AuditPage> {
    const key = fromCursor(cursor, 2);
    const before = key === undefined ? undefined : { stream: String(key[0]), n: Number(key[1]) };
    const { rows, total } = await withScope(this.pool, scope, (tx) => (stream === undefined ? newestAudit(tx, scope.realm, { before, limit }) : listAudit(tx, stream, { before: before?.n, limit })));
    return toPage(rows, limit, total, auditView, (row) => [row.stream, row.n]);
  }

  async verify(kept: string | undefined, locale: Locale): Promise<AuditVerification> {
    const { lastAnchor, brokenAnchors, ...found } = await verifyRecord(this.pool, kept);
    return {
      ...found,
      message: say(locale, found.ok ? 'audit.holds' : 'audit.broken', { streams: found.streams, entries: found.entries, problems: found.brokenStreams.length + brokenAnchors.length }),
      lastAnchor: lastAnchor === null ? null : { at: toInstant(Number(lastAnchor.at)), hash: lastAnchor.hash },
      brokenAnchors: brokenAnchors.map((anchor) => ({ ...anchor, at: anchor.at === null ? null : toInstant(Number(anchor.at)) })),
    };
  }
}

export const auditView = ({ actor_name: actorName, at, hash, ...row }: AuditRow): AuditItem => ({ ...row, actorName, at: toInstant(at), hash: hash.toString('hex') });
