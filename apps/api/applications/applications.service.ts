import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { roundId } from '../../../domain/ids.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { citedFacts, findListedApplication, isReviewer, type ListedApplication, listApplications } from '../../../records/application-list.js';
import { caseIdOf } from '../../../records/applications.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { Commands } from '../commands.js';
import {
  type Application, type ApplicationCancellation, ApplicationCancelled, ApplicationDecided, type ApplicationDecision, type ApplicationPage, type ApplicationQuery,
} from '../contract/applications.js';
import { DocumentsService } from '../documents/documents.service.js';
import type { Repeatable } from '../http/keyed.js';
import { placeAfter, placeFrom, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused } from '../problem/refused.js';
import { checkOf, fullView, reviewerView, summaryView } from './application-view.js';

/** Applications as they are read and decided; they are handed in as tasks. */
@Injectable()
export class ApplicationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly commands: Commands,
    private readonly documents: DocumentsService,
  ) {}

  list(scope: Scope, who: Principal, round: string, query: ApplicationQuery): Promise<ApplicationPage> {
    const expertId = readsAll(who) ? undefined : (who.expertId ?? NOBODY);
    return withScope(this.pool, scope, async (tx) => {
      found(await findListedRound(tx, round));
      const { rows, total } = await listApplications(tx, { ...query, roundId: round, expertId, after: placeFrom(query) });
      return toPage(rows, query.limit, total, (row) => summaryView(row, expertId === undefined), placeAfter(query.sort));
    });
  }

  get(scope: Scope, who: Principal, id: string, locale: Locale): Promise<Application> {
    return withScope(this.pool, scope, async (tx) => {
      const application = found(await findListedApplication(tx, id));
      const programme = await this.plans.of(tx, application.programme_version_id);
      if (!readsAll(who)) return reviewerView(await mustReview(tx, who, application), programme);
      const facts = await citedFacts(tx, [...new Set(checkOf(application)?.lines.flatMap((line) => line.factIds) ?? [])]);
      return fullView(application, programme, { facts, entry: await paperEntryOf(tx, application.fact_id) }, locale);
    });
  }

  async file(scope: Scope, who: Principal, id: string, sha256: string): Promise<StreamableFile> {
    const { content } = await withScope(this.pool, scope, async (tx) => {
      const application = found(await findListedApplication(tx, id));
      return readsAll(who) ? application : mustReview(tx, who, application);
    });
    return this.documents.named(scope, content, sha256);
  }

  async decide(scope: Scope, accountId: string, request: Repeatable, id: string, decision: ApplicationDecision): Promise<ApplicationDecided> {
    const application = await this.known(scope, id);
    return ApplicationDecided.parse(await this.commands.decide(scope, {
      accountId, request, kind: 'decideApplication', workflowId: caseIdOf(application), body: { ...decision },
    }));
  }

  async cancel(scope: Scope, accountId: string, request: Repeatable, id: string, cancellation: ApplicationCancellation): Promise<ApplicationCancelled> {
    const { round_id } = await this.known(scope, id);
    return ApplicationCancelled.parse(await this.commands.decide(scope, {
      accountId, request, kind: 'cancelEligibility', workflowId: roundId(round_id), body: { applicationId: id, ...cancellation },
    }));
  }

  private async known(scope: Scope, id: string): Promise<ListedApplication> {
    return found(await withScope(this.pool, scope, (tx) => findListedApplication(tx, id)));
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The office and those who watch it read all, a society reads its own by its scope; experts read what they review. */
const readsAll = (who: Principal): boolean => may(who, 'round.overview') || who.societyId !== undefined;

async function mustReview(tx: Tx, who: Principal, application: ListedApplication): Promise<ListedApplication> {
  if (who.expertId === undefined || !(await isReviewer(tx, application.id, who.expertId))) throw refused('NOT_FOUND');
  return application;
}
