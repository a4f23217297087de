import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';

export interface CaughtMail {
  id: string;
  /** RFC 3339, UTC. */
  receivedAt: string;
  messageId: string | null;
  from: string;
  /** Everybody it was delivered to, also the blind copies. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; size: number }[];
}

/** What the SMTP conversation knew besides the message itself. */
interface Envelope {
  receivedAt: string;
  from: string;
  to: string[];
}

/** Caught mails as pairs of files, `<id>.eml` and `<id>.json`; they survive a restart and can be opened by any mail program. */
export class MailStore {
  private readonly mails = new Map<string, CaughtMail>();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<MailStore> {
    await mkdir(folder, { recursive: true });
    const store = new MailStore(folder);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    for (const file of files) await store.load(path.basename(file, '.json'));
    return store;
  }

  async add(raw: Buffer, from: string, to: string[]): Promise<CaughtMail> {
    const receivedAt = new Date().toISOString();
    // Sorts by time; the suffix tells apart what came in the same millisecond.
    const id = `${receivedAt.replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
    await writeFile(this.file(id, 'eml'), raw);
    const envelope: Envelope = { receivedAt, from, to };
    await writeFile(this.file(id, 'part'), JSON.stringify(envelope));
    // The envelope marks a message as complete, so it appears whole or not at all.
    await rename(this.file(id, 'part'), this.file(id, 'json'));
    return this.load(id);
  }

  /** Newest first. */
  list(): CaughtMail[] {
    return [...this.mails.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  get(id: string): CaughtMail | undefined {
    return this.mails.get(id);
  }

  async raw(id: string): Promise<Buffer | undefined> {
    return this.mails.has(id) ? readFile(this.file(id, 'eml')) : undefined;
  }

  private async load(id: string): Promise<CaughtMail> {
    const envelope = JSON.parse(await readFile(this.file(id, 'json'), 'utf8')) as Envelope;
    const parsed = await simpleParser(await readFile(this.file(id, 'eml')));
    const mail: CaughtMail = {
      id,
      receivedAt: envelope.receivedAt,
      messageId: parsed.messageId ?? null,
      from: addresses(parsed.from) || envelope.from,
      to: envelope.to,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html || null,
      attachments: parsed.attachments.map((part) => ({ name: part.filename ?? part.contentType, size: part.size })),
    };
    this.mails.set(id, mail);
    return mail;
  }

  private file(id: string, extension: string): string {
    return path.join(this.folder, `${id}.${extension}`);
  }
}

function addresses(header: AddressObject | undefined): string {
  return header?.text ?? '';
}
