import { Module } from '@nestjs/common';
import { FinanceService } from './finance.service.js';
import { MoneyController } from './money.controller.js';
import { MoneyService } from './money.service.js';
import { SpendingService } from './spending.service.js';

@Module({ controllers: [MoneyController], providers: [MoneyService, SpendingService, FinanceService] })
export class MoneyModule {}
