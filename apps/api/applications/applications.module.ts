import { Module } from '@nestjs/common';
import { ApplicationsController } from './applications.controller.js';
import { ApplicationsService } from './applications.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({ controllers: [ApplicationsController], providers: [ApplicationsService, WithdrawalsService] })
export class ApplicationsModule {}
