import { Module } from '@nestjs/common';
import { DefenceController, DefencesController } from './defence.controller.js';
import { DefenceService } from './defence.service.js';

@Module({ controllers: [DefenceController, DefencesController], providers: [DefenceService] })
export class DefenceModule {}
