import { Module } from '@nestjs/common';
import { SocietyImportController } from './import.controller.js';
import { RecordsService } from './records.service.js';
import { SocietiesController } from './societies.controller.js';
import { SocietiesService } from './societies.service.js';

@Module({ controllers: [SocietiesController, SocietyImportController], providers: [SocietiesService, RecordsService] })
export class SocietiesModule {}
