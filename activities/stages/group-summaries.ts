/**
 * The opinions of the discipline groups ([C]): each leader owes one, with a ranking of the group and whatever dissent there is.
 * A group without a leader gets one by lot from those who scored most in it.
 */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { stableHash } from '../../domain/hash.js';
import type { Span } from '../../domain/programme/dates.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, type Result } from '../../domain/refusal.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { type GroupSheet, leadersOf, nameLeader, sheetsOf, summariesOf } from '../../records/group-summaries.js';
import { owed } from '../../records/tasks.js';
import { plannedStage, type StepContext, type StepHandler } from '../context.js';
import { iso } from '../input.js';
import { writeToAccount } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { inside } from './inside-review.js';
import { seedOf } from './matching.js';

export const groupSummaries: StepHandler = {
  async open(context) {
    if (!plannedStage(context, 'expertReview').summary) return accept({});
    const span = spanOf(context);
    if (!span.ok) return span;
    const leaders = await leadersFor(context, await sheetsOf(context.tx, context.round.id));
    const gateId = await openWithTasks(context, span.value, leaders.map(({ account_id }) => ({ kind: 'groupSummary', role: 'groupLeader', accountId: account_id })));
    for (const { account_id } of leaders) await writeToAccount(context, account_id, 'taskOpened', `${context.wait.workflow_id}/groupSummary`, { task: 'groupSummary', dueAt: iso(span.value.dueMs), link: '/home' });
    return accept({ gateId });
  },
  async look(context) {
    const { gate, tx, at } = context;
    const signed = await summariesOf(tx, context.round.id);
    const outcome = { summaries: signed.length, dissent: signed.reduce((sum, { dissent }) => sum + dissent.length, 0) };
    if (!gate) return { done: outcome };
    const open = await owed(tx, gate.id);
    if (open.length === 0) {
      await sealGate(tx, gate.id, at);
      return { done: outcome, inputs: signed.map(({ panel, ranking }) => [panel, ranking]) };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const late = at >= due;
    return { role: 'groupLeader', what: 'groupSummaries', params: { open: open.length }, until: late ? null : due, attention: late ? 'overdue' : 'none' };
  },
};

/** When scoring took longer than planned, leaders have the next working day all the same. */
function spanOf(context: StepContext): Result<Span> {
  const planned = inside(context, 'summary');
  if (!planned.ok || planned.value.dueMs > context.at) return planned;
  const basis = periodFrom(context.at, 1, 'workingDays');
  const due = dueOf(basis, calendarOf(context.round.settings));
  return due.ok ? accept({ opensMs: context.at, dueMs: due.value, basis }) : due;
}

/** One for each group that has sheets: named before, else drawn among those with most sheets in the group. */
async function leadersFor(context: StepContext, sheets: readonly GroupSheet[]) {
  const before = await leadersOf(context.tx, context.round.id);
  const leading = new Set(before.map(({ expert_id }) => expert_id));
  const named = new Set(before.map(({ panel }) => panel));
  const groups = [...new Set(sheets.map(({ group }) => group))].sort();
  for (const group of groups.filter((one) => !named.has(one))) {
    const written = new Map<string, { code: string; n: number }>();
    for (const sheet of sheets.filter((one) => one.group === group && !leading.has(one.expert_id))) {
      written.set(sheet.expert_id, { code: sheet.expert, n: (written.get(sheet.expert_id)?.n ?? 0) + 1 });
    }
    const lot = ({ code }: { code: string }) => stableHash(`${seedOf(context)}/leader/${group}/${code}`);
    const [first] = [...written].sort(([, a], [, b]) => b.n - a.n || lot(a) - lot(b) || (a.code < b.code ? -1 : 1));
    if (!first) continue;
    leading.add(first[0]);
    await nameLeader(context.tx, context.round.id, group, first[0]);
  }
  return (await leadersOf(context.tx, context.round.id)).filter(({ panel }) => groups.includes(panel));
}
