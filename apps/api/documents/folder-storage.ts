/** Documents in a folder, `{realm}/{first two digits}/{sha256}`. A file that is there is complete: it was renamed into place. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import type { DocumentStorage, Received } from './storage.js';

export function folderStorage(folder: string): DocumentStorage {
  const place = (realm: string, sha256: string) => path.join(folder, realm, sha256.slice(0, 2), sha256);
  return {
    async receive(realm, content, most) {
      await mkdir(path.join(folder, 'incoming'), { recursive: true });
      const draft = path.join(folder, 'incoming', randomUUID());
      const drop = () => rm(draft, { force: true });
      const hash = createHash('sha256');
      const measured = measuring(hash, most);
      try {
        await pipeline(content, measured.stream, createWriteStream(draft, { flags: 'wx' }));
      } catch (error) {
        await drop();
        if (measured.tooMuch()) return undefined;
        throw error;
      }
      const sha256 = hash.digest('hex');
      return { sha256, bytes: measured.bytes(), mediaType: await typeOf(draft), keep: () => moveInto(draft, place(realm, sha256)), drop } satisfies Received;
    },
    async open(realm, sha256) {
      const file = await open(place(realm, sha256), 'r').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)));
      return file && createReadStream('', { fd: file });
    },
    async forget(realm) {
      await rm(path.join(folder, realm), { recursive: true, force: true });
    },
  };
}

function measuring(hash: ReturnType<typeof createHash>, most: number) {
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) return done(new Error('too large'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, tooMuch: () => bytes > most };
}

/** From its content; a broken archive is no type. */
const typeOf = (file: string): Promise<string | undefined> => fileTypeFromFile(file).then((type) => type?.mime, () => undefined);

/** Flushed before it is renamed: a receipt is given for it. */
async function moveInto(draft: string, target: string): Promise<void> {
  const file = await open(draft, 'r+');
  await file.sync();
  await file.close();
  await mkdir(path.dirname(target), { recursive: true });
  await rename(draft, target);
}
