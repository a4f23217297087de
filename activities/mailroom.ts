/** Sends what the outbox holds. SMTP cannot be exactly-once: a lease, a deterministic Message-ID, and one row per letter. */
import { heartbeat } from '@temporalio/activity';
import type { Programme } from '../domain/programme/schema.js';
import { composeMail, isMailKind, isRoundless, reminderKind } from '../domain/wording/compose-mail.js';
import { cancelMail, claimMail, type ClaimedMail, mailFailed, sent, staleReminders } from '../records/outbox.js';
import { type Pool, unscoped, wholeRealm, withScope } from '../records/pool.js';
import { findRealm } from '../records/realms.js';
import { composeAccountMail, isAccountMail } from '../domain/wording/account-mails.js';
import { loadRound } from '../records/rounds.js';

export interface Transport {
  /** Rejects with `responseCode` ≥ 500 when the address will never take it. */
  send(mail: { id: string; to: string; subject: string; body: string }): Promise<void>;
}

const BATCH = 100;
const LEASE_SECONDS = 120;
/** One call ends after this long, so that its workflow's history says what was done. */
const LONGEST_MS = 110_000;

export function createMailroom(pool: Pool, transport: Transport, publicUrl: string) {
  return {
    async drainOutbox({ realm }: { realm: string }): Promise<{ more: boolean }> {
      const started = performance.now();
      const rehearsal = (await findRealm(unscoped(pool), realm))?.kind === 'rehearsal';
      let total = 0;
      while (performance.now() - started < LONGEST_MS) {
        const claimed = await withScope(pool, wholeRealm(realm), async (tx) => {
          const mails = await claimMail(tx, realm, BATCH, LEASE_SECONDS);
          // Between queueing and sending the task may have been done, or its deadline moved.
          const stale = await staleReminders(tx, mails.map((mail) => mail.id));
          await cancelMail(tx, [...stale]);
          return { mails: mails.filter((mail) => !stale.has(mail.id)), any: mails.length > 0 };
        });
        if (!claimed.any) return { more: false };
        heartbeat(total);
        // A rehearsal writes its letters to the record only: nobody outside is disturbed.
        const written = await write(realm, claimed.mails, rehearsal);
        if (rehearsal) await settle(realm, written);
        else for (const letter of written) await deliver(realm, letter);
        total += claimed.mails.length;
      }
      return { more: true };
    },
  };

  /** Each round's programme names its office; letters of a batch mostly belong to one round. */
  async function write(realm: string, mails: ClaimedMail[], rehearsal: boolean): Promise<Written[]> {
    return withScope(pool, wholeRealm(realm), async (tx) => {
      const rounds = new Map<string, Awaited<ReturnType<typeof loadRound>>>();
      const written: Written[] = [];
      for (const mail of mails) {
        if (mail.round_id !== null && !rounds.has(mail.round_id)) rounds.set(mail.round_id, await loadRound(tx, mail.round_id));
        const round = mail.round_id === null ? undefined : rounds.get(mail.round_id);
        const letter = round || isRoundless(mail.template) ? compose(mail, round?.programme, rehearsal, publicUrl) : composeForAccount(mail);
        // A letter without words is a fault to be shown; it does not keep the others waiting.
        if (letter) written.push({ mail, ...letter });
        else await mailFailed(tx, mail.id, `no text for letter ${mail.template}`, 'final');
      }
      return written;
    });
  }

  async function settle(realm: string, letters: Written[]): Promise<void> {
    await withScope(pool, wholeRealm(realm), async (tx) => {
      for (const { mail, subject, body } of letters) await sent(tx, { id: mail.id, realm, subject, body });
    });
  }

  async function deliver(realm: string, letter: Written): Promise<void> {
    const { mail, subject, body } = letter;
    heartbeat(mail.id);
    try {
      await transport.send({ id: mail.id, to: mail.recipient, subject, body });
    } catch (error) {
      const final = typeof error === 'object' && error !== null && 'responseCode' in error && Number(error.responseCode) >= 500;
      const wait = Math.min(300, 2 ** Math.min(mail.attempts, 8));
      await withScope(pool, wholeRealm(realm), (tx) => mailFailed(tx, mail.id, error instanceof Error ? error.message : String(error), final ? 'final' : wait));
      return;
    }
    await settle(realm, [letter]);
  }
}

interface Text {
  subject: string;
  body: string;
}

interface Written extends Text {
  mail: ClaimedMail;
}

const composeForAccount = (mail: ClaimedMail): Text | undefined =>
  mail.round_id === null && isAccountMail(mail.template) ? composeAccountMail(mail.locale === 'en' ? 'en' : 'zh', mail.template, mail.params) : undefined;

/** Plain values become words at the time of sending, in the reader's language. */
function compose(mail: ClaimedMail, programme: Programme | undefined, rehearsal: boolean, publicUrl: string): Text | undefined {
  const kind = mail.wave === '' ? mail.template : reminderKind(mail.wave, mail.template === 'reminderUnsubmitted');
  if (!isMailKind(kind)) return undefined;
  const link = `${publicUrl}${mail.params.link ?? ''}`;
  return composeMail(mail.locale === 'en' ? 'en' : 'zh', kind, { programme, rehearsal, link }, { ...mail.params, link });
}
