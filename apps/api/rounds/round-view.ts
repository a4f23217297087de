import type { Programme } from '../../../domain/programme/schema.js';
import { stageOf } from '../../../domain/programme/schema.js';
import type { ListedRound } from '../../../records/round-drafts.js';
import type { StageAttempt } from '../../../records/rounds.js';
import { toInstant } from '../contract/common.js';
import type { Round, RoundSummary } from '../contract/rounds.js';

export function summaryView(row: ListedRound): RoundSummary {
  return {
    id: row.id,
    name: row.name,
    programme: { versionId: row.programme_version_id, key: row.programme_key, version: row.programme_version, name: row.programme_name },
    authority: row.authority,
    year: row.year,
    status: row.status,
    version: row.version,
    createdAt: toInstant(row.created_at),
    launchedAt: orNull(row.launched_at),
    announcedAt: orNull(row.announced_at),
    closedAt: orNull(row.closed_at),
  };
}

export function roundView(row: ListedRound, programme: Programme, stages: StageAttempt[]): Round {
  return { ...summaryView(row), settings: { ...row.settings }, funded: programme.project !== undefined, stages: stages.map((stage) => stageView(programme, stage)) };
}

function stageView(programme: Programme, stage: StageAttempt): Round['stages'][number] {
  return {
    id: stage.id, key: stage.key, type: stage.type, name: stageOf(programme, stage.key)?.name ?? { zh: stage.key, en: stage.key }, n: stage.n, status: stage.status,
    openedAt: toInstant(stage.opened_at), doneAt: orNull(stage.done_at),
  };
}

export const orNull = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
