import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { mailroomId } from '../../../domain/ids.js';
import { type Pool, wholeRealm, withScope } from '../../../records/pool.js';
import { countAwards, countRound, lastRound, type RehearsalMail as MailRow, rehearsalMails, type RoundCounts, societyOutcomes } from '../../../records/rehearsal-report.js';
import { toInstant } from '../contract/common.js';
import type { RehearsalMail, RehearsalMailQuery, RehearsalMails, RehearsalReport } from '../contract/rehearsals.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';
import { type Execution, Temporal } from '../temporal.js';
import { RehearsalsService } from './rehearsals.service.js';

@Injectable()
export class ReportService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly rehearsals: RehearsalsService,
    private readonly temporal: Temporal,
  ) {}

  async mails(who: Principal, id: string, query: RehearsalMailQuery): Promise<RehearsalMails> {
    await this.rehearsals.find(who, id);
    const { rows, total } = await withScope(this.pool, wholeRealm(id), (tx) => rehearsalMails(tx, id, { ...query, after: fromCursor(query.cursor, 2) }));
    return toPage(rows, query.limit, total, mailView, (row) => [row.queued_at, row.id]);
  }

  async report(who: Principal, id: string): Promise<RehearsalReport> {
    await this.rehearsals.find(who, id);
    const { roundId, counts, awards, outcomes } = await withScope(this.pool, wholeRealm(id), async (tx) => {
      const round = found(await lastRound(tx, id));
      return { roundId: round, counts: found(await countRound(tx, round)), awards: await countAwards(tx, round), outcomes: await societyOutcomes(tx, round) };
    });
    const runs = await this.runs(`RoundId = '${roundId}' OR WorkflowId = '${mailroomId(id)}'`, counts.open);
    const events = runs.map(({ historyLength }) => historyLength);
    return {
      ...figures(counts), awards, outcomes,
      temporal: { workflows: new Set(runs.map(({ workflowId }) => workflowId)).size, historyEvents: events.reduce((sum, n) => sum + n, 0), largestHistory: Math.max(0, ...events) },
      left: { open: counts.open, failing: counts.failing + runs.filter(({ status }) => BROKEN.has(status)).length, running: running(runs) },
    };
  }

  /** Temporal's lists come a moment after the fact: they are read again while they show more running than the record does. */
  private async runs(query: string, open: number): Promise<Execution[]> {
    let runs = await this.temporal.executions(query);
    for (let n = 0; n < LOOKS && running(runs) > open; n += 1) {
      await pause(LOOK_EVERY_MS);
      runs = await this.temporal.executions(query);
    }
    return runs;
  }
}

const LOOKS = 20;
const LOOK_EVERY_MS = 250;

const BROKEN: ReadonlySet<string> = new Set(['FAILED', 'TERMINATED', 'TIMED_OUT', 'CANCELLED']);
const running = (runs: Execution[]): number => runs.filter(({ status }) => status === 'RUNNING').length;

function figures(counts: RoundCounts): Omit<RehearsalReport, 'awards' | 'outcomes' | 'temporal' | 'left'> {
  return {
    programme: counts.programme,
    societies: counts.societies,
    shortlist: { byRank: counts.byRank, legacy: counts.legacy, total: counts.byRank + counts.legacy },
    applications: { submitted: counts.submitted, accepted: counts.accepted, notAccepted: counts.notAccepted },
    objections: { received: counts.objections, upheld: counts.upheld },
    taskBooksSigned: counts.signed,
    selfEvaluations: counts.selfEvaluations,
    annualReports: counts.annualReports,
    audits: counts.audits,
    verdicts: { continue: counts.continued, adjust: counts.adjusted, terminate: counts.terminated },
    reminders: { queued: counts.remindersQueued, sent: counts.remindersSent, duplicates: counts.duplicates },
    facts: { accepted: counts.facts, acknowledged: counts.acknowledged },
  };
}

function mailView(row: MailRow): RehearsalMail {
  return {
    id: row.id, template: row.template, wave: row.wave === '' ? null : row.wave, recipient: row.recipient, state: row.state, subject: row.subject, body: row.body,
    queuedAt: toInstant(row.queued_at), sentAt: row.sent_at === null ? null : toInstant(row.sent_at),
  };
}
