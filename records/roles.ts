import pg from 'pg';

/** Passwords of the roles that the local system makes for itself. */
export interface RolePasswords {
  owner: string;
  app: string;
  temporal: string;
}

/** Owns the schema and runs the migrations. */
export const OWNER_ROLE = 'xuehui_owner';
/** What API and worker connect as: row-level security holds for it, and it owns nothing. */
export const APP_ROLE = 'xuehui_app';
export const TEMPORAL_ROLE = 'temporal';

export const DATABASE = 'xuehui';
export const TEMPORAL_DATABASES = ['temporal', 'temporal_visibility'];

/** Makes roles and databases that are missing, and sets the passwords; may be repeated. */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await ensureRole(client, OWNER_ROLE, passwords.owner);
    await ensureRole(client, APP_ROLE, passwords.app);
    await ensureRole(client, TEMPORAL_ROLE, passwords.temporal);
    for (const database of TEMPORAL_DATABASES) await ensureDatabase(client, database, TEMPORAL_ROLE);
  });
}

/** Makes the database if it is missing; of the roles only its owner and `guests` may connect to it. */
export async function ensureDatabase(client: pg.Client, name: string, owner: string, guests: string[] = []): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (!found.rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${owner}`);
  await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`);
  for (const guest of guests) await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(name)} TO ${guest}`);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = found.rowCount ? 'ALTER' : 'CREATE';
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT';
  await client.query(`${verb} ROLE ${name} ${rights} PASSWORD ${pg.escapeLiteral(password)}`);
}
