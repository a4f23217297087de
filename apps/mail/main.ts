import { once } from 'node:events';
import { z } from 'zod';
import { smtpServer } from './smtp.js';
import { MailStore } from './store.js';
import { webServer } from './web.js';

const port = z.coerce.number().int().min(1).max(65_535);

const Settings = z.object({
  /** Loopback unless it runs in a container. */
  MAIL_HOST: z.string().default('127.0.0.1'),
  SMTP_PORT: port.default(1025),
  MAIL_PAGE_PORT: port.default(8025),
  MAIL_FOLDER: z.string().default('.data/mail'),
});

const settings = Settings.safeParse(process.env);
if (!settings.success) {
  console.error(settings.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  process.exit(1);
}
const { MAIL_HOST, SMTP_PORT, MAIL_PAGE_PORT, MAIL_FOLDER } = settings.data;

const store = await MailStore.open(MAIL_FOLDER);
const smtp = smtpServer(store);
const web = webServer(store);
await new Promise<void>((resolve, reject) => {
  smtp.once('error', reject);
  smtp.listen(SMTP_PORT, MAIL_HOST, resolve);
});
// A client that hangs up in the middle is its own affair.
smtp.on('error', (error) => console.error(error.message));
web.listen(MAIL_PAGE_PORT, MAIL_HOST);
await once(web, 'listening');
console.log(JSON.stringify({ ready: true, smtp: `${MAIL_HOST}:${SMTP_PORT}`, page: `http://${MAIL_HOST}:${MAIL_PAGE_PORT}` }));

const stop = () => {
  smtp.close();
  web.close();
  web.closeAllConnections();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
