import { z } from 'zod';
import { DocumentKind, LONGEST_NAME } from '../../../domain/documents/kinds.js';
import { Id, Instant } from './common.js';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The body is the document itself. */
export const DocumentQuery = z.strictObject({ name: z.string().trim().min(1).max(LONGEST_NAME).describe('File name, for those who read it') });
export type DocumentQuery = z.infer<typeof DocumentQuery>;

export const StoredDocument = z.object({
  id: Id,
  sha256: Sha256.describe('The value of a form’s file field'),
  bytes: z.int(),
  mediaType: z.string(),
  kind: DocumentKind,
  name: z.string(),
  at: Instant,
}).meta({ id: 'StoredDocument' });
export type StoredDocument = z.infer<typeof StoredDocument>;

/** A document that a record names. */
export const NamedFilePath = z.strictObject({ id: Id, sha256: Sha256 });
export type NamedFilePath = z.infer<typeof NamedFilePath>;
