/** A running round goes on by another version of its programme: pinned anew, those concerned are told, the record says who and why. */
import { remindersId } from '../domain/ids.js';
import { migration, type MovedDate } from '../domain/programme/migration.js';
import { projectStepOf, stageOf, type Programme } from '../domain/programme/schema.js';
import { accept, refuse } from '../domain/refusal.js';
import { say } from '../domain/wording/catalogue.js';
import { sayDue } from '../domain/wording/dates.js';
import { findProgramme } from '../records/programmes.js';
import { concernedSocieties, pinVersion, standingOf } from '../records/round-versions.js';
import { ring } from '../records/waits.js';
import type { CommandHandler } from './context.js';
import { reasonOf, textOf } from './input.js';
import { writeToRole, writeToSociety } from './mailing.js';

/** `from` is the version that was previewed against: who has moved the round since is not overruled. */
export const moveToVersion: CommandHandler = async (context, body) => {
  const { tx, round, command } = context;
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  if (round.programme_version_id !== body.from) return refuse({ code: 'CONFLICT_VERSION', field: 'from' });
  const version = await findProgramme(tx, textOf(body.programmeVersionId));
  if (!version) return refuse({ code: 'NOT_FOUND', field: 'programmeVersionId' });
  const { changes, obstacles, dates } = migration(round.programme, version.definition, round.settings, await standingOf(tx, round));
  const [obstacle] = obstacles;
  if (obstacle) return refuse({ code: 'MIGRATION_NOT_POSSIBLE', field: 'programmeVersionId', params: { count: obstacles.length, first: obstacle.code, path: obstacle.field } });
  await pinVersion(tx, round.id, version.id);

  const words = { version: version.version, versionBefore: round.programme.version, reason: reason.value, changes: datesInWords(version.definition, round.programme, dates) };
  for (const role of ['staff', 'leadership']) await writeToRole(context, role, 'programmeMoved', command.id, words);
  // Who has nothing to do any sooner or later need not be troubled.
  if (dates.length > 0) for (const societyId of await concernedSocieties(tx, round.id)) await writeToSociety(context, societyId, 'programmeMoved', command.id, words);
  await ring(tx, remindersId(round.id));
  context.wake.add(remindersId(round.id));
  return accept({
    before: { versionId: round.programme_version_id, version: round.programme.version }, after: { versionId: version.id, version: version.version },
    changes: changes.map(({ path }) => path), dates: dates.length,
  });
};

function datesInWords(after: Programme, before: Programme, dates: readonly MovedDate[]): string {
  if (dates.length === 0) return say('zh', 'migration.noDates');
  const due = (ms: number | null) => (ms === null ? say('zh', 'migration.noDate') : sayDue('zh', ms));
  return dates.map(({ key, year, dueBeforeMs, dueMs }) => {
    const name = (stageOf(after, key) ?? projectStepOf(after, key) ?? stageOf(before, key) ?? projectStepOf(before, key))?.name.zh ?? key;
    return say('zh', 'migration.date', { name: year === undefined ? name : `${name}（${year}）`, before: due(dueBeforeMs), after: due(dueMs) });
  }).join('\n');
}
