/** Documents that may be uploaded: a few kinds that everybody can open, told by their content and not by their name. */
import { z } from 'zod';

export const DocumentKind = z.enum(['pdf', 'word', 'excel', 'slides', 'image']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** What each kind is on the wire. */
const KIND_OF: Record<string, DocumentKind> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'slides',
  'image/jpeg': 'image',
  'image/png': 'image',
};

/** Undefined when documents of this type are not taken. */
export const documentKind = (mediaType: string): DocumentKind | undefined => KIND_OF[mediaType];

/** Largest document, in bytes: 20 MB. [C] A sealed application with pictures has 5 to 10. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** Longest name, in characters. [C] */
export const LONGEST_NAME = 200;
