/**
 * The Prisma client, for the sign-in library and for plain reads. Hot paths and anything of several statements use
 * `withScope` of pool.ts: Prisma's interactive transactions run at a quarter of its speed.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';
import type { Scope } from './pool.js';

export function createPrisma(connectionString: string, max = 5): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max, connectionTimeoutMillis: 5_000, application_name: 'xuehui-prisma' }) });
}

export type Prisma = PrismaClient;

export type ScopedPrisma = ReturnType<typeof scoped>;

/** The client inside a scope: each query goes with its `set_config` in one batch, so row-level security holds for it. */
export function scoped(prisma: PrismaClient, scope: Scope) {
  return prisma.$extends({
    name: 'scope',
    query: {
      $allModels: {
        async $allOperations({ args, query }) {
          const setScope = prisma.$executeRaw`SELECT set_config('app.realm', ${scope.realm}, true), set_config('app.society', ${scope.society}, true)`;
          const [, rows] = await prisma.$transaction([setScope, query(args)]);
          return rows;
        },
      },
    },
  });
}
