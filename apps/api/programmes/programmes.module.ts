import { Module } from '@nestjs/common';
import { DisciplineGroupsController, ProgrammesController } from './programmes.controller.js';
import { ProgrammesService } from './programmes.service.js';

@Module({ controllers: [ProgrammesController, DisciplineGroupsController], providers: [ProgrammesService] })
export class ProgrammesModule {}
