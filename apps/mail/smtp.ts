import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { MailStore } from './store.js';

const MAX_BYTES = 30 * 2 ** 20;

/** Takes every mail from everybody, without sign-in, and keeps it. */
export function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_BYTES,
    logger: false,
    onData(stream, session, done) {
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      // Only now is it accepted: what is answered with 250 is on the disk.
      buffer(stream)
        .then((raw) => store.add(raw, from, to))
        .then(() => done(), (error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
}
