import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Project, ProjectDecided, ProjectDecision, ProjectDocument, ProjectDocumentPath, ProjectPage, ProjectQuery, Termination } from '../contract/projects.js';
import { NamedFilePath } from '../contract/documents.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Who, Within } from '../http/request.js';
import { ProjectsService } from './projects.service.js';

@Controller('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  @Permission('project.read')
  @Answers('Funded projects, by number; a society sees its own', ProjectPage)
  list(@Within() scope: Scope, @Query({ schema: ProjectQuery }) query: ProjectQuery): Promise<ProjectPage> {
    return this.projects.list(scope, query);
  }

  @Get(':id')
  @Permission('project.read')
  @Answers('One project: steps with tasks, documents, verdicts, and the money', Project)
  get(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Project> {
    return this.projects.get(scope, path.id);
  }

  @Get(':id/documents/:document')
  @Permission('project.read')
  @Answers('One document as it was handed in', ProjectDocument)
  document(@Within() scope: Scope, @Param({ schema: ProjectDocumentPath }) path: ProjectDocumentPath): Promise<ProjectDocument> {
    return this.projects.document(scope, path.id, path.document);
  }

  @Get(':id/files/:sha256')
  @Permission('project.read')
  @AnswersFile('A document that something handed in for the project names')
  file(@Within() scope: Scope, @Param({ schema: NamedFilePath }) path: NamedFilePath): Promise<StreamableFile> {
    return this.projects.file(scope, path.id, path.sha256);
  }

  @Post(':id/decisions')
  @Permission('project.decide')
  @Keyed()
  @Answers('Countersigns or returns, gives the verdict on a year, or accepts at the end', ProjectDecided)
  decide(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: ProjectDecision }) decision: ProjectDecision,
  ): Promise<ProjectDecided> {
    return this.projects.decide(scope, who, accountId, key, path.id, decision);
  }

  @Post(':id/termination')
  @Permission('project.terminate')
  @Keyed()
  @Answers('Ends a project outside a verdict: what was promised goes back, unspent money is claimed', ProjectDecided)
  terminate(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Termination }) body: Termination,
  ): Promise<ProjectDecided> {
    return this.projects.terminate(scope, accountId, key, path.id, body);
  }
}
