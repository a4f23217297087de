/** Mail by SMTP. The Message-ID follows from the outbox row: a letter sent twice is recognised as one. */
import nodemailer from 'nodemailer';
import type { Transport } from '../../activities/mailroom.js';

export function createTransport(url: string, from: string): Transport & { close(): void } {
  const smtp = nodemailer.createTransport({ url, pool: true, maxConnections: 4, maxMessages: 200 });
  return {
    async send({ id, to, subject, body }) {
      await smtp.sendMail({ from, to, subject, text: body, messageId: `<${id}@xuehui>` });
    },
    close: () => smtp.close(),
  };
}
