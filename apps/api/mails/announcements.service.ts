import { Inject, Injectable } from '@nestjs/common';
import { mailroomId } from '../../../domain/ids.js';
import { reachedBy } from '../../../records/announcements.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { queueMail } from '../../../records/outbox.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import type { Announced, Announcement, AnnouncementPreview, AnnouncementTo } from '../contract/mails.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

/** What the office tells everybody of a round at once, by mail; it stays on record with who was told. */
@Injectable()
export class AnnouncementsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  preview(scope: Scope, roundId: string, { audience }: AnnouncementTo): Promise<AnnouncementPreview> {
    return withScope(this.pool, scope, async (tx) => {
      await known(tx, roundId);
      const reached = await reachedBy(tx, roundId, audience);
      return { count: reached.length, names: reached.map(({ name }) => name) };
    });
  }

  async send(scope: Scope, accountId: string, request: Repeatable, roundId: string, { audience, subject, text }: Announcement): Promise<Announced> {
    const announced = await this.once.run(scope, accountId, request, async (tx) => {
      await known(tx, roundId);
      const reached = await reachedBy(tx, roundId, audience);
      if (reached.length === 0) throw refused('NOTHING_CHOSEN');
      const at = await now(tx, scope.realm);
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'round.announcement', body: { audience, subject, text, count: reached.length } });
      await queueMail(tx, at, reached.map(({ society_id, email, locale }) => ({
        realm: scope.realm, roundId, societyId: society_id, key: `announcement/${request.key}/${email}`, template: 'announcement', params: { title: subject, text }, recipient: email, locale,
      })));
      return { count: reached.length };
    });
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return announced;
  }
}

const known = async (tx: Tx, roundId: string) => found(await findListedRound(tx, roundId));
