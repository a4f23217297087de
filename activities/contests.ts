/**
 * Contested facts that wait for the office: letters before and after the deadline, once each, and when to look again. After an
 * outage only the later letter goes out. What was done is in the rows: a repeat finds nothing to do.
 */
import { contestDeadline, firstLetterAt, overdueLetterAt } from '../domain/eligibility/contest-deadline.js';
import { mailroomId } from '../domain/ids.js';
import { say } from '../domain/wording/catalogue.js';
import { calendarIn } from '../records/calendar.js';
import { now } from '../records/clock.js';
import { type Contest, contestsToLookAt, contestTold, openContests, setContestDeadline } from '../records/contests.js';
import { queueMail } from '../records/outbox.js';
import { type Addressee, roleAddresses } from '../records/people.js';
import { type Pool, type Tx, wholeRealm, withScope } from '../records/pool.js';
import type { Parking } from '../records/waits.js';
import { waitDetails, waitSummary } from './describing.js';
import { iso } from './input.js';
import type { Seen, Waker } from './stepping.js';

export function createContests(pool: Pool, waker: Waker) {
  return {
    async watchContests({ realm, workflowId }: { realm: string; workflowId: string }): Promise<Seen> {
      const { seen, queued } = await withScope(pool, wholeRealm(realm), async (tx) => {
        const at = await now(tx, realm);
        let queued = 0;
        for (const contest of await contestsToLookAt(tx, realm)) queued += await lookAt(tx, contest, at);
        return { seen: await parkedAs(tx, realm, workflowId, at), queued };
      });
      if (queued > 0) await waker.wake(realm, [mailroomId(realm)]);
      return seen;
    },
  };
}

/** The number of letters that it queued. */
async function lookAt(tx: Tx, contest: Contest, at: number): Promise<number> {
  if (contest.due_at === null) return compute(tx, contest, at);
  const lateAt = overdueLetterAt(contest.due_at);
  if (at < lateAt) {
    await contestTold(tx, contest.id, 'reminded', at, lateAt);
    return write(tx, contest, 'contestDueSoon', ['staff'], at);
  }
  await contestTold(tx, contest.id, 'overdue', at, null);
  return write(tx, contest, 'contestOverdue', ['staff', 'leadership'], at);
}

/** Its deadline was not known; now it is, or it is tried again with the next change of the calendar. */
async function compute(tx: Tx, contest: Contest, at: number): Promise<number> {
  const calendar = await calendarIn(tx, contest.realm);
  const deadline = contest.due_basis && contestDeadline(contest.due_basis, calendar);
  if (!deadline?.ok) {
    await setContestDeadline(tx, contest.id, { calendar: calendar.version, dueAt: null, nextAt: null });
    return 0;
  }
  const nextAt = firstLetterAt(deadline.value, at);
  await setContestDeadline(tx, contest.id, { calendar: calendar.version, dueAt: deadline.value.dueMs, nextAt });
  return nextAt > at ? 0 : lookAt(tx, { ...contest, due_at: deadline.value.dueMs }, at);
}

async function write(tx: Tx, contest: Contest, template: 'contestDueSoon' | 'contestOverdue', roles: string[], at: number): Promise<number> {
  const people = new Map<string, Addressee>();
  for (const role of roles) for (const one of await roleAddresses(tx, contest.realm, role)) people.set(one.email, one);
  return queueMail(tx, at, [...people.values()].map(({ email, locale }) => ({
    realm: contest.realm, roundId: contest.round_id, key: `${template}/${contest.id}/${email}`, template,
    params: { contest: contest.id, recipient: say(locale === 'en' ? 'en' : 'zh', 'mail.recipient'), society: contest.name, reason: contest.reason, answerBy: iso(contest.due_at ?? at), link: `/w/societies/${contest.society_id}` }, recipient: email, locale,
  })));
}

/** In the words of every other wait; no names: this ends up in the history. */
async function parkedAs(tx: Tx, realm: string, workflowId: string, at: number): Promise<Seen> {
  const { open, overdue, since, until, next } = await openContests(tx, realm);
  if (open === 0 || since === null) return { done: true, outcome: {} };
  const parking: Parking = { step: 'contests', role: 'staff', what: 'contests', params: { open, overdue }, attention: overdue > 0 ? 'overdue' : 'none', until };
  // It also wakes when a deadline passes: it shows that it is overdue before anybody is written to.
  const soonest = Math.min(next ?? Infinity, until ?? Infinity);
  return {
    done: false, remainingMs: soonest === Infinity ? null : Math.max(0, soonest - at), role: 'staff', attention: overdue > 0 ? 'overdue' : 'none', until, since,
    details: waitDetails({ workflow_id: workflowId }, parking, since), summary: waitSummary(parking),
  };
}
