import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module.js';
import { GatesModule } from '../gates/gates.module.js';
import { StuckModule } from '../stuck/stuck.module.js';
import { JobRunner } from './job-runner.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';
import { Selections } from './selections.js';

@Module({ imports: [ApplicationsModule, GatesModule, StuckModule], controllers: [JobsController], providers: [JobsService, JobRunner, Selections] })
export class JobsModule {}
