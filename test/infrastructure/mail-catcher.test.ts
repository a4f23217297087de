import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { SMTPServer } from 'smtp-server';
import { smtpServer } from '../../apps/mail/smtp.js';
import { MailStore, type CaughtMail } from '../../apps/mail/store.js';
import { webServer } from '../../apps/mail/web.js';

let folder: string;
let smtp: SMTPServer;
let web: http.Server;
let page: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-mail-'));
  const store = await MailStore.open(folder);
  smtp = smtpServer(store);
  smtp.listen(0, '127.0.0.1');
  web = webServer(store).listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(web, 'listening')]);
  page = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});

afterEach(async () => {
  web.closeAllConnections();
  await Promise.all([new Promise((resolve) => web.close(resolve)), new Promise<void>((resolve) => smtp.close(resolve))]);
  await rm(folder, { recursive: true, force: true });
});

const send = (mail: { to: string; subject: string; text: string; html?: string; messageId?: string }) =>
  createTransport({ host: '127.0.0.1', port: (smtp.server.address() as AddressInfo).port }).sendMail({ from: '专项办 <office@example.org>', ...mail });
const messages = async (query = '') => (await (await fetch(`${page}/messages.json${query}`)).json()) as CaughtMail[];
const html = async (address: string) => (await fetch(`${page}${address}`)).text();

test('a mail that was sent is listed with all that the tests ask for', async () => {
  await send({ to: 'society@example.org', subject: '申报截止提醒', text: '请于2026年5月31日前提交。', messageId: '<task-1@xuehui>' });
  expect(await messages()).toEqual([
    expect.objectContaining({ to: ['society@example.org'], from: '"专项办" <office@example.org>', subject: '申报截止提醒', text: expect.stringContaining('2026年5月31日') as string, messageId: '<task-1@xuehui>' }),
  ]);
});

test('the newest mail comes first, and the list can be kept to one recipient', async () => {
  await send({ to: 'a@example.org', subject: 'first', text: '1' });
  await send({ to: 'b@example.org', subject: 'second', text: '2' });
  expect((await messages()).map((mail) => mail.subject)).toEqual(['second', 'first']);
  expect((await messages('?to=a@example.org')).map((mail) => mail.subject)).toEqual(['first']);
});

test('the page lists and shows the mail, Chinese first', async () => {
  await send({ to: 'society@example.org', subject: '公示通知', text: '名单如下' });
  const [mail] = await messages();
  expect(await html('/')).toContain('本机收件箱');
  expect(await html('/')).toContain(`href="/messages/${mail?.id}?lang=zh"`);
  expect(await html(`/messages/${mail?.id}`)).toContain('名单如下');
  expect(await html('/?lang=en')).toContain('Local mail');
});

test('what a mail contains is shown, never run', async () => {
  await send({ to: 'a@example.org', subject: '<script>alert(1)</script>', text: '<b>', html: '<script>alert(2)</script>' });
  const [mail] = await messages();
  const shown = await fetch(`${page}/messages/${mail?.id}`);
  const body = await shown.text();
  expect(body).not.toContain('<script>');
  expect(body).toContain('<iframe sandbox');
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('caught mails are there after a restart', async () => {
  await send({ to: 'a@example.org', subject: 'kept', text: 'x' });
  const reopened = await MailStore.open(folder);
  expect(reopened.list().map((mail) => mail.subject)).toEqual(['kept']);
});

test('a message that does not exist is answered with 404', async () => {
  expect((await fetch(`${page}/messages/nothing`)).status).toBe(404);
  expect((await fetch(`${page}/messages/..%2Fsecrets`)).status).toBe(404);
});
