import type { migrationZh } from './migration.zh.js';

export const migrationEn = {
  'migration.date': '“{name}”: {before} → {after}',
  'migration.noDate': 'none',
  'migration.noDates': 'Later deadlines stay as they are.',
  'problem.MIGRATION_NOT_POSSIBLE': 'The round cannot go on by that version: {count} obstacles, the first at {path} ({first}). Preview it first.',
  'problem.MIGRATION_NOT_RUNNING': 'The round is not running ({status}): after the announcement it stays with its version.',
  'problem.MIGRATION_OTHER_PROGRAMME': 'It is another programme ({after}; the round is of {before}).',
  'problem.MIGRATION_SAME_VERSION': 'The round goes by version {version} already.',
  'problem.MIGRATION_STAGE_GONE': 'The new version lacks the stage “{stage}”, which has begun.',
  'problem.MIGRATION_STAGE_TYPE': 'The stage “{stage}”, which has begun, is of another type ({before} → {after}).',
  'problem.MIGRATION_STAGE_ORDER': 'The stage “{stage}”, which has begun, has another place: nothing can come in before it.',
  'problem.MIGRATION_STAGE_BEGUN': 'The stage “{stage}” has begun and is finished by its rules: {path} cannot change.',
  'problem.MIGRATION_AFTER_RANKING': 'Applications have been ranked: quotas, tiers and groups ({path}) cannot change.',
  'problem.MIGRATION_FRAME_IN_USE': 'Applications have been filled in by the old frame: {path} cannot change.',
  'problem.MIGRATION_FOUNDATION': 'Stages have begun: {path} cannot change.',
  'problem.MIGRATION_SETTINGS': 'The round’s own setting {path} does not hold in the new version ({problem}).',

  'mail.programmeMoved.subject': '[{round}] now goes by version {version} of its programme',
  'mail.programmeMoved.body': '{recipient}:\n\nThis round went by version {versionBefore} of its programme and now goes by version {version}. What has begun is finished by the old rules and deadlines.\n\nReason: {reason}\n\nLater deadlines:\n{changes}\n\nDetails: {link}',
} as const satisfies Record<keyof typeof migrationZh, string>;
