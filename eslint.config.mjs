import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';
import { walls } from './tools/lint/walls.mjs';

/** `domain` and `workflows` are given instants; a clock or chance of their own would make them answer differently another time. */
const noClockNoChance = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Take the instant as a value.' },
    { object: 'Math', property: 'random', message: 'Take the seed as a value.' },
    { object: 'performance', property: 'now', message: 'Take the instant as a value.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the instant as a value.' },
    { selector: "CallExpression[callee.name='Date']", message: 'Take the instant as a value.' },
  ],
  'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'crypto', 'structuredClone', 'setInterval', 'setImmediate', 'require'],
};

export default ts.config(
  { ignores: ['**/node_modules/', 'dist/', '.cache/', '.data/', 'records/generated/', 'apps/api/client-types.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // It stands outside every project.
    ignores: ['prisma.config.ts'],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { xuehui: { rules: { walls } } },
    rules: {
      'xuehui/walls': 'error',
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Methods of an interface or class may be async for their callers' sake.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['apps/console/**/*.ts', 'apps/console/**/*.tsx'], extends: [hooks.configs.flat['recommended-latest']] },
  { files: ['domain/**/*.ts', 'workflows/**/*.ts'], rules: noClockNoChance },
  { files: ['**/*.mjs'], extends: [ts.configs.base], rules: { 'max-lines': ['error', 300], eqeqeq: 'error' } },
);
