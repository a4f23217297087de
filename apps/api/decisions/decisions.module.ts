import { Module } from '@nestjs/common';
import { CorrectionsService } from './corrections.service.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';

@Module({ controllers: [DecisionsController], providers: [DecisionsService, CorrectionsService] })
export class DecisionsModule {}
