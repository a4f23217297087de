import path from 'node:path';
import { portFrom, type Port } from './ports.js';
import { ROOT } from './root.js';
import { StartUpError } from './start-up-error.js';
import { temporalProgram, type TemporalOptions } from './temporal.js';

/** What runs on this machine, and what is a real one elsewhere. Read once, from the environment. */
export interface Settings {
  /** Absolute. */
  data: string;
  ports: Record<'api' | 'temporal' | 'temporalUi' | 'postgres' | 'smtp' | 'mailPage', Port>;
  namespace: string;
  publicUrl: string;
  mailFrom: string;
  /** Undefined: the built-in database. */
  database?: { appUrl: string; ownerUrl: string };
  /** An address: the server that runs there. */
  temporal: { address: string; uiUrl?: string } | TemporalOptions['program'];
  /** Undefined: the local mail catcher. */
  smtpUrl?: string;
  /** Given to the API; generated and kept in the data folder if undefined. */
  authSecret?: string;
}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const port = (variable: string, part: string, otherwise: number) => portFrom(environment, variable, part, otherwise);
  const ports = {
    api: port('PORT', 'API', 3000),
    temporal: port('TEMPORAL_PORT', 'Temporal', 7233),
    temporalUi: port('TEMPORAL_UI_PORT', 'Temporal UI', 8233),
    postgres: port('POSTGRES_PORT', 'PostgreSQL', 54330),
    smtp: port('SMTP_PORT', 'SMTP', 1025),
    mailPage: port('MAIL_PAGE_PORT', 'mail page', 8025),
  };
  const temporalAddress = environment.TEMPORAL_ADDRESS;
  return {
    data: path.resolve(ROOT, environment.XUEHUI_DATA || '.data'),
    ports,
    namespace: environment.TEMPORAL_NAMESPACE || 'default',
    publicUrl: environment.PUBLIC_URL || `http://localhost:${ports.api.number}`,
    mailFrom: environment.MAIL_FROM || 'xuehui@localhost',
    database: givenDatabase(environment),
    temporal: temporalAddress ? { address: temporalAddress, uiUrl: environment.TEMPORAL_UI_URL || undefined } : temporalProgram(environment),
    smtpUrl: environment.SMTP_URL || undefined,
    authSecret: environment.AUTH_SECRET || undefined,
  };
}

function givenDatabase(environment: NodeJS.ProcessEnv): Settings['database'] {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = environment;
  if (!appUrl && !ownerUrl) return undefined;
  // With the owner's rights alone the API could change what it must only add to; with the app's alone nothing can be migrated.
  if (!appUrl || !ownerUrl) throw new StartUpError('databaseUrls');
  return { appUrl, ownerUrl };
}
