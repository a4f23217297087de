import { Module } from '@nestjs/common';
import { SocietyMergeController } from './merge.controller.js';
import { SocietyMergeService } from './merge.service.js';
import { SharedRecordsController } from './shared-records.controller.js';
import { SharedRecordsService } from './shared-records.service.js';
import { SocietyImportController } from './import.controller.js';
import { RecordsService } from './records.service.js';
import { SocietiesController } from './societies.controller.js';
import { ViewAsService } from './view-as.service.js';
import { SocietiesService } from './societies.service.js';

@Module({ controllers: [SharedRecordsController, SocietiesController, SocietyImportController, SocietyMergeController], providers: [SocietyMergeService, ViewAsService, SharedRecordsService, SocietiesService, RecordsService] })
export class SocietiesModule {}
