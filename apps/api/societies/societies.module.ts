import { Module } from '@nestjs/common';
import { RecordsService } from './records.service.js';
import { SocietiesController } from './societies.controller.js';
import { SocietiesService } from './societies.service.js';

@Module({ controllers: [SocietiesController], providers: [SocietiesService, RecordsService] })
export class SocietiesModule {}
