import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ExpertsController } from './experts.controller.js';
import { ExpertsService } from './experts.service.js';

@Module({ imports: [AccountsModule], controllers: [ExpertsController], providers: [ExpertsService] })
export class ExpertsModule {}
