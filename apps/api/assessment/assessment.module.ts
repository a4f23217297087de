import { Module } from '@nestjs/common';
import { AssessmentController } from './assessment.controller.js';
import { AssessmentService } from './assessment.service.js';
import { FiguresController } from './figures.controller.js';
import { FiguresService } from './figures.service.js';
import { WhatIfService } from './what-if.service.js';

@Module({ controllers: [FiguresController, AssessmentController], providers: [AssessmentService, FiguresService, WhatIfService] })
export class AssessmentModule {}
