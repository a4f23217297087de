import { Inject, Injectable } from '@nestjs/common';
import { dueOf } from '../../../domain/calendar/due-basis.js';
import type { Calendar } from '../../../domain/calendar/working-days.js';
import { contestBasis, contestDeadline, firstLetterAt } from '../../../domain/eligibility/contest-deadline.js';
import { contestsId, mailroomId } from '../../../domain/ids.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { say } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { calendarIn } from '../../../records/calendar.js';
import { now } from '../../../records/clock.js';
import { answerContest, cancelContestLetters, type Contest as Row, findContest, listContests, lockContest, type NewContest as NewRow, raiseContest } from '../../../records/contests.js';
import { recordFact, withdrawFact } from '../../../records/eligibility-checks.js';
import { queueMail } from '../../../records/outbox.js';
import { roleAddresses, societyAddress } from '../../../records/people.js';
import { type Pool, type Scope, type Tx, wholeRealm, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { listRecords } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { Contest, ContestAnswer, ContestPage, ContestQuery, NewContest, SuppliedFact } from '../contract/eligibility.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { orNull } from '../rounds/round-view.js';
import { mustBeFree } from '../societies/records.service.js';
import { Temporal } from '../temporal.js';

/** A society may contest what is recorded about it, with reason and document; the office answers, and the checks follow the facts. */
@Injectable()
export class ContestsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  async list(scope: Scope, query: ContestQuery): Promise<ContestPage> {
    return withScope(this.pool, scope, async (tx) => {
      const { rows, total, overdue } = await listContests(tx, { ...query, after: fromCursor(query.cursor, 3) });
      const calendar = rows.some(lacksDeadline) ? await calendarIn(tx, scope.realm) : undefined;
      return { ...toPage(rows, query.limit, total, (row) => contestView(row, calendar), (row) => [row.overdue ? 0 : 1, row.raised_at, row.id]), overdue };
    });
  }

  /** Of a fact about the own society: another's is not found. */
  async raise(scope: Scope, accountId: string, request: Repeatable, societyId: string, recordId: string, { reason, document }: NewContest): Promise<Contest> {
    return this.raised(scope, accountId, request, async (tx, at, calendar) => {
      const fact = found((await listRecords(tx, societyId)).find((one) => one.id === recordId));
      if (fact.status !== 'active') throw refused('FACT_NOT_ACTIVE', { field: 'record' });
      const contest = await raiseContest(tx, { realm: scope.realm, societyId, recordId, reason, document, by: accountId, at, ...deadlineOf(at, calendar) });
      if (contest === undefined) throw refused('FACT_CONTESTED_ALREADY', { field: 'record' });
      return contest;
    });
  }

  /** What a rule asks for and nobody has recorded. */
  async supply(scope: Scope, accountId: string, request: Repeatable, societyId: string, roundId: string, { rule, reason, document }: SuppliedFact): Promise<Contest> {
    return this.raised(scope, accountId, request, async (tx, at, calendar) => {
      const { programme } = found(await loadRound(tx, roundId));
      const known = programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? stage.eligibility : []));
      if (!known.some(({ key }) => key === rule)) throw refused('PROGRAMME_KEY_UNKNOWN', { field: 'rule', params: { key: rule } });
      return found(await raiseContest(tx, { realm: scope.realm, societyId, roundId, rule, reason, document, by: accountId, at, ...deadlineOf(at, calendar, programme) }));
    });
  }

  async answer(scope: Scope, accountId: string, request: Repeatable, id: string, body: ContestAnswer): Promise<Contest> {
    const answered = await this.once.run(scope, accountId, request, async (tx) => {
      const contest = found(await lockContest(tx, id));
      if (contest.state !== 'open') throw refused('CONTEST_ANSWERED');
      const at = await now(tx, scope.realm);
      const outcome = await effect(tx, scope, accountId, contest, body);
      await answerContest(tx, id, { ...outcome, text: body.answer, by: accountId, at });
      await record(tx, { stream: `society/${contest.society_id}`, realm: scope.realm, actor: accountId, action: `contest.${outcome.state}`, body: { contest: id, record: contest.record_id, result: outcome.resultId ?? null, answer: body.answer } });
      await cancelContestLetters(tx, scope.realm, id);
      const society = await societyAddress(tx, contest.society_id);
      if (society) {
        await queueMail(tx, at, [{
          realm: scope.realm, roundId: contest.round_id, societyId: contest.society_id, key: `contestAnswered/${id}`, template: 'contestAnswered',
          params: { society: society.name, contestOutcome: outcome.state, answer: body.answer, link: '/s/profile' }, recipient: society.email, locale: society.locale,
        }]);
      }
      return contestView(found(await findContest(tx, id)));
    });
    this.temporal.wake(scope.realm, [contestsId(scope.realm), mailroomId(scope.realm)]);
    return answered;
  }

  private async raised(scope: Scope, accountId: string, request: Repeatable, work: (tx: Tx, at: number, calendar: Calendar) => Promise<Row>): Promise<Contest> {
    const view = await this.once.run(scope, accountId, request, async (tx) => {
      const at = await now(tx, scope.realm);
      const calendar = await calendarIn(tx, scope.realm);
      const contest = await work(tx, at, calendar);
      await record(tx, { stream: `society/${contest.society_id}`, realm: scope.realm, actor: accountId, action: 'contest.raise', body: { contest: contest.id, record: contest.record_id, rule: contest.rule, dueAt: orNull(contest.due_at) } });
      return contestView(contest, calendar);
    });
    // A society's scope does not see who works in the office; a repeat writes no second letter.
    await withScope(this.pool, wholeRealm(scope.realm), async (tx) => {
      const staff = await roleAddresses(tx, scope.realm, 'staff');
      await queueMail(tx, Date.parse(view.raisedAt), staff.map((one) => ({
        realm: scope.realm, roundId: view.roundId, key: `contestRaised/${view.id}/${one.email}`, template: 'contestRaised',
        params: { recipient: greeting(one.locale), society: view.society.name, reason: view.reason, answerBy: view.dueAt ?? 'unknown', link: `/w/societies/${view.society.id}` }, recipient: one.email, locale: one.locale,
      })));
    });
    this.temporal.wake(scope.realm, [contestsId(scope.realm), mailroomId(scope.realm)]);
    return view;
  }
}

async function effect(tx: Tx, scope: Scope, by: string, contest: Row, body: ContestAnswer): Promise<{ state: 'upheld' | 'corrected' | 'withdrawn' | 'recorded'; resultId?: string }> {
  switch (body.decision) {
    case 'uphold':
      return { state: 'upheld' };
    case 'withdraw':
      await mustBeFree(tx, contest.society_id, contest.record_id ?? '');
      if (contest.record_id === null || !(await withdrawFact(tx, contest.society_id, contest.record_id))) throw refused('FACT_NOT_ACTIVE', { field: 'decision' });
      return { state: 'withdrawn' };
    case 'correct': {
      await mustBeFree(tx, contest.society_id, contest.record_id ?? '');
      const added = await recordFact(tx, { ...body.record, realm: scope.realm, societyId: contest.society_id, by, ...(contest.record_id === null ? {} : { replaces: contest.record_id }) });
      if (added === undefined) throw refused('FACT_NOT_ACTIVE', { field: 'decision' });
      return { state: contest.record_id === null ? 'recorded' : 'corrected', resultId: added.id };
    }
  }
}

/** By the calendar in force; where it does not know the year the contest is taken all the same, and its deadline follows. */
function deadlineOf(at: number, calendar: Calendar, programme?: Programme): Pick<NewRow, 'basis' | 'deadline'> {
  const basis = contestBasis(at, programme);
  const deadline = contestDeadline(basis, calendar);
  return { basis, deadline: { calendar: calendar.version, dueAt: deadline.ok ? deadline.value.dueMs : null, nextAt: deadline.ok ? firstLetterAt(deadline.value, at) : null } };
}

const lacksDeadline = (row: Row): boolean => row.state === 'open' && row.due_at === null && row.due_basis !== null;

/** Why an open contest has no deadline yet. */
function dueUnknown(row: Row, calendar: Calendar | undefined): Contest['dueUnknown'] {
  const due = lacksDeadline(row) && row.due_basis !== null && calendar ? dueOf(row.due_basis, calendar) : undefined;
  return due === undefined || due.ok ? null : { code: due.refusal.code, year: Number(due.refusal.params?.['year']) };
}

/** The letter is about a society and goes to somebody else. */
const greeting = (locale: string): string => say(locale === 'en' ? 'en' : 'zh', 'mail.recipient');

/** With the calendar in force where the row may lack its deadline. */
export const contestView = (row: Row, calendar?: Calendar): Contest => ({
  id: row.id, society: { id: row.society_id, code: row.code, name: row.name }, recordId: row.record_id, roundId: row.round_id, rule: row.rule === '' ? null : row.rule,
  reason: row.reason, document: row.document, raisedAt: toInstant(row.raised_at), dueAt: orNull(row.due_at), dueUnknown: dueUnknown(row, calendar), overdue: row.overdue, state: row.state, answer: row.answer,
  answeredAt: orNull(row.answered_at), resultId: row.result_id,
});
