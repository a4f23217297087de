/**
 * Sign-in by better-auth: passwords, sessions, second factor; nothing else. Who may do what stands in our own tables.
 * Accounts come into being by invitation only, so sign-up and everything that links or changes identities is closed.
 */
import { Logger } from '@nestjs/common';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins';
import { noteSignIn, principalByAuthUser, signInBlockedUntil } from '../../../records/accounts.js';
import type { Pool } from '../../../records/pool.js';
import type { Prisma } from '../../../records/prisma.js';
import type { Config } from '../config.js';
import { describeFailure } from '../problem/describe.js';
import { hashEmail } from './tokens.js';

export const AUTH_PATH = '/api/auth';

/** The only endpoints of the library that are served; all others answer 404. The permission tests enumerate them. */
export const AUTH_ENDPOINTS = [
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /revoke-other-sessions',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
] as const;

/** Set from the socket by main.ts, whatever the client sends: rate limits count per address. */
export const CLIENT_ADDRESS = 'x-xuehui-client';

/** [C]: a working day. A draft is saved as it is written, so an expired session loses nothing. */
const SESSION_SECONDS = 12 * 3600;

const log = new Logger('sign-in');

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(config: Config, prisma: Prisma, pool: Pool) {
  return betterAuth({
    appName: 'xuehui',
    baseURL: config.publicUrl,
    basePath: AUTH_PATH,
    secret: config.authSecret,
    trustedOrigins: [new URL(config.publicUrl).origin],
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    user: { modelName: 'authUser' },
    session: { modelName: 'authSession', expiresIn: SESSION_SECONDS, updateAge: 600 },
    account: { modelName: 'authCredential', accountLinking: { enabled: false, disableImplicitLinking: true } },
    verification: { modelName: 'authVerification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: MAX_PASSWORD },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'authRateLimit',
      window: 60,
      max: 300,
      // A whole office may stand behind one address; the back-off below holds for each account.
      customRules: { '/sign-in/email': { window: 60, max: 60 }, '/two-factor/*': { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'xuehui',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      // Said explicitly: the library leaves the check out in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    disabledPaths: [
      '/sign-up/email', '/sign-in/social', '/callback/:id', '/link-social', '/unlink-account', '/list-accounts', '/account-info',
      '/list-sessions', '/revoke-session', '/revoke-sessions', '/update-user', '/update-session', '/change-email', '/delete-user', '/delete-user/callback',
      '/request-password-reset', '/reset-password', '/reset-password/:token', '/send-verification-email', '/verify-email',
      '/get-access-token', '/refresh-token', '/verify-password', '/ok', '/error',
    ],
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.warn(message) },
    onAPIError: {
      onError(error) {
        if (!(error instanceof APIError)) log.error(describeFailure(error));
      },
    },
    plugins: [twoFactor({ issuer: 'xuehui', twoFactorTable: 'authTwoFactor' })],
    hooks: { before: createAuthMiddleware((context) => refuseBlocked(pool, context)), after: createAuthMiddleware((context) => countSignIns(pool, context)) },
    databaseHooks: {
      session: {
        create: {
          // Disabling an account ends its sessions; this keeps new ones from beginning.
          async before(session) {
            if ((await principalByAuthUser(pool, session.userId)) === undefined) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED' });
          },
        },
      },
    },
  });
}

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

interface SignIn {
  path?: string;
  body?: unknown;
  context: { returned?: unknown };
}

const triedEmail = ({ path, body }: SignIn): string | undefined => {
  if (path !== '/sign-in/email' || body === null || typeof body !== 'object' || !('email' in body)) return undefined;
  return typeof body.email === 'string' ? body.email : undefined;
};

async function refuseBlocked(pool: Pool, context: SignIn): Promise<void> {
  const email = triedEmail(context);
  if (email === undefined) return;
  if ((await signInBlockedUntil(pool, hashEmail(email))) !== undefined) throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS' });
}

async function countSignIns(pool: Pool, context: SignIn): Promise<void> {
  const email = triedEmail(context);
  if (email === undefined) return;
  const failed = context.context.returned instanceof APIError;
  const wrongPassword = failed && (context.context.returned as APIError).status === 'UNAUTHORIZED';
  if (!failed || wrongPassword) await noteSignIn(pool, hashEmail(email), !failed);
}
