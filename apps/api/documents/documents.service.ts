import type { Readable } from 'node:stream';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { documentKind, MOST_BYTES } from '../../../domain/documents/kinds.js';
import type { Principal } from '../../../domain/access/roles.js';
import { addDocument, documentsBySha, findDocument, type StoredDocument as Row } from '../../../records/documents.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { toInstant } from '../contract/common.js';
import type { StoredDocument } from '../contract/documents.js';
import { DOCUMENTS, POOL } from '../platform/names.js';
import { found, refused } from '../problem/refused.js';
import type { DocumentStorage } from './storage.js';

/** Takes documents in, and gives them to those who may read a record that names them. */
@Injectable()
export class DocumentsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DOCUMENTS) private readonly storage: DocumentStorage,
  ) {}

  async take(scope: Scope, who: Principal, accountId: string, name: string, content: Readable): Promise<StoredDocument> {
    const received = await this.storage.receive(scope.realm, content, MOST_BYTES);
    if (received === undefined) throw refused('DOCUMENT_TOO_LARGE', { params: { most: MOST_BYTES / 1024 / 1024 } });
    try {
      if (received.bytes === 0) throw refused('DOCUMENT_EMPTY');
      const mediaType = received.mediaType ?? '';
      if (documentKind(mediaType) === undefined) throw refused('DOCUMENT_TYPE_REFUSED', { params: { found: mediaType || '—' } });
      await received.keep();
      return view(await withScope(this.pool, scope, (tx) => addDocument(tx, {
        realm: scope.realm, sha256: received.sha256, bytes: received.bytes, mediaType, name, societyId: who.societyId ?? null, accountId,
      })));
    } finally {
      await received.drop();
    }
  }

  /** One's own: others read it through the record that names it. */
  async own(scope: Scope, accountId: string, id: string): Promise<Row> {
    const document = found(await withScope(this.pool, scope, (tx) => findDocument(tx, id)));
    if (document.account_id !== accountId) throw refused('NOT_FOUND');
    return document;
  }

  /** `content` is that of a record which the asker may read: only what it names is given. */
  async named(scope: Scope, content: unknown, sha256: string): Promise<StreamableFile> {
    if (!names(content, sha256)) throw refused('NOT_FOUND');
    const documents = await withScope(this.pool, scope, (tx) => documentsBySha(tx, [sha256]));
    return this.stream(scope, found(documents.get(sha256)));
  }

  async stream(scope: Scope, document: Row): Promise<StreamableFile> {
    const content = found(await this.storage.open(scope.realm, document.sha256));
    return new StreamableFile(content, { type: document.media_type, length: document.bytes, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}` });
  }
}

export const view = (row: Row): StoredDocument => ({
  id: row.id, sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type, kind: documentKind(row.media_type) ?? 'pdf', name: row.name, at: toInstant(row.at),
});

/** Anywhere in the content: in a field or in a table's cell. */
function names(content: unknown, sha256: string): boolean {
  if (content === sha256) return true;
  return typeof content === 'object' && content !== null && Object.values(content).some((value) => names(value, sha256));
}
