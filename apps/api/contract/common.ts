/** Words that every contract uses. */
import { z } from 'zod';

export const Id = z.uuid();
/** RFC 3339 with a zone; UTC in answers. */
export const Instant = z.iso.datetime({ offset: true });
/** `YYYY-MM-DD`, Beijing. */
export const Day = z.iso.date();
export const Locale = z.enum(['zh', 'en']);
/** Kept in lower case: people type their address either way. */
export const Email = z.email().max(200).toLowerCase();
/** `live`, or a rehearsal's id. */
export const RealmId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const Version = z.int().min(1).describe('For If-Match; also in the ETag');

export const IdPath = z.strictObject({ id: Id });
export type IdPath = z.infer<typeof IdPath>;

export const toInstant = (ms: number): string => new Date(ms).toISOString();
