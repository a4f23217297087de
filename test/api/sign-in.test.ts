import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { firstAdminLink } from '../../apps/api/identity/first-admin.js';
import { type Answer, TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());

const PASSWORD = 'correct horse battery';

const signIn = (email: string, password: string): Promise<Answer> => api.call('POST', '/api/auth/sign-in/email', { body: { email, password }, headers: { origin: 'http://xuehui.test' } });

const cookieOf = (answer: Answer): string => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');

const form = (path: string, fields: Record<string, string>): Promise<Answer<{ text: string }>> =>
  api.call('POST', path, { body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': '' } });

/** An account that may sign in, by way of its invitation. */
async function invited(email: string, roles: string[]): Promise<{ id: string; version: number }> {
  const created = await api.call<{ account: { id: string }; link: string }>('POST', 'accounts', { as: 'administrator', body: { email, name: '张三', roles } });
  expect(created.status).toBe(201);
  expect((await form(new URL(created.body.link).pathname, { password: PASSWORD, again: PASSWORD })).status).toBe(200);
  return (await api.call<{ id: string; version: number }>('GET', `accounts/${created.body.account.id}`, { as: 'administrator' })).body;
}

describe('by password', () => {
  // A password costs a tenth of a second on purpose, so most tests share one account.
  beforeAll(() => invited('member@example.org', ['staff']));

  test('an invited person sets a password by a link that works once, and signs in', async () => {
    const created = await api.call<{ account: { id: string; status: string }; link: string }>('POST', 'accounts', { as: 'administrator', body: { email: 'Zhang@Example.org', name: '张三', roles: ['staff'] } });
    expect(created.body.account.status).toBe('invited');
    const path = new URL(created.body.link).pathname;
    const page = await api.call<{ text: string }>('GET', path);
    expect(page.body.text).toContain('张三，您好');
    expect((await form(path, { password: 'short', again: 'short' })).body.text).toContain('太短');
    expect((await form(path, { password: PASSWORD, again: `${PASSWORD}!` })).body.text).toContain('两次输入不一致');
    expect((await form(path, { password: PASSWORD, again: PASSWORD })).body.text).toContain('设置成功');
    expect((await form(path, { password: 'another password', again: 'another password' })).status).toBe(410);
    expect((await api.call('GET', path)).status).toBe(410);

    const signedIn = await signIn('zhang@example.org', PASSWORD);
    expect(signedIn.status).toBe(200);
    const me = await api.call('GET', 'me', { headers: { cookie: cookieOf(signedIn) } });
    expect(me.body).toMatchObject({ name: '张三', roles: ['public', 'staff'], realm: 'live' });
  });

  test('the session is in a cookie that scripts cannot read, and nowhere else', async () => {
    const answer = await signIn('member@example.org', PASSWORD);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^xuehui\.session_token=.*HttpOnly; SameSite=Lax/);
    expect(JSON.stringify(answer.body)).not.toContain('token');
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await signIn('member@example.org', 'not the password');
    const unknown = await signIn('nobody@example.org', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'WRONG_PASSWORD' } });
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  });

  test('after five wrong passwords the right one has to wait as well', async () => {
    await invited('guessed@example.org', ['staff']);
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await signIn('guessed@example.org', `guess number ${attempt}`)).status).toBe(401);
    expect(await signIn('guessed@example.org', PASSWORD)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  });

  test('a disabled account loses its sessions and cannot sign in', async () => {
    const account = await invited('leaver@example.org', ['staff']);
    const cookie = cookieOf(await signIn('leaver@example.org', PASSWORD));
    expect((await api.call('GET', 'me', { headers: { cookie } })).status).toBe(200);
    const disabled = await api.call('PATCH', `accounts/${account.id}`, { as: 'administrator', body: { status: 'disabled' }, headers: { 'if-match': `"${account.version}"` } });
    expect(disabled.status).toBe(200);
    expect((await api.call('GET', 'me', { headers: { cookie } })).status).toBe(401);
    expect(await signIn('leaver@example.org', PASSWORD)).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISABLED' } });
  });

  test('signing out ends the session', async () => {
    const cookie = cookieOf(await signIn('member@example.org', PASSWORD));
    expect((await api.call('POST', '/api/auth/sign-out', { headers: { cookie, origin: 'http://xuehui.test' } })).status).toBe(200);
    expect((await api.call('GET', 'me', { headers: { cookie } })).status).toBe(401);
  });

  test("another site's page cannot write with the visitor's cookie, nor sign in", async () => {
    const cookie = cookieOf(await signIn('member@example.org', PASSWORD));
    const body = { code: '3001', name: '测试', disciplineGroup: 'science', email: 'a@example.org' };
    expect(await api.call('POST', 'societies', { body, headers: { cookie, origin: 'https://elsewhere.example' } })).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    expect((await api.call('POST', 'societies', { body, headers: { cookie, origin: 'http://xuehui.test' } })).status).toBe(201);
    const signedIn = await api.call('POST', '/api/auth/sign-in/email', { body: { email: 'member@example.org', password: PASSWORD }, headers: { origin: 'https://elsewhere.example', cookie } });
    expect(signedIn).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  });

  test('a password is changed by whoever knows the old one', async () => {
    await invited('change@example.org', ['staff']);
    const cookie = cookieOf(await signIn('change@example.org', PASSWORD));
    const change = (currentPassword: string) =>
      api.call('POST', '/api/auth/change-password', { body: { currentPassword, newPassword: 'a new password', revokeOtherSessions: true }, headers: { cookie, origin: 'http://xuehui.test' } });
    expect(await change('not the password')).toMatchObject({ status: 401, body: { code: 'WRONG_PASSWORD' } });
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await signIn('change@example.org', 'a new password')).status).toBe(200);
  });

  test('a second factor is set up with the password and then asked for', async () => {
    await invited('careful@example.org', ['staff']);
    const cookie = cookieOf(await signIn('careful@example.org', PASSWORD));
    const enabled = await api.call<{ totpURI: string; backupCodes: string[] }>('POST', '/api/auth/two-factor/enable', { body: { password: PASSWORD }, headers: { cookie, origin: 'http://xuehui.test' } });
    expect(enabled.body.totpURI).toContain('otpauth://totp/');
    expect(enabled.body.backupCodes.length).toBeGreaterThan(5);
    expect(await api.call('POST', '/api/auth/two-factor/verify-totp', { body: { code: '000000' }, headers: { cookie, origin: 'http://xuehui.test' } })).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } });
  });
});

describe('a forgotten password', () => {
  test('is replaced by a link sent to the address; the answer does not tell whether there is an account', async () => {
    await invited('forgot@example.org', ['staff']);
    const known = await api.call('POST', 'forgotten-passwords', { body: { email: 'forgot@example.org' } });
    const unknown = await api.call('POST', 'forgotten-passwords', { body: { email: 'nobody@example.org' } });
    expect([known.status, unknown.status]).toEqual([204, 204]);
    expect(unknown.body).toEqual(known.body);
    // Whoever keeps asking does not fill the mailbox.
    await api.call('POST', 'forgotten-passwords', { body: { email: 'Forgot@example.org' } });
    const mails = await api.asOwner<{ recipient: string; link: string }>(`SELECT recipient, params->>'link' AS link FROM outbox WHERE template = 'passwordReset'`, []);
    expect(mails.map((mail) => mail.recipient)).toEqual(['forgot@example.org']);
    expect((await form(new URL(mails[0]?.link ?? '').pathname, { password: 'remembered this time', again: 'remembered this time' })).status).toBe(200);
    expect((await signIn('forgot@example.org', 'remembered this time')).status).toBe(200);
  });
});

describe('the first administrator', () => {
  let bare: TestApi;
  beforeAll(async () => {
    bare = await TestApi.start({ people: false });
  });
  afterAll(() => bare.stop());

  const open = (): Promise<string | undefined> => firstAdminLink(bare.database.appUrl, 'http://xuehui.test/');
  const post = (link: string, fields: Record<string, string>): Promise<Answer<{ text: string }>> =>
    bare.call('POST', new URL(link).pathname, { body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const entry = (email: string) => ({ name: '李四', email, password: PASSWORD, again: PASSWORD });

  test('comes to be by a link that works once, also for two clicks at once; only the latest link works', async () => {
    const voided = (await open()) ?? '';
    const link = (await open()) ?? '';
    expect(link).toMatch(/^http:\/\/xuehui\.test\/link\/[\w-]{43}$/);
    expect((await bare.call('GET', new URL(voided).pathname)).status).toBe(410);
    const page = await bare.call<{ text: string }>('GET', new URL(link).pathname);
    expect(page.body.text).toContain('设置第一位系统管理员');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');

    expect((await post(link, { ...entry('not an address'), name: '<b>' })).body.text).toContain('&lt;b&gt;');
    const both = await Promise.all([post(link, entry('first@example.org')), post(link, entry('second@example.org'))]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 410]);
    expect((await post(link, entry('third@example.org'))).status).toBe(410);
    expect(await open()).toBeUndefined();

    const email = both[0]?.status === 200 ? 'first@example.org' : 'second@example.org';
    const signedIn = await bare.call('POST', '/api/auth/sign-in/email', { body: { email, password: PASSWORD }, headers: { origin: 'http://xuehui.test' } });
    const me = await bare.call<{ accountId: string; version: number }>('GET', 'me', { headers: { cookie: cookieOf(signedIn) } });
    expect(me.body).toMatchObject({ roles: ['public', 'administrator'], name: '李四' });

    const leaves = await bare.call('PATCH', `accounts/${me.body.accountId}`, { body: { roles: ['staff'] }, headers: { cookie: cookieOf(signedIn), 'if-match': `"${me.body.version}"` } });
    expect(leaves).toMatchObject({ status: 409, body: { code: 'LAST_ADMINISTRATOR' } });
  });
});

describe('a service token', () => {
  interface Issued {
    token: string;
    serviceToken: { id: string };
  }
  const issue = (account: string, entry: Record<string, unknown>) => api.call<Issued>('POST', `accounts/${account}/tokens`, { as: 'administrator', body: { label: 'test', days: 1, ...entry } });

  test('is shown once and works until it is revoked', async () => {
    const { body } = await issue(api.accounts.get('staff') ?? '', {});
    expect((await api.call('GET', 'me', { token: body.token })).status).toBe(200);
    const listed = await api.call('GET', `accounts/${api.accounts.get('staff') ?? ''}/tokens`, { as: 'administrator' });
    expect(JSON.stringify(listed.body)).not.toContain(body.token);
    expect((await api.call('DELETE', `tokens/${body.serviceToken.id}`, { as: 'administrator' })).status).toBe(204);
    expect((await api.call('GET', 'me', { token: body.token })).status).toBe(401);
  });

  test('may be narrowed to permissions of its account, and gives none that the account lacks', async () => {
    const narrow = await issue(api.accounts.get('staff') ?? '', { scopes: ['society.list', 'account.read'] });
    expect((await api.call('GET', 'societies', { token: narrow.body.token })).status).toBe(200);
    expect((await api.call('GET', 'me', { token: narrow.body.token })).status).toBe(403);
    expect((await api.call('GET', 'accounts', { token: narrow.body.token })).status).toBe(403);
  });

  test('that is expired or made up is refused', async () => {
    const { body } = await issue(api.accounts.get('staff') ?? '', {});
    await api.asOwner(`UPDATE service_token SET expires_at = clock_timestamp() WHERE id = $1`, [body.serviceToken.id]);
    expect((await api.call('GET', 'me', { token: body.token })).status).toBe(401);
    expect(await api.call('GET', 'me', { token: 'xuehui_made-up-and-long-enough' })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  test('of a rehearsal account sees its rehearsal only, on real time', async () => {
    await api.asOwner(`INSERT INTO realm (id, kind, now_at) VALUES ('rehearsal-1', 'rehearsal', '2018-10-01T00:00:00Z')`, []);
    const created = await api.call<{ account: { id: string; realm: string }; link: null }>('POST', 'accounts', { as: 'administrator', body: { email: 'actor@example.org', name: '演练人员', roles: ['staff'], realm: 'rehearsal-1' } });
    expect(created.body).toMatchObject({ account: { realm: 'rehearsal-1', status: 'active' }, link: null });
    const { body } = await api.call<Issued>('POST', `accounts/${created.body.account.id}/tokens?realm=rehearsal-1`, { as: 'administrator', body: { label: 'actor', days: 1 } });
    expect((await api.call('GET', 'me', { token: body.token })).body).toMatchObject({ realm: 'rehearsal-1' });
    expect((await api.call('GET', 'societies', { token: body.token })).body).toMatchObject({ items: [], total: 0 });
    expect((await api.call('GET', `societies/${api.societyId}`, { token: body.token })).status).toBe(404);
  });
});

test('what happens to identities is in the audit, without names, addresses or tokens', async () => {
  const account = await invited('audited@example.org', ['staff']);
  await signIn('audited@example.org', PASSWORD);
  const rows = await api.asOwner<{ action: string; actor: string; body: unknown }>('SELECT action, actor, body FROM audit WHERE stream = $1 ORDER BY n', [`identity/${account.id}`]);
  expect(rows.map((row) => row.action)).toEqual(['account.insert', 'membership.insert', 'invitation.insert', 'invitation.update', 'account.update', 'password.insert', 'signedIn.insert']);
  expect(rows[0]?.actor).toBe(api.accounts.get('administrator'));
  expect(JSON.stringify(rows)).not.toMatch(/audited@example|张三|hash/);
});

test('accounts are found by name, role and page, by e-mail', async () => {
  interface List {
    items: { email: string; roles: string[] }[];
    next: string | null;
    total: number;
  }
  const list = (query: string) => api.call<List>('GET', `accounts?${query}`, { as: 'administrator' });
  expect((await list('role=finance')).body).toMatchObject({ items: [{ email: 'finance@example.org', roles: ['finance'] }], total: 1 });
  const first = await list('limit=2&search=example.org');
  const second = await list(`limit=2&search=example.org&cursor=${first.body.next ?? ''}`);
  const emails = [...first.body.items, ...second.body.items].map((item) => item.email);
  expect(emails).toEqual([...emails].sort());
  expect(new Set(emails).size).toBe(4);
  expect((await list(`societyId=${api.societyId}`)).body.items.map((item) => item.email)).toEqual(['society@example.org']);
});

test('one account does not stand for a society and review or decide as well', async () => {
  const create = (roles: string[], societyId?: string) => api.call('POST', 'accounts', { as: 'administrator', body: { email: 'both@example.org', name: '双重', roles, societyId } });
  expect(await create(['society', 'expert'], api.societyId)).toMatchObject({ status: 422, body: { code: 'ROLE_NEEDS_OWN_ACCOUNT' } });
  expect(await create(['society'])).toMatchObject({ status: 422, body: { code: 'SOCIETY_ROLE_NEEDS_SOCIETY' } });
});
