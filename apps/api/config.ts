/** The API's settings, read once. A wrong one stops the start with one line that names it. */
import { z } from 'zod';
import type { Naming } from '../../temporal/waking.js';

const url = (...protocols: string[]) => z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error: `must be a URL with ${protocols.join(' or ')}` });

const Settings = z.object({
  /** Role `xuehui_app`: it may not change what was recorded. */
  DATABASE_URL: url('postgresql:', 'postgres:'),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s/:]+:\d+$/, { error: 'must be host:port' }),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_UI_URL: url('http:', 'https:').optional(),
  /** Where people reach the console: origin of links in mails, and the only origin whose browsers may write. */
  PUBLIC_URL: url('http:', 'https:'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535),
  /** Signs sessions and seals stored answers. */
  AUTH_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }),
  /** How many reverse proxies stand before the API; their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** How long a command may take before the request is answered with PROCESS_UNAVAILABLE, in milliseconds. */
  COMMAND_DEADLINE_MS: z.coerce.number().int().min(100).max(60_000).default(5_000),
  /** Where uploaded documents are kept. */
  DOCUMENTS_FOLDER: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(20),
});

export interface Config {
  databaseUrl: string;
  databasePool: number;
  temporalAddress: string;
  temporalNamespace: string;
  temporalUiUrl?: string;
  /** Without a slash at the end. */
  publicUrl: string;
  host: string;
  port: number;
  authSecret: string;
  trustedProxies: number;
  commandDeadlineMs: number;
  documentsFolder: string;
  /** The compiled console, where it is served. */
  consoleFolder?: string;
  /** The program that plays a rehearsal, where there is one. */
  rehearsalPlayer?: string;
  /** Not read from the environment. */
  naming?: Naming;
}

/** Throws an Error whose message is one line per wrong setting; never with the value, which may be a secret. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = Settings.safeParse(env);
  if (!read.success) {
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${env[String(issue.path[0])] === undefined ? 'is not set' : issue.message}`).join('; '));
  }
  const settings = read.data;
  return {
    databaseUrl: settings.DATABASE_URL,
    databasePool: settings.DATABASE_POOL,
    temporalAddress: settings.TEMPORAL_ADDRESS,
    temporalNamespace: settings.TEMPORAL_NAMESPACE,
    temporalUiUrl: settings.TEMPORAL_UI_URL,
    publicUrl: settings.PUBLIC_URL.replace(/\/+$/, ''),
    host: settings.HOST,
    port: settings.PORT,
    authSecret: settings.AUTH_SECRET,
    trustedProxies: settings.TRUSTED_PROXIES,
    commandDeadlineMs: settings.COMMAND_DEADLINE_MS,
    documentsFolder: settings.DOCUMENTS_FOLDER,
  };
}
