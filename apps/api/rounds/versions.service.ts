import { Inject, Injectable } from '@nestjs/common';
import { roundId as workflowOf } from '../../../domain/ids.js';
import { type Change, diffProgrammes } from '../../../domain/programme/diff.js';
import { placesIn } from '../../../domain/programme/locate-path.js';
import { migration } from '../../../domain/programme/migration.js';
import { projectStepOf, stageOf } from '../../../domain/programme/schema.js';
import { type Locale, sayCode } from '../../../domain/wording/catalogue.js';
import { type Pool, type Scope, unscoped, withScope } from '../../../records/pool.js';
import { findProgramme, type ProgrammeVersion } from '../../../records/programmes.js';
import { concernedSocieties, standingOf } from '../../../records/round-versions.js';
import { loadRound } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { type ProgrammeDiff, type VersionMove, VersionMoved, type VersionMovePreview } from '../contract/migration.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';
import { orNull } from './round-view.js';

/** A new version never touches a running round; staff may move the round to it where nothing that has begun is changed. */
@Injectable()
export class VersionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  async diff(id: string, other: string): Promise<ProgrammeDiff> {
    const from = found(await findProgramme(unscoped(this.pool), id));
    const to = found(await findProgramme(unscoped(this.pool), other));
    return { from: versionOf(from), to: versionOf(to), changes: changesOf(to, diffProgrammes(from.definition, to.definition)) };
  }

  preview(scope: Scope, roundId: string, versionId: string, locale: Locale): Promise<VersionMovePreview> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      const to = found(await findProgramme(tx, versionId));
      const { changes, obstacles, dates } = migration(round.programme, to.definition, round.settings, await standingOf(tx, round));
      const lineOf = placesIn(to.source);
      const nameOf = (key: string) => [to.definition, round.programme].map((one) => stageOf(one, key) ?? projectStepOf(one, key)).find((one) => one !== undefined)?.name ?? { zh: key, en: key };
      return {
        possible: obstacles.length === 0,
        from: { versionId: round.programme_version_id, version: round.programme.version },
        to: versionOf(to),
        obstacles: obstacles.map(({ code, field, params }) => ({ code, path: field, line: lineOf(field).line, message: sayCode(locale, code, params) })).sort(asInFile),
        changes: changesOf(to, changes),
        dates: dates.map(({ key, year, dueBeforeMs, dueMs }) => ({ key, name: nameOf(key), year: year ?? null, dueBefore: orNull(dueBeforeMs), due: orNull(dueMs) })),
        societies: dates.length === 0 ? 0 : (await concernedSocieties(tx, roundId)).length,
      };
    });
  }

  async move(scope: Scope, accountId: string, request: Repeatable, roundId: string, move: VersionMove): Promise<VersionMoved> {
    await withScope(this.pool, scope, async (tx) => found(await loadRound(tx, roundId)));
    return VersionMoved.parse(await this.commands.decide(scope, { accountId, request, kind: 'moveToVersion', workflowId: workflowOf(roundId), body: { ...move } }));
  }
}

const versionOf = ({ id, version }: ProgrammeVersion) => ({ versionId: id, version });

function changesOf({ source }: ProgrammeVersion, changes: readonly Change[]): ProgrammeDiff['changes'] {
  const lineOf = placesIn(source);
  return changes.map(({ path, before, after, choice }) => ({ path, line: lineOf(path).line, before: before ?? null, after: after ?? null, choice })).sort(asInFile);
}

/** The record keeps a definition, not the order of its keys: people read in the order of the file. */
const asInFile = (a: { line: number; path: string }, b: { line: number; path: string }): number => a.line - b.line || (a.path < b.path ? -1 : 1);
