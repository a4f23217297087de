import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './projects.service.js';

@Module({ imports: [DocumentsModule], controllers: [ProjectsController], providers: [ProjectsService] })
export class ProjectsModule {}
