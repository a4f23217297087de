/** Gives an open task to another expert or auditor, in one transaction: rows only, so it works while Temporal is down. */
import { remindersId } from '../domain/ids.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { now } from './clock.js';
import { lockGate } from './gates.js';
import { queueMail } from './outbox.js';
import { instant, type Tx } from './pool.js';
import { addReviews, conflictsOf, expertOfAccount, panelOf, reviewsOf, setReviewState } from './reviews.js';
import { ring } from './waits.js';

export interface Reassigned {
  taskId: string;
  roundId: string;
  kind: string;
  from: string | null;
  to: string;
  /** Workflows to wake after the commit. */
  wake: string[];
}

interface TaskRow {
  id: string;
  realm: string;
  round_id: string;
  gate_id: number;
  application_id: string | null;
  kind: string;
  role: string;
  account_id: string | null;
  state: string;
  due_at: number;
  deadline_version: number;
}

export async function reassignTask(tx: Tx, taskId: string, accountId: string): Promise<Result<Reassigned>> {
  const found = await findTask(tx, taskId);
  if (!found) return refuse({ code: 'NOT_FOUND', field: 'taskId' });
  // Nobody hands in while it changes hands; then the task is read again.
  await lockGate(tx, found.gate_id);
  const task = (await findTask(tx, taskId)) ?? found;
  if (task.state !== 'open') return refuse({ code: 'TASK_ALREADY_DONE', field: 'taskId' });
  if (task.kind !== 'score' && task.role !== 'auditor') return refuse({ code: 'TASK_NOT_REASSIGNABLE', field: 'taskId' });
  if (task.account_id === accountId) return refuse({ code: 'ASSIGNEE_ALREADY', field: 'accountId' });
  const person = await activeMember(tx, accountId, task.role);
  if (!person) return refuse({ code: 'ASSIGNEE_LACKS_ROLE', field: 'accountId' });
  if (task.kind === 'score') {
    const moved = await moveReview(tx, task, accountId);
    if (!moved.ok) return moved;
  }
  const at = await now(tx, task.realm);
  // The new version makes reminders to whoever had it stale, and arms those of whoever has it now.
  const version = task.deadline_version + 1;
  await tx.query('UPDATE task SET account_id = $2, deadline_version = $3, armed_at = $4 WHERE id = $1', [task.id, accountId, version, instant(at)]);
  await queueMail(tx, at, [{
    realm: task.realm, roundId: task.round_id, key: `taskOpened/${task.id}/${version}/${accountId}`, template: 'taskOpened', recipient: person.email, locale: person.locale,
    params: { recipient: person.name, task: task.kind, dueAt: instant(task.due_at), link: `/tasks/${task.id}` },
  }]);
  await ring(tx, remindersId(task.round_id));
  return accept({ taskId: task.id, roundId: task.round_id, kind: task.kind, from: task.account_id, to: accountId, wake: [remindersId(task.round_id)] });
}

async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  return (await tx.query<TaskRow>('SELECT t.*, coalesce(t.due_at, g.due_at) AS due_at FROM task t JOIN gate g ON g.id = t.gate_id WHERE t.id = $1', [id])).rows[0];
}

async function activeMember(tx: Tx, accountId: string, role: string): Promise<{ email: string; locale: string; name: string } | undefined> {
  return (await tx.query<{ email: string; locale: string; name: string }>(
    `SELECT a.email, a.locale, a.name FROM account a JOIN membership m ON m.account_id = a.id WHERE a.id = $1 AND a.status = 'active' AND m.role = $2`, [accountId, role])).rows[0];
}

/** The review goes with the task: the same conditions as for a substitute after a recusal. */
async function moveReview(tx: Tx, task: TaskRow, accountId: string): Promise<Result<object>> {
  const applicationId = task.application_id ?? '';
  const expert = await expertOfAccount(tx, accountId);
  const panel = await panelOf(tx, task.round_id, true);
  if (!expert || !panel.some((member) => member.id === expert.id)) return refuse({ code: 'ASSIGNEE_NOT_ON_PANEL', field: 'accountId' });
  const conflicts = await conflictsOf(tx, task.round_id);
  if (conflicts.some((one) => one.expert_id === expert.id && one.application_id === applicationId)) return refuse({ code: 'ASSIGNEE_HAS_CONFLICT', field: 'accountId' });
  const reviews = await reviewsOf(tx, task.round_id);
  if (reviews.some((review) => review.expert_id === expert.id && review.application_id === applicationId)) return refuse({ code: 'ASSIGNEE_ALREADY', field: 'accountId' });
  const load = reviews.filter((review) => review.expert_id === expert.id && (review.state === 'assigned' || review.state === 'scored')).length;
  if (load >= expert.max_load) return refuse({ code: 'ASSIGNEE_FULL', field: 'accountId', params: { most: expert.max_load } });
  const before = task.account_id === null ? undefined : await expertOfAccount(tx, task.account_id);
  if (before) await setReviewState(tx, applicationId, before.id, 'released');
  await addReviews(tx, task.realm, task.round_id, [{ applicationId, expertId: expert.id }]);
  return accept({});
}
