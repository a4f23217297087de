/**
 * Once an hour the record is anchored, and the anchor's hash is written to the log: who keeps the log can show later that
 * nothing before it was changed (`npm run verify-audit -- <hash>`).
 */
import { type Anchor, anchorAudit } from '../../records/audit.js';
import type { Pool } from '../../records/pool.js';

/** [C] */
const EVERY_MINUTES = 60;
/** How often is looked whether it is time: after a stop it is made up for soon. */
const LOOK_MS = 60_000;

export function startAnchoring(parts: { pool: Pool; log: (message: string) => void; warn: (message: string) => void }): { stop(): void } {
  const look = () => {
    anchorAudit(parts.pool, EVERY_MINUTES)
      .then((anchor) => anchor && parts.log(anchorLine(anchor)))
      .catch((error: unknown) => parts.warn(`audit anchor: ${error instanceof Error ? error.message : String(error)}`));
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}

const anchorLine = ({ at, streams, hash }: Anchor): string => `audit anchor ${hash} ${new Date(at).toISOString()} ${streams} streams`;
