import { type DynamicModule, Global, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { createPool, type Pool } from '../../../records/pool.js';
import { createPrisma, type Prisma } from '../../../records/prisma.js';
import { Commands } from '../commands.js';
import type { Config } from '../config.js';
import { type Auth, createAuth } from '../identity/auth.js';
import { Principals } from '../identity/principals.js';
import { createSeal } from '../identity/sealing.js';
import { Temporal } from '../temporal.js';
import { folderStorage } from '../documents/folder-storage.js';
import { AUTH, CONFIG, DOCUMENTS, POOL, PRISMA, SEAL } from './names.js';
import { Once } from './once.js';
import { Plans } from './plans.js';
import { Stages } from './stages.js';

/** What exists once per process and every feature may ask for. */
@Global()
@Module({})
export class PlatformModule implements OnModuleDestroy {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PRISMA) private readonly prisma: Prisma,
  ) {}

  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: POOL, useFactory: (): Pool => createPool(config.databaseUrl, config.databasePool) },
        { provide: PRISMA, useFactory: (): Prisma => createPrisma(config.databaseUrl) },
        { provide: DOCUMENTS, useValue: folderStorage(config.documentsFolder) },
        { provide: SEAL, useValue: createSeal(config.authSecret) },
        { provide: AUTH, inject: [PRISMA, POOL], useFactory: (prisma: Prisma, pool: Pool): Auth => createAuth(config, prisma, pool) },
        Temporal,
        Commands,
        Principals,
        Once,
        Plans,
        Stages,
      ],
      exports: [CONFIG, DOCUMENTS, POOL, PRISMA, SEAL, AUTH, Temporal, Commands, Principals, Once, Plans, Stages],
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}
