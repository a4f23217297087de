import { Module } from '@nestjs/common';
import { ContestsService } from './contests.service.js';
import { EligibilityController } from './eligibility.controller.js';
import { EligibilityService } from './eligibility.service.js';

@Module({ controllers: [EligibilityController], providers: [EligibilityService, ContestsService] })
export class EligibilityModule {}
