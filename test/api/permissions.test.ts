import { DiscoveryService } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUTH_ENDPOINTS } from '../../apps/api/identity/auth.js';
import { listRoutes, type Route, routeFaults } from '../../apps/api/routes.js';
import { ALL_PERMISSIONS, PERMISSIONS } from '../../domain/access/permissions.js';
import { ROLES, type Role } from '../../domain/access/roles.js';
import { TestApi } from './api.js';

let api: TestApi;
let routes: Route[];
beforeAll(async () => {
  api = await TestApi.start();
  routes = listRoutes(api.app.get(DiscoveryService));
});
afterAll(() => api.stop());

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** A request that is nothing but a knock: it must not change anything when it is let in. */
const knock = (route: Route): string => (route.path === 'healthz' ? '/healthz' : route.path.replace(/:\w+/g, UNKNOWN));

describe('every route', () => {
  test('names its permission, has strict schemas, and a key where it creates or commands', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.flatMap(routeFaults)).toEqual([]);
  });

  test('describes its answer', () => {
    expect(routes.filter((route) => route.answer === undefined && !route.file && route.method !== 'DELETE' && route.unkeyed === undefined).map((route) => route.name)).toEqual([]);
  });

  test('answers 401 to the public, 403 to other roles, and neither to those whom the table names', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const allowed: readonly Role[] = route.permission === undefined ? [] : PERMISSIONS[route.permission];
      await Promise.all(ROLES.map(async (role) => {
        const body = route.body === undefined ? undefined : { knock: true };
        const { status } = await api.call(route.method, knock(route), { as: role === 'public' ? undefined : role, body });
        // Everybody has the role `public` too.
        const right = allowed.includes(role) || allowed.includes('public') ? status !== 401 && status !== 403 : status === (role === 'public' ? 401 : 403);
        if (!right) wrong.push(`${route.name} as ${role}: ${status}`);
      }));
    }
    expect(wrong).toEqual([]);
  }, 180_000);
});

test('every permission of the table is used by a route', () => {
  const used = new Set(routes.map((route) => route.permission));
  expect(ALL_PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
});

describe('of the sign-in library', () => {
  const BEYOND = [
    'POST /sign-up/email', 'POST /sign-in/social', 'GET /list-sessions', 'GET /get-session', 'POST /revoke-session', 'POST /update-user', 'POST /change-email', 'POST /delete-user',
    'POST /request-password-reset', 'GET /list-accounts', 'POST /two-factor/send-otp', 'GET /ok', 'GET /error', 'POST /sign-up/email/', 'POST //sign-up/email',
  ];
  test.each(BEYOND)('%s is not served', async (endpoint) => {
    const [method = '', path = ''] = endpoint.split(' ');
    expect((await api.call(method, `/api/auth${path}`, { body: method === 'POST' ? {} : undefined })).status).toBe(404);
  });

  test('what is served needs a session or a password', async () => {
    for (const endpoint of AUTH_ENDPOINTS.filter((one) => one !== 'POST /sign-out')) {
      const [method = '', path = ''] = endpoint.split(' ');
      const { status } = await api.call(method, `/api/auth${path}`, { body: {}, headers: { origin: 'http://xuehui.test' } });
      expect([400, 401]).toContain(status);
    }
  });
});

describe('a society', () => {
  test('reads itself and changes its own contact, and no other society exists for it', async () => {
    const other = await api.call<{ id: string }>('POST', 'societies', { as: 'staff', body: { code: '9001', name: '他人学会', disciplineGroup: 'science', email: 'o@example.org' } });
    expect((await api.call('GET', `societies/${api.societyId}`, { as: 'society' })).status).toBe(200);
    expect((await api.call('GET', `societies/${other.body.id}`, { as: 'society' })).status).toBe(404);
    expect((await api.call('GET', `societies/${other.body.id}/records`, { as: 'society' })).status).toBe(404);
    const change = (id: string) => api.call('PATCH', `societies/${id}/contact`, { as: 'society', body: { contact: '王五' }, headers: { 'if-match': '"1"' } });
    expect((await change(other.body.id)).status).toBe(404);
    expect((await change(api.societyId)).body).toMatchObject({ contact: '王五', version: 2 });
  });

  test("stays behind row-level security without the application's filter", async () => {
    const client = await api.pool.connect();
    try {
      const count = async (): Promise<number> => Number((await client.query<{ n: number }>('SELECT count(*) AS n FROM account')).rows[0]?.n);
      expect(await count()).toBe(0);
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.realm', 'live', true), set_config('app.society', $1, true)`, [api.societyId]);
      expect(await count()).toBe(1);
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });
});
