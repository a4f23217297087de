import { Inject, Injectable } from '@nestjs/common';
import { checksOf } from '../../../domain/governance/stage.js';
import type { GovernanceCheck } from '../../../domain/governance/check.js';
import { stageOf } from '../../../domain/programme/schema.js';
import { sayKey } from '../../../domain/wording/catalogue.js';
import { listResults, resultOf, type ResultRow } from '../../../records/collections.js';
import { type PaperEntry, paperEntriesOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import type { CollectionPage, CollectionPath, CollectionQuery, CollectionRow, CollectionSocietyPath } from '../contract/collections.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { onPaperView } from '../platform/on-paper.js';
import { found } from '../problem/refused.js';

/** Row-level security shows a society its own rows only. */
@Injectable()
export class CollectionsService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  list(scope: Scope, { id, stage }: CollectionPath, query: CollectionQuery): Promise<CollectionPage> {
    return withScope(this.pool, scope, async (tx) => {
      const checks = await this.checks(tx, id, stage);
      const after = fromCursor(query.cursor, 1)?.[0];
      const { rows, total } = await listResults(tx, { roundId: id, stage }, { status: query.status, limit: query.limit, ...(after === undefined ? {} : { after: String(after) }) });
      const entries = await paperEntriesOf(tx, rows.flatMap(({ fact_id }) => fact_id ?? []));
      return toPage(rows, query.limit, total, (row) => rowView(checks, row, entries), (row) => [row.code]);
    });
  }

  read(scope: Scope, { id, stage, society }: CollectionSocietyPath): Promise<CollectionRow> {
    return withScope(this.pool, scope, async (tx) => {
      const checks = await this.checks(tx, id, stage);
      const row = found(await resultOf(tx, { roundId: id, stage }, society));
      return rowView(checks, row, await paperEntriesOf(tx, row.fact_id === null ? [] : [row.fact_id]));
    });
  }

  private async checks(tx: Tx, roundId: string, key: string): Promise<GovernanceCheck[]> {
    const stage = stageOf(found(await loadRound(tx, roundId)).programme, key);
    return checksOf(found(stage?.type === 'materialsCollection' ? stage : undefined));
  }
}

function rowView(checks: readonly GovernanceCheck[], row: ResultRow, entries: ReadonlyMap<string, PaperEntry>): CollectionRow {
  const nameOf = (key: string) => checks.find((check) => check.key === key)?.name ?? { zh: key, en: key };
  return {
    society: { id: row.society_id, code: row.code, name: row.name },
    handedIn: row.fact_id !== null,
    onPaper: onPaperView(entries.get(row.fact_id ?? '')),
    late: row.late,
    status: row.outcome?.status ?? null,
    progress: row.outcome?.progress ?? null,
    findings: row.outcome?.findings ?? [],
    lines: row.lines.map(({ key, result, code, params }) => ({ check: key, name: nameOf(key), result, message: sayKey('zh', `governance.${code}`, params) })),
  };
}
