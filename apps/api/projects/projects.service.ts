import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { projectId } from '../../../domain/ids.js';
import { projectStepsOf, type Programme } from '../../../domain/programme/schema.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import {
  findListedProject, findProjectDocument, listProjects, projectDocuments, projectLedger, projectPayloads, projectSteps, projectTasks, projectVerdicts,
} from '../../../records/project-list.js';
import { Commands } from '../commands.js';
import { type Project, ProjectDecided, type ProjectDecision, type ProjectDocument, type ProjectPage, type ProjectQuery, type Termination } from '../contract/projects.js';
import { DocumentsService } from '../documents/documents.service.js';
import type { Repeatable } from '../http/keyed.js';
import { placeAfter, placeFrom, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused } from '../problem/refused.js';
import { documentForm, documentView, projectView, summaryView } from './project-view.js';

/** Funded projects: what is owed, what was handed in, what was decided, and the money. */
@Injectable()
export class ProjectsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly commands: Commands,
    private readonly documents: DocumentsService,
  ) {}

  async list(scope: Scope, query: ProjectQuery): Promise<ProjectPage> {
    return withScope(this.pool, scope, async (tx) => {
      const { rows, total } = await listProjects(tx, { ...query, after: placeFrom(query) });
      const programmes = new Map<string, Programme>();
      for (const version of new Set(rows.map((row) => row.programme_version_id))) programmes.set(version, await this.plans.of(tx, version));
      return toPage(rows, query.limit, total, (row) => summaryView(row, programmes.get(row.programme_version_id)), placeAfter(query.sort));
    });
  }

  get(scope: Scope, id: string): Promise<Project> {
    return withScope(this.pool, scope, async (tx) => {
      const project = found(await findListedProject(tx, id));
      return projectView(project, await this.plans.of(tx, project.programme_version_id), {
        steps: await projectSteps(tx, id), tasks: await projectTasks(tx, id), documents: await projectDocuments(tx, id), verdicts: await projectVerdicts(tx, id),
        ledger: await projectLedger(tx, id),
      });
    });
  }

  document(scope: Scope, id: string, documentId: string): Promise<ProjectDocument> {
    return withScope(this.pool, scope, async (tx) => {
      const project = found(await findListedProject(tx, id));
      const document = found(await findProjectDocument(tx, id, documentId));
      const programme = await this.plans.of(tx, project.programme_version_id);
      return { ...documentView(programme, document), payload: document.payload, form: documentForm(programme, document) };
    });
  }

  async file(scope: Scope, id: string, sha256: string): Promise<StreamableFile> {
    const payloads = await withScope(this.pool, scope, async (tx) => {
      found(await findListedProject(tx, id));
      return projectPayloads(tx, id, sha256);
    });
    return this.documents.named(scope, payloads, sha256);
  }

  async decide(scope: Scope, who: Principal, accountId: string, request: Repeatable, id: string, decision: ProjectDecision): Promise<ProjectDecided> {
    await withScope(this.pool, scope, async (tx) => {
      const project = found(await findListedProject(tx, id));
      mustDecide(who, await this.plans.of(tx, project.programme_version_id), decision.task);
    });
    return ProjectDecided.parse(await this.commands.decide(scope, { accountId, request, kind: 'decide', workflowId: projectId(id), body: { ...decision } }));
  }

  async terminate(scope: Scope, accountId: string, request: Repeatable, id: string, termination: Termination): Promise<ProjectDecided> {
    await withScope(this.pool, scope, async (tx) => found(await findListedProject(tx, id)));
    return ProjectDecided.parse(await this.commands.decide(scope, { accountId, request, kind: 'terminate', workflowId: projectId(id), body: { ...termination } }));
  }
}

/** The programme says which role decides what; the office does not decide for the leadership, nor the leadership for the office. */
function mustDecide(who: Principal, programme: Programme, task: string): void {
  const owed = projectStepsOf(programme).flatMap((step) => step.owes).find((one) => one.kind === task && one.form === undefined);
  if (owed === undefined) throw refused('COMMAND_NOT_EXPECTED', { field: 'task' });
  if (!who.roles.some((role) => role === owed.role)) throw refused('TASK_NOT_YOURS', { rule: owed.clause });
}
