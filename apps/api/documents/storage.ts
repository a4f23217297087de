/** Where the bytes of documents are: one interface, so that a folder can be replaced by an object store. */
import type { Readable } from 'node:stream';

export interface Received {
  sha256: string;
  bytes: number;
  /** The content's own type, told from its first bytes; undefined when it is none that we know. */
  mediaType: string | undefined;
  /** Keeps what was received under its SHA-256. */
  keep(): Promise<void>;
  /** Forgets it. Harmless after `keep`. */
  drop(): Promise<void>;
}

export interface DocumentStorage {
  /** Takes in a stream, up to `most` bytes; undefined when there is more. Nothing is kept until `keep`. */
  receive(realm: string, content: Readable, most: number): Promise<Received | undefined>;
  /** Undefined when it is not there. */
  open(realm: string, sha256: string): Promise<Readable | undefined>;
  /** All of a rehearsal. */
  forget(realm: string): Promise<void>;
}
