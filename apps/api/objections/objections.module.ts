import { Module } from '@nestjs/common';
import { ObjectionsController } from './objections.controller.js';
import { LeadsService } from './leads.service.js';
import { ObjectionsService } from './objections.service.js';

@Module({ controllers: [ObjectionsController], providers: [ObjectionsService, LeadsService] })
export class ObjectionsModule {}
