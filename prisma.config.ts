import { defineConfig } from 'prisma/config';

/** `prisma generate` needs no database, so the address may be one that nobody answers. */
export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? 'postgresql://unused' },
});
