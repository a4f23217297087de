/** What global-setup.mjs has started. Only suites of the Jest project `servers` may ask. */
export interface TestServers {
  /** A temporary folder, removed after the run. */
  folder: string;
  postgresPort: number;
  passwords: { superuser: string; owner: string; app: string; temporal: string };
  temporalAddress: string;
  temporalUiUrl: string;
}

export function testServers(): TestServers {
  const value = process.env.XUEHUI_TEST_SERVERS;
  if (!value) throw new Error('no servers: this suite belongs to the Jest project "servers"; see jest.config.mjs');
  return JSON.parse(value) as TestServers;
}

/** `127.0.0.1:port` of a Temporal server whose namespace `default` has our search attributes. */
export function temporalAddress(): string {
  return testServers().temporalAddress;
}
