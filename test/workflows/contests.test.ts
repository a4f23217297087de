import { shippedCalendar } from '../../domain/calendar/working-days.js';
import { contestBasis, contestDeadline, firstLetterAt } from '../../domain/eligibility/contest-deadline.js';
import { contestsId } from '../../domain/ids.js';
import { answerContest, cancelContestLetters, raiseContest } from '../../records/contests.js';
import { only } from '../../records/pool.js';
import { until } from '../support/poll.js';
import { addAccount, letters, rows } from './acting.js';
import { openWorld, type RealmWorld, STAFF, type World } from './world.js';

const RAISED = '2021-11-05T09:00:00+08:00';

let world: World;
beforeAll(async () => {
  world = await openWorld(RAISED);
});
afterAll(() => world.close());

/** Raised on Friday 5 November: ten working days end on the 19th, two before that is the 17th. */
test('the office is reminded before the deadline, office and leadership are told after it, once each; answered, nobody waits (choice)', async () => {
  const [staff, leadership] = [await addAccount(world, 'staff'), await addAccount(world, 'leadership')];
  const id = await raise(world);
  await world.stepTo('2021-11-17T08:59:00+08:00');
  expect(await told(world)).toEqual([]);
  await world.stepTo('2021-11-17T09:00:00+08:00');
  await again(world);
  expect(await told(world)).toEqual([['contestDueSoon', staff.email, 'sent']]);
  expect(await shown(world)).toEqual({ status: 'RUNNING', Mode: ['rehearsal'], WaitingFor: ['staff'], Attention: ['none'], Stage: ['contests'] });
  await world.stepTo('2021-11-22T09:00:00+08:00');
  expect((await told(world)).slice(1)).toEqual([['contestOverdue', leadership.email, 'sent'], ['contestOverdue', staff.email, 'sent']]);
  const [late] = await letters(world, 'contestOverdue');
  expect(late?.body).toContain('答复期限：2021年11月19日（周五）24:00');
  await until(async () => String((await shown(world)).Attention) === 'overdue');
  await answer(world, id);
  await until(async () => (await shown(world)).status === 'COMPLETED');
  expect(await world.inScope(async (tx) => (await tx.query('SELECT app.next_due($1) AS due', [world.realm])).rows)).toEqual([{ due: null }]);
});

test('answered in time, nobody is written to, also when the reminder was queued and not sent yet (choice)', async () => {
  const here = await world.another();
  await addAccount(here, 'staff');
  const id = await raise(here);
  await answer(here, id);
  await here.stepTo('2021-12-01T09:00:00+08:00');
  expect(await told(here)).toEqual([]);
  await until(async () => (await shown(here)).status === 'COMPLETED');
  await here.inScope(async (tx) => {
    await tx.query(`INSERT INTO outbox (realm, unique_key, template, params, recipient, queued_at) VALUES ($1, 'k', 'contestDueSoon', $2, 'x@example.org', now())`, [here.realm, { contest: id }]);
    await cancelContestLetters(tx, here.realm, id);
  });
  expect(await told(here)).toEqual([['contestDueSoon', 'x@example.org', 'cancelled']]);
});

test('after an outage only the later letter goes out (DESIGN §5); what was raised before there were deadlines gets one', async () => {
  const here = await world.another('2021-12-31T09:00:00+08:00');
  await addAccount(here, 'staff');
  await raise(here);
  const old = await raise(here);
  await here.inScope((tx) => tx.query(`UPDATE fact_contest SET due_at = NULL, due_calendar = '', next_at = app.now(realm) WHERE id = $1`, [old]));
  await here.wake(contestsId(here.realm));
  await here.quiet();
  expect(await rows(here, 'SELECT due_calendar, reminded_at, overdue_told_at, next_at IS NULL AS over FROM fact_contest ORDER BY due_calendar')).toMatchObject([{ over: true }, { over: true }]);
  expect((await told(here)).map(([template]) => template)).toEqual(['contestOverdue', 'contestOverdue']);
});

/** As the API does it: the row, then the nudge. Raised on 5 November, whenever that is told. */
async function raise(here: RealmWorld): Promise<string> {
  const at = Date.parse(RAISED);
  const basis = contestBasis(at, undefined);
  const deadline = contestDeadline(basis, shippedCalendar);
  if (!deadline.ok) throw new Error(deadline.refusal.code);
  const { id } = await here.inScope(async (tx) => {
    const society = only((await tx.query<{ id: string }>(
      `INSERT INTO society (realm, code, name, discipline_group, email, authority) SELECT $1, 'S' || count(*), '示例学会', 'science', 's@example.org', 'CAST' FROM society RETURNING id`, [here.realm])).rows);
    return only([await raiseContest(tx, {
      realm: here.realm, societyId: society.id, rule: 'annualInspection', reason: '结论有误', document: '更正', by: STAFF, at, basis,
      deadline: { calendar: shippedCalendar.version, dueAt: deadline.value.dueMs, nextAt: firstLetterAt(deadline.value, at) },
    })]) ?? { id: '' };
  });
  await here.wake(contestsId(here.realm));
  return id;
}

async function answer(here: RealmWorld, id: string): Promise<void> {
  await here.inScope((tx) => answerContest(tx, id, { state: 'upheld', text: '属实', by: STAFF, at: Date.parse(RAISED) }));
  await here.wake(contestsId(here.realm));
}

/** As if what was done had been lost: the letter's key is there. */
async function again(here: RealmWorld): Promise<void> {
  await here.inScope((tx) => tx.query(`UPDATE fact_contest SET next_at = app.now(realm) WHERE state = 'open'`));
  await here.wake(contestsId(here.realm));
  await here.quiet();
}

const told = async (here: RealmWorld) => (await letters(here)).map(({ template, recipient, state }) => [template, recipient, state]);

/** What an administrator sees of the workflow. */
async function shown(here: RealmWorld): Promise<{ status: string; Mode: unknown; WaitingFor: unknown; Attention: unknown; Stage: unknown }> {
  const { status, searchAttributes } = await here.client.workflow.getHandle(contestsId(here.realm)).describe();
  const { Mode, WaitingFor, Attention, Stage } = searchAttributes;
  return { status: status.name, Mode, WaitingFor, Attention, Stage };
}
