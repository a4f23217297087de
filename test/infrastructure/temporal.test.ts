import { Connection } from '@temporalio/client';
import { prepareNamespace } from '../../apps/cli/local/namespace.js';
import { Attributes } from '../../workflows/attributes.js';
import { temporalAddress, testServers } from '../support/servers.js';

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: temporalAddress() });
});
afterAll(() => connection.close());

test('closed workflows stay visible for 90 days [C]', async () => {
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
});

test('every search attribute is registered, and registering again changes nothing', async () => {
  await prepareNamespace(temporalAddress(), 'default');
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.values(Attributes).map(({ name }) => name)));
});

test('SQL visibility has room for the search attributes: 10 Keyword, 3 Datetime', () => {
  const types = Object.values(Attributes).map(({ type }) => type);
  expect(types.filter((type) => type === 'KEYWORD').length).toBeLessThanOrEqual(10);
  expect(types.filter((type) => type === 'DATETIME').length).toBeLessThanOrEqual(3);
});

test('the UI answers, and asks nobody for news', async () => {
  const settings = (await (await fetch(`${testServers().temporalUiUrl}/api/v1/settings`)).json()) as { DisableNewsFetch?: boolean };
  expect(settings.DisableNewsFetch).toBe(true);
});

test('a server that nobody runs is named in one sentence', async () => {
  await expect(prepareNamespace('127.0.0.1:1', 'default', 500)).rejects.toThrow('Temporal at 127.0.0.1:1 cannot be reached');
});
