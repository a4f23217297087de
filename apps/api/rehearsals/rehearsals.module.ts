import { Module } from '@nestjs/common';
import { ActorsService } from './actors.service.js';
import { ClockService } from './clock.service.js';
import { RehearsalsController } from './rehearsals.controller.js';
import { RehearsalsService } from './rehearsals.service.js';
import { ReportService } from './report.service.js';

@Module({ controllers: [RehearsalsController], providers: [RehearsalsService, ClockService, ActorsService, ReportService] })
export class RehearsalsModule {}
