import { z } from 'zod';
import { ALL_PERMISSIONS } from '../../../domain/access/permissions.js';
import { MEMBER_ROLES, ROLES } from '../../../domain/access/roles.js';
import { page, pageQuery } from '../http/paging.js';
import { Email, Id, Instant, Locale, RealmId, Version } from './common.js';

const Name = z.string().trim().min(1).max(100);
const Roles = z.array(z.enum(MEMBER_ROLES)).max(MEMBER_ROLES.length);
const Status = z.enum(['invited', 'active', 'disabled']);

export const Account = z
  .object({
    id: Id,
    realm: RealmId,
    email: z.string(),
    name: z.string(),
    locale: Locale,
    status: Status,
    roles: Roles,
    societyId: Id.nullable(),
    version: Version,
    createdAt: Instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountQuery = z.strictObject({
  ...pageQuery,
  search: z.string().trim().min(1).max(100).optional().describe('In name or e-mail'),
  role: z.enum(MEMBER_ROLES).optional(),
  status: Status.optional(),
  societyId: Id.optional(),
  realm: RealmId.optional().describe('A rehearsal, for administrators of the live realm'),
});
export type AccountQuery = z.infer<typeof AccountQuery>;

export const AccountPage = page(Account).meta({ id: 'AccountPage' });
export type AccountPage = z.infer<typeof AccountPage>;

export const NewAccount = z
  .strictObject({
    email: Email,
    name: Name,
    locale: Locale.default('zh'),
    roles: Roles,
    societyId: Id.optional().describe('For the role society'),
    realm: RealmId.optional().describe('A rehearsal; its accounts are active at once and come by service token'),
    machine: z.boolean().default(false).describe('An API client: active at once, never signs in by password'),
  })
  .meta({ id: 'NewAccount' });
export type NewAccount = z.infer<typeof NewAccount>;

/** The link is shown here once, for an office that hands it over itself; it is sent by mail as well. */
export const InvitedAccount = z.object({ account: Account, link: z.url().nullable() }).meta({ id: 'InvitedAccount' });
export type InvitedAccount = z.infer<typeof InvitedAccount>;

export const AccountChange = z
  .strictObject({ name: Name, locale: Locale, roles: Roles, societyId: Id.nullable(), status: z.enum(['active', 'disabled']) })
  .partial()
  .meta({ id: 'AccountChange' });
export type AccountChange = z.infer<typeof AccountChange>;

export const OneTimeLink = z.object({ link: z.url(), purpose: z.enum(['invite', 'reset']) }).meta({ id: 'OneTimeLink' });
export type OneTimeLink = z.infer<typeof OneTimeLink>;

export const ServiceToken = z
  .object({
    id: Id,
    label: z.string(),
    scopes: z.array(z.string()),
    expiresAt: Instant,
    lastUsedAt: Instant.nullable().describe('To the hour'),
    revokedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'ServiceToken' });
export type ServiceToken = z.infer<typeof ServiceToken>;

export const ServiceTokens = z.object({ items: z.array(ServiceToken) }).meta({ id: 'ServiceTokens' });
export type ServiceTokens = z.infer<typeof ServiceTokens>;

export const NewServiceToken = z
  .strictObject({
    label: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(['*', ...ALL_PERMISSIONS])).min(1).default(['*']).describe('Permissions it is narrowed to; * is whatever the roles allow'),
    days: z.int().min(1).max(366).describe('How long it is valid, in real days'),
  })
  .meta({ id: 'NewServiceToken' });
export type NewServiceToken = z.infer<typeof NewServiceToken>;

export const IssuedServiceToken = z.object({ token: z.string().describe('Shown only here'), serviceToken: ServiceToken }).meta({ id: 'IssuedServiceToken' });
export type IssuedServiceToken = z.infer<typeof IssuedServiceToken>;

export const Me = z
  .object({
    accountId: Id,
    realm: RealmId,
    name: z.string(),
    email: z.string(),
    locale: Locale,
    roles: z.array(z.enum(ROLES)),
    societyId: Id.nullable(),
    expertId: Id.nullable(),
    permissions: z.array(z.enum(ALL_PERMISSIONS)).describe('What the console may offer'),
    now: Instant.describe('The clock of the realm'),
    version: Version,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const MyChange = z.strictObject({ name: Name, locale: Locale }).partial().meta({ id: 'MyChange' });
export type MyChange = z.infer<typeof MyChange>;

export const ForgottenPassword = z.strictObject({ email: Email }).meta({ id: 'ForgottenPassword' });
export type ForgottenPassword = z.infer<typeof ForgottenPassword>;

/** On routes about one account: administrators of the live realm look after rehearsals too. */
export const RealmQuery = z.strictObject({ realm: RealmId.optional() });
export type RealmQuery = z.infer<typeof RealmQuery>;
