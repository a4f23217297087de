import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ApplicationsController } from './applications.controller.js';
import { ApplicationsService } from './applications.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({ imports: [DocumentsModule], controllers: [ApplicationsController], providers: [ApplicationsService, WithdrawalsService], exports: [ApplicationsService] })
export class ApplicationsModule {}
