import { Inject, Injectable } from '@nestjs/common';
import { mailroomId } from '../../../domain/ids.js';
import { type Candidate, mergeObstacles } from '../../../domain/societies/merge.js';
import { type Locale, sayRefusal } from '../../../domain/wording/catalogue.js';
import { now } from '../../../records/clock.js';
import { checkSocietyAgain } from '../../../records/eligibility-checks.js';
import { queueMail } from '../../../records/outbox.js';
import { type Addressee, societyAddress } from '../../../records/people.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { candidateOf, countMoved, lockForMerge, mergePlan, type MergeRow, mergeSocieties, mergesOf, peopleOf } from '../../../records/society-merge.js';
import { findSociety } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { MergePreview, MergeRequest, SocietyMerge, SocietyMerges } from '../contract/society-merge.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, Refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

type Named = MergePreview['stays'];

/** Two records of one society: what goes over is shown first; the decision is recorded, and nothing is deleted (records/society-merge.ts). */
@Injectable()
export class SocietyMergeService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  preview(scope: Scope, id: string, into: string, locale: Locale): Promise<MergePreview> {
    return withScope(this.pool, scope, async (tx) => {
      const [duplicate, stays] = await both(tx, id, into);
      const obstacles = mergeObstacles(duplicate, stays);
      return {
        duplicate: named(duplicate), stays: named(stays), possible: obstacles.length === 0,
        obstacles: obstacles.map(({ round, ...refusal }) => ({ code: refusal.code, message: sayRefusal(locale, refusal), roundId: round?.id ?? null })),
        letters: (await writtenTo(tx, id, into)).map(({ email }) => email), people: (await peopleOf(tx, id)).map(({ name, email }) => ({ name, email })), lines: await mergePlan(tx, id, into),
      };
    });
  }

  async merge(scope: Scope, accountId: string, request: Repeatable, id: string, { into, reason }: MergeRequest): Promise<SocietyMerge> {
    const merged = await this.once.run(scope, accountId, request, async (tx) => {
      await lockForMerge(tx, id, into);
      const [obstacle] = mergeObstacles(...(await both(tx, id, into)));
      if (obstacle !== undefined) {
        const { round, ...refusal } = obstacle;
        throw new Refused(refusal, round && { fact: { round: round.id } });
      }
      const at = await now(tx, scope.realm);
      const told = await writtenTo(tx, id, into);
      await mergeSocieties(tx, { realm: scope.realm, duplicateId: id, staysId: into, reason, by: accountId, at });
      const { duplicate_name: duplicate, stays_name: society } = found((await mergesOf(tx, id)).find((row) => row.duplicate_id === id));
      await queueMail(tx, at, told.map(({ email, locale }) => ({
        realm: scope.realm, roundId: null, societyId: into, key: `societiesMerged/${id}/${email}`, template: 'societiesMerged', params: { society, duplicate, reason, link: '/s/profile' }, recipient: email, locale,
      })));
      // What is recorded about the duplicate is now recorded about the other one: its open applications are checked again.
      await checkSocietyAgain(tx, into);
      return mergeView(found((await mergesOf(tx, id)).find((row) => row.duplicate_id === id)));
    });
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return merged;
  }

  list(scope: Scope, id: string): Promise<SocietyMerges> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findSociety(tx, id));
      return { items: (await mergesOf(tx, id)).map(mergeView) };
    });
  }
}

/** The contacts of both records, and whoever signed in for the duplicate; each address once. */
async function writtenTo(tx: Tx, duplicateId: string, staysId: string): Promise<Addressee[]> {
  const contacts = await Promise.all([societyAddress(tx, staysId), societyAddress(tx, duplicateId)]);
  const all = [...contacts.flatMap((one) => one ?? []), ...(await peopleOf(tx, duplicateId))];
  return [...new Map(all.map(({ email, locale }) => [email.toLowerCase(), { email, locale }])).values()];
}

async function both(tx: Tx, id: string, into: string): Promise<[Found, Found]> {
  return [found(await candidateOf(tx, id)), found(await candidateOf(tx, into))];
}

type Found = Candidate & { code: string };

const named = ({ id, code, name }: Found): Named => ({ id, code, name });

const mergeView = (row: MergeRow): SocietyMerge => ({
  duplicate: { id: row.duplicate_id, code: row.duplicate_code, name: row.duplicate_name }, stays: { id: row.stays_id, code: row.stays_code, name: row.stays_name },
  reason: row.reason, moved: countMoved(row.moved), kept: Object.entries(row.kept).map(([what, count]) => ({ what, count })), decidedBy: row.decided_by, decidedAt: toInstant(row.decided_at),
});
