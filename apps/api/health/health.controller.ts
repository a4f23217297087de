import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Pool } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Health } from '../contract/health.js';
import { Answers } from '../http/answers.js';
import { POOL } from '../platform/names.js';
import { Temporal } from '../temporal.js';

@Controller('healthz')
export class HealthController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly temporal: Temporal,
  ) {}

  /** 503 only without a database: what societies hand in is taken while Temporal is down. */
  @Get()
  @Permission('public.read')
  @Answers('Whether the database and Temporal answer', Health)
  async health(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const [database, temporal] = await Promise.all([this.databaseAnswers(), this.temporal.reachable()]);
    response.status(database ? 200 : 503).set('Cache-Control', 'no-store');
    return { status: database ? 'up' : 'down', database: database ? 'up' : 'down', temporal: temporal ? 'up' : 'down' };
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      await this.pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }
}
