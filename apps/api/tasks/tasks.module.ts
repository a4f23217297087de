import { Module } from '@nestjs/common';
import { SubmissionsService } from './submissions.service.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';

@Module({ controllers: [TasksController], providers: [TasksService, SubmissionsService] })
export class TasksModule {}
