import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Instant } from './common.js';

export const AuditQuery = z.strictObject({ ...pageQuery, stream: z.string().min(1).max(200).optional().describe('`round/{id}`, `society/{id}`, `identity/{account}`, `programme/{key}` …; without one, the newest of all') });
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditItem = z
  .object({
    stream: z.string(),
    n: z.int().describe('Number in its stream, from 1, without gaps'),
    at: Instant.describe('Real time, also in a rehearsal'),
    actor: z.string().describe('An account’s id, or `system`'),
    actorName: z.string().nullable(),
    action: z.string(),
    body: z.record(z.string(), z.unknown()),
    hash: z.string().describe('SHA-256 over this entry and the one before'),
  })
  .meta({ id: 'AuditItem' });
export type AuditItem = z.infer<typeof AuditItem>;

export const AuditPage = page(AuditItem).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const VerificationQuery = z.strictObject({ anchor: hash.optional().describe('A hash that was kept elsewhere: is what it covers unchanged?') });
export type VerificationQuery = z.infer<typeof VerificationQuery>;

export const AuditVerification = z
  .object({
    ok: z.boolean(),
    message: z.string(),
    streams: z.int(),
    entries: z.int(),
    anchors: z.int(),
    lastAnchor: z.object({ at: Instant, hash: z.string() }).nullable(),
    brokenStreams: z.array(z.object({ stream: z.string(), n: z.int(), problem: z.enum(['gap', 'link', 'content', 'head']) })),
    brokenAnchors: z.array(z.object({ at: Instant.nullable(), hash: z.string(), problem: z.enum(['link', 'content', 'unknown']) })),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;
