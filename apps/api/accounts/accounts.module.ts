import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { MeController } from './me.controller.js';
import { TokensService } from './tokens.service.js';

@Module({ controllers: [AccountsController, MeController], providers: [AccountsService, TokensService], exports: [AccountsService] })
export class AccountsModule {}
