// Who may import whom (docs/architecture.md). A rule of our own: what a path means depends on where it is written.
import path from 'node:path';
import { isBuiltin } from 'node:module';

/**
 * For each folder, the most specific first: the folders (or files) it may import, and either the packages it may import
 * (`only`, without Node's own modules) or, where this is left out, any package that `RESERVED` does not keep for others.
 * `types` names what it may import as types.
 */
const WALLS = [
  { from: 'domain', folders: ['domain'], only: ['zod', 'yaml', 'chinese-days'] },
  { from: 'records', folders: ['domain', 'records'] },
  { from: 'activities', folders: ['domain', 'records', 'activities'] },
  { from: 'workflows', folders: ['domain', 'workflows'], types: ['activities'], only: ['@temporalio/workflow', '@temporalio/common'] },
  { from: 'temporal', folders: ['domain', 'records', 'workflows/messages', 'workflows/attributes', 'temporal'] },
  { from: 'apps/console', folders: ['apps/console', 'apps/api/client', 'apps/api/client-types'], only: ['react', 'react-dom', 'antd', '@ant-design/icons', '@tanstack/react-query', '@tanstack/react-router', 'dayjs', 'd3-scale', 'd3-time', 'd3-array', 'yaml'] },
  { from: 'apps/api', folders: ['domain', 'records', 'workflows/messages', 'temporal', 'apps/api'] },
  { from: 'apps/worker', folders: ['domain', 'records', 'activities', 'temporal', 'apps/worker'] },
  { from: 'apps/mail', folders: ['domain', 'apps/mail'] },
  { from: 'apps/cli', folders: ['domain', 'records/migrate', 'records/roles', 'records/verify', 'records/personal-data', 'workflows/attributes', 'rehearsal', 'apps/api/contract', 'apps/api/client', 'apps/cli'] },
  { from: 'rehearsal', folders: ['domain', 'rehearsal', 'apps/api/contract', 'apps/api/client', 'apps/cli/local'] },
];

/** Packages that only these folders, and the tests, may import. */
const RESERVED = [
  { packages: /^(pg|@prisma\/.*)$/, folders: ['records'] },
  { packages: /^@temporalio\/worker$/, folders: ['apps/worker'] },
  { packages: /^@temporalio\/workflow$/, folders: ['workflows'] },
  { packages: /^@temporalio\/activity$/, folders: ['activities', 'apps/worker'] },
  { packages: /^highs$/, folders: ['activities/solving'] },
  { packages: /^(react|react-dom|antd|@ant-design\/.*|@tanstack\/.*)$/, folders: ['apps/console'] },
  { packages: /^@nestjs\/.*$/, folders: ['apps/api'] },
];

/** @type {import('eslint').Rule.RuleModule} */
export const walls = {
  meta: { type: 'problem', schema: [], messages: { wall: '{{from}} may not import {{what}} (docs/architecture.md, “Who may import whom”).' } },
  create(context) {
    const file = relative(context.cwd, context.filename);
    const wall = WALLS.find(({ from }) => within(file, from));
    if (!wall) return {};
    const check = (node, source, isType) => {
      if (typeof source === 'string' && !allowed(wall, file, source, isType)) context.report({ node, messageId: 'wall', data: { from: wall.from, what: source } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value, onlyTypes(node)),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source.value, false),
    };
  },
};

function allowed(wall, file, source, isType) {
  if (source.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), source);
    return [...wall.folders, ...(isType ? (wall.types ?? []) : [])].some((folder) => within(target, folder));
  }
  if (isBuiltin(source)) return wall.only === undefined;
  const name = source.split('/').slice(0, source.startsWith('@') ? 2 : 1).join('/');
  if (wall.only) return wall.only.includes(name);
  return RESERVED.every(({ packages, folders }) => !packages.test(name) || folders.some((folder) => within(file, folder)));
}

function onlyTypes(node) {
  return node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type'));
}

/** True if `file` is `place`, with any ending, or lies below it. */
function within(file, place) {
  return file === place || file.startsWith(`${place}/`) || file.startsWith(`${place}.`);
}

function relative(root, file) {
  return path.relative(root, file).split(path.sep).join('/');
}
