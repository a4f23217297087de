import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { mailroomId } from '../../../domain/ids.js';
import { type Pool, wholeRealm, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { countRound, lastRound, type RehearsalMail as MailRow, rehearsalMails, societyOutcomes } from '../../../records/rehearsal-report.js';
import { toInstant } from '../contract/common.js';
import type { RehearsalMail, RehearsalMailQuery, RehearsalMails, RehearsalReport } from '../contract/rehearsals.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';
import { type Execution, Temporal } from '../temporal.js';
import { RehearsalsService } from './rehearsals.service.js';
import { sectionsOf } from './report-sections.js';

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
    const { roundId, counts, sections, outcomes } = await withScope(this.pool, wholeRealm(id), async (tx) => {
      const round = found(await loadRound(tx, found(await lastRound(tx, id))));
      const counts = found(await countRound(tx, round.id));
      return { roundId: round.id, counts, sections: await sectionsOf(tx, round, counts), outcomes: await societyOutcomes(tx, round.id) };
    });
    const runs = await this.runs(`RoundId = '${roundId}' OR WorkflowId = '${mailroomId(id)}'`, counts.open);
    const events = runs.map(({ historyLength }) => historyLength);
    return {
      programme: counts.programme,
      societies: counts.societies,
      ...sections,
      reminders: { queued: counts.remindersQueued, sent: counts.remindersSent, duplicates: counts.duplicates },
      facts: { accepted: counts.facts, acknowledged: counts.acknowledged },
      outcomes,
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

function mailView(row: MailRow): RehearsalMail {
  return {
    id: row.id, template: row.template, wave: row.wave === '' ? null : row.wave, recipient: row.recipient, state: row.state, subject: row.subject, body: row.body,
    queuedAt: toInstant(row.queued_at), sentAt: row.sent_at === null ? null : toInstant(row.sent_at),
  };
}
