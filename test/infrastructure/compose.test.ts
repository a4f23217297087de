import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../apps/cli/local/root.js';

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  user: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).default({}),
  restart: z.string(),
});
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) });

const text = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');
const { services } = Compose.parse(parse(text, { merge: true }));
const all = Object.entries(services);
const own = all.filter(([, service]) => service.image.startsWith('xuehui:'));

test('database, Temporal, its UI, mail, migrations, API and worker are there', () => {
  expect(Object.keys(services)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'mail', 'migrations', 'api', 'worker']));
});

test.each(own)('%s runs a program that exists, and not as root', (_name, { command, user }) => {
  const program = command?.find((word) => word.startsWith('dist/'));
  expect(program).toBeDefined();
  expect(existsSync(path.join(ROOT, program!.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
  expect(user).toBe('node');
});

test.each(all.filter(([, { image }]) => !image.startsWith('xuehui:')))('%s is pinned to a version', (_name, { image }) => {
  expect(image).toMatch(/:\d+\.\d+/);
});

test('the embedded Temporal server and the official image are of the same version', () => {
  const modules = readFileSync(path.join(ROOT, 'temporal-server', 'go.mod'), 'utf8');
  const version = (module: string) => new RegExp(`${module} v(\\S+)`).exec(modules)?.[1];
  expect(services.temporal?.image).toBe(`temporalio/server:${version('go.temporal.io/server')}`);
  expect(services['temporal-schema']?.image).toBe(`temporalio/admin-tools:${version('go.temporal.io/server')}`);
  expect(services['temporal-ui']?.image).toBe(`temporalio/ui:${version('github.com/temporalio/ui-server/v2')}`);
});

test('whatever must be healthy before another starts has a health check', () => {
  for (const [, { depends_on }] of all) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      expect(services[name]).toBeDefined();
      if (condition === 'service_healthy') expect(services[name]?.healthcheck).toBeDefined();
      else expect(services[name]?.restart).toMatch(/^on-failure/);
    }
  }
});

test.each(['postgres', 'temporal', 'mail', 'worker', 'api'])('%s is checked for its health', (name) => {
  expect(services[name]?.healthcheck?.test.length).toBeGreaterThan(1);
});

test("API and worker never get the owner's or the superuser's password", () => {
  for (const name of ['api', 'worker']) expect(JSON.stringify(services[name])).not.toMatch(/OWNER_PASSWORD|SUPERUSER_PASSWORD|xuehui_owner/);
});

test('nothing is published beyond the loopback address', () => {
  for (const port of all.flatMap(([, { ports }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('no password stands in the file, and the example names every variable that is required', () => {
  const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8');
  for (const [, variable] of text.matchAll(/\$\{(\w+):\?\}/g)) expect(example).toMatch(new RegExp(`^${variable}=$`, 'm'));
});
