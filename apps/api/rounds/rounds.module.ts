import { Module } from '@nestjs/common';
import { RoundsController } from './rounds.controller.js';
import { OverviewService } from './overview.service.js';
import { RoundsService } from './rounds.service.js';

@Module({ controllers: [RoundsController], providers: [RoundsService, OverviewService] })
export class RoundsModule {}
