import { Inject, Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { statementOf } from '../../../domain/funds/position.js';
import { type Programme, tiersOf } from '../../../domain/programme/schema.js';
import { now } from '../../../records/clock.js';
import { disclosedYears } from '../../../records/disclosure.js';
import { moneyOf } from '../../../records/money.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, type Tx, wholeRealm, withScope } from '../../../records/pool.js';
import { listProjects } from '../../../records/project-list.js';
import { awardsOf, findPublicity, findReceipt, listPublicity, publicEntries, type PublicityPeriod as Row } from '../../../records/publicity-list.js';
import { noticesOf, postingsOf } from '../../../records/postings.js';
import { loadRound } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type CorrectionNotice, CorrectionPosted, type Disclosure, type PostingConfirmation, PostingConfirmed, type PublicityList, type PublicityPeriods, type PublicReceipt, type Replacement, Replaced, type Results } from '../contract/publicity.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { onPaperView } from '../platform/on-paper.js';
import { Plans } from '../platform/plans.js';
import { found, refused } from '../problem/refused.js';
import { awardView, listView, periodView } from './publicity-view.js';

/** Enough for every round that anybody still looks at. */
const MOST = 100;
const MOST_PROJECTS = 1000;

/** What everybody may read: publicised lists, results, receipts. */
@Injectable()
export class PublicityService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly commands: Commands,
  ) {}

  periods(scope: Scope, who: Principal, roundId: string | undefined): Promise<PublicityPeriods> {
    return withScope(this.pool, scope, async (tx) => {
      const rows = await listPublicity(tx, { roundId, all: seesBefore(who), limit: MOST });
      const programme = await this.plans.all(tx, rows.map((row) => row.programme_version_id));
      return { items: rows.map((row) => periodView(row, programme(row.programme_version_id))) };
    });
  }

  list(scope: Scope, who: Principal, stageId: string): Promise<PublicityList> {
    return withScope(this.pool, scope, async (tx) => {
      const period = found(await findPublicity(tx, stageId));
      if (!period.posted && !seesBefore(who)) throw refused('NOT_FOUND');
      const printed = { postings: await postingsOf(tx, stageId), notices: await noticesOf(tx, stageId) };
      return listView(period, await this.plans.of(tx, period.programme_version_id), await publicEntries(tx, stageId), printed);
    });
  }

  /** That something was received, when, and what its hash is: nobody's name, nothing of its content. */
  receipt(scope: Scope, number: string): Promise<PublicReceipt> {
    return withScope(this.pool, scope, async (tx) => {
      const row = found(await findReceipt(tx, number));
      const onPaper = onPaperView(await paperEntryOf(tx, row.fact_id));
      return {
        receipt: row.receipt, kind: row.kind, at: toInstant(row.at), bodyHash: row.body_hash, roundId: row.round_id, roundName: row.round_name,
        onPaper: onPaper && { ...onPaper, enteredBy: null },
      };
    });
  }

  /** 000 §5.3: 正式公布; before it there is nothing to read. */
  results(scope: Scope, roundId: string): Promise<Results> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      if (round.announced_at === null) throw refused('NOT_FOUND');
      return {
        roundId, roundName: round.name, programme: round.programme.name, announcedAt: toInstant(round.announced_at),
        awards: (await awardsOf(tx, roundId)).map((award) => awardView(round.programme, award)),
      };
    });
  }

  /** What the funded societies have been paid, have spent and reported, year by year [C]; scores and reasons are not public. */
  disclosure(scope: Scope, roundId: string): Promise<Disclosure> {
    return withScope(this.pool, wholeRealm(scope.realm), async (tx) => {
      const round = found(await loadRound(tx, roundId));
      if (round.announced_at === null) throw refused('NOT_FOUND');
      const years = await disclosedYears(tx, roundId);
      const { rows } = await listProjects(tx, { roundId, limit: MOST_PROJECTS });
      const projects: Disclosure['projects'] = [];
      for (const row of rows) {
        const money = await moneyOf(tx, row.id);
        const { committedCents, disbursedCents, spentCents, returnedCents } = statementOf(money);
        projects.push({
          number: row.number, society: { code: row.code, name: row.society_name }, tierName: tierNameOf(round.programme, row.tier), status: row.status,
          awardedCents: committedCents, paidCents: disbursedCents, spentCents: money.plan === undefined ? null : spentCents, returnedCents,
          years: years.filter((one) => one.project_id === row.id).map(({ year, report_at, verdict }) => ({ year, report: report_at === null ? null : toInstant(report_at), verdict })),
        });
      }
      const sum = (of: (project: Disclosure['projects'][number]) => number): number => projects.reduce((total, one) => total + of(one), 0);
      return {
        roundId, roundName: round.name, programme: round.programme.name, asOf: toInstant(await now(tx, scope.realm)), projects,
        sums: { awardedCents: sum((one) => one.awardedCents), paidCents: sum((one) => one.paidCents), spentCents: sum((one) => one.spentCents ?? 0), returnedCents: sum((one) => one.returnedCents) },
      };
    });
  }

  async replace(scope: Scope, accountId: string, request: Repeatable, stageId: string, replacement: Replacement): Promise<Replaced> {
    const period = await withScope(this.pool, scope, (tx) => known(tx, stageId));
    return Replaced.parse(await this.commands.decide(scope, { accountId, request, kind: 'chooseReplacement', workflowId: period.workflow_id, body: { ...replacement } }));
  }

  async post(scope: Scope, accountId: string, request: Repeatable, stageId: string, confirmation: PostingConfirmation): Promise<PostingConfirmed> {
    const period = await withScope(this.pool, scope, (tx) => known(tx, stageId));
    return PostingConfirmed.parse(await this.commands.decide(scope, { accountId, request, kind: 'confirmPosting', workflowId: period.workflow_id, body: { ...confirmation } }));
  }

  async correct(scope: Scope, accountId: string, request: Repeatable, stageId: string, notice: CorrectionNotice): Promise<CorrectionPosted> {
    const period = await withScope(this.pool, scope, (tx) => known(tx, stageId));
    return CorrectionPosted.parse(await this.commands.decide(scope, { accountId, request, kind: 'postCorrection', workflowId: period.workflow_id, body: { ...notice } }));
  }
}

/** The office sees what it is about to post. */
const seesBefore = (who: Principal): boolean => may(who, 'round.overview');

const tierNameOf = (programme: Programme, tier: string): { zh: string; en: string } => tiersOf(programme).find(({ key }) => key === tier)?.name ?? { zh: tier, en: tier };

const known = async (tx: Tx, stageId: string): Promise<Row> => found(await findPublicity(tx, stageId));
