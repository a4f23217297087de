import { openFirstAdministrator } from '../../../records/accounts.js';
import { createPool } from '../../../records/pool.js';
import { LINK_HOURS, linkUrl } from './links.js';
import { hashToken, newLinkToken } from './tokens.js';

/**
 * A new one-time link for the first administrator, valid for 24 hours; earlier ones stop working. Undefined when there is
 * an administrator. The role `xuehui_app` suffices.
 */
export async function firstAdminLink(databaseUrl: string, publicUrl: string): Promise<string | undefined> {
  const pool = createPool(databaseUrl, 1);
  try {
    const token = newLinkToken();
    return (await openFirstAdministrator(pool, hashToken(token), LINK_HOURS.firstAdministrator)) ? linkUrl(publicUrl, token) : undefined;
  } finally {
    await pool.end();
  }
}
