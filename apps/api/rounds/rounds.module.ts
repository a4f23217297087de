import { Module } from '@nestjs/common';
import { RoundsController } from './rounds.controller.js';
import { OverviewService } from './overview.service.js';
import { RoundsService } from './rounds.service.js';
import { VersionsController } from './versions.controller.js';
import { VersionsService } from './versions.service.js';

@Module({ controllers: [VersionsController, RoundsController], providers: [VersionsService, RoundsService, OverviewService] })
export class RoundsModule {}
