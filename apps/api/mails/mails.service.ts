import { Inject, Injectable } from '@nestjs/common';
import { type ListedMail, listMails } from '../../../records/mail-list.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import { toInstant } from '../contract/common.js';
import type { Mail, MailPage, MailQuery } from '../contract/mails.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';

@Injectable()
export class MailsService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  list(scope: Scope, query: MailQuery): Promise<MailPage> {
    return withScope(this.pool, scope, async (tx) => {
      if (query.roundId !== undefined) found(await findListedRound(tx, query.roundId));
      const { rows, total } = await listMails(tx, { ...query, after: fromCursor(query.cursor, 2) });
      return toPage(rows, query.limit, total, mailView, (row) => [row.queued_at, row.id]);
    });
  }
}

function mailView(row: ListedMail): Mail {
  return {
    id: row.id, template: row.template, wave: row.wave === '' ? null : row.wave, round: row.round, society: row.society, taskId: row.task_id, recipient: row.recipient, state: row.state,
    subject: row.subject, body: row.body, attempts: row.attempts, problem: row.last_error, queuedAt: toInstant(row.queued_at), sentAt: row.sent_at === null ? null : toInstant(row.sent_at),
  };
}
