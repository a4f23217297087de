/** What the command line says to staff. */
import type { cliZh } from './cli.zh.js';

export const cliEn = {
  'cli.programmeValid': '{file}: {name} (version {version}) is valid: {stages} stages, {steps} duties of the funded societies.',
  'cli.programmeInvalid': '{file}: {count} problem(s).',
  'cli.timelineTitle': '{name}: timeline',
  'cli.timelineLine': '{opens} → {due}  {name}  {who}  {clause}',
  'cli.warning': 'warning',
  'cli.notice': 'notice',
  'cli.nothingToWarn': 'No dates that need a second look.',
  'cli.unknownCommand': 'There is no command “{command}”. Known: {commands}.',
  'cli.missingArgument': 'The argument “{name}” is missing.',
  'cli.fileUnreadable': 'The file {file} cannot be read.',
} as const satisfies Record<keyof typeof cliZh, string>;
