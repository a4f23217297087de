import { Module } from '@nestjs/common';
import { ApprovalController } from './approval.controller.js';
import { ApprovalService } from './approval.service.js';

@Module({ controllers: [ApprovalController], providers: [ApprovalService] })
export class ApprovalModule {}
