/**
 * Two projects: `domain` needs nothing; `servers` starts one PostgreSQL and one Temporal for the whole run, whose addresses
 * test/support/ hands out. Runs in ESM mode: NODE_OPTIONS="--experimental-vm-modules --disable-warning=ExperimentalWarning".
 */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.data/'],
};

const area = (name) => `<rootDir>/test/${name}/**/*.test.ts`;

export default {
  testTimeout: 120_000,
  projects: [
    { ...shared, displayName: 'domain', testMatch: [area('domain')] },
    {
      ...shared,
      displayName: 'servers',
      testMatch: ['records', 'workflows', 'api', 'infrastructure', 'histories', 'journeys', 'console'].map(area),
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
