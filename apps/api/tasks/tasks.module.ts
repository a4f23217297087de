import { Module } from '@nestjs/common';
import { PaperService } from './paper.service.js';
import { SubmissionsService } from './submissions.service.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';

@Module({ controllers: [TasksController], providers: [TasksService, SubmissionsService, PaperService] })
export class TasksModule {}
