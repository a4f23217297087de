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
  'cli.anchorNoHash': '“{anchor}” is no anchor: it has the 64 hexadecimal digits that are in the log.',
  'cli.personalDataUsage': 'Usage: npm run personal-data -- export ADDRESS | erase ADDRESS --reason TEXT. It connects as the owner of the database (DATABASE_OWNER_URL, or the system that runs on this machine).',
  'cli.noDatabase': 'No database was found: start the system first, or name one in DATABASE_URL.',
  'cli.databaseUnreachable': 'The record could not be checked: {reason}',
  'cli.brokenStream': 'broken: {stream}, entry {n} ({problem})',
  'cli.brokenAnchor': 'broken: anchor {hash} ({problem})',
  'cli.lastAnchor': 'last anchor: {hash}, {at}, {anchors} in all',
} as const satisfies Record<keyof typeof cliZh, string>;
