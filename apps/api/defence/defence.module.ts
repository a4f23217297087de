import { Module } from '@nestjs/common';
import { DefenceController } from './defence.controller.js';
import { DefenceService } from './defence.service.js';

@Module({ controllers: [DefenceController], providers: [DefenceService] })
export class DefenceModule {}
