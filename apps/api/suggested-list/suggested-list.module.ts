import { Module } from '@nestjs/common';
import { SuggestedListController } from './suggested-list.controller.js';
import { SuggestedListService } from './suggested-list.service.js';
import { VolunteersService } from './volunteers.service.js';

@Module({ controllers: [SuggestedListController], providers: [SuggestedListService, VolunteersService] })
export class SuggestedListModule {}
