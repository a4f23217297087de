import { Module } from '@nestjs/common';
import { ObjectingService } from './objecting.service.js';
import { PublicityController } from './publicity.controller.js';
import { ReexaminationsService } from './reexaminations.service.js';
import { PublicityService } from './publicity.service.js';

@Module({ controllers: [PublicityController], providers: [PublicityService, ObjectingService, ReexaminationsService], exports: [PublicityService] })
export class PublicityModule {}
