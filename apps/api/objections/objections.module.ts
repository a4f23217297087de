import { Module } from '@nestjs/common';
import { ObjectionsController } from './objections.controller.js';
import { ObjectionsService } from './objections.service.js';

@Module({ controllers: [ObjectionsController], providers: [ObjectionsService] })
export class ObjectionsModule {}
