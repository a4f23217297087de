/**
 * Money of a project that has ended badly: what was not spent comes back by a deadline [C], in one payment or several. Late, it
 * is stuck and seen; it ends when all has come in, or when the rest is written off by a recorded decision.
 */
import { dueOf, periodFrom } from '../domain/calendar/due-basis.js';
import { yuan } from '../domain/funds/budget.js';
import { calendarOf } from '../domain/programme/settings.js';
import { accept, refuse } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { latestOwedDue, sealGate } from '../records/gates.js';
import { balances, type Project } from '../records/projects.js';
import { settleTasks } from '../records/tasks.js';
import { type CommandHandler, projectOf, type StepContext, type StepHandler } from './context.js';
import { iso, minutesOf, reasonOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { writeOff } from './money.js';
import { openWithTasks } from './opening.js';

/** [C] Working days where a programme says nothing. */
const WORKING_DAYS = 30;

export const repayment: StepHandler = {
  async open(context) {
    const project = projectOf(context);
    const cents = await claimedCents(context, project);
    if (cents === 0) return accept({});
    const basis = periodFrom(context.at, context.round.programme.funds?.repayment.workingDays ?? WORKING_DAYS, 'workingDays');
    const due = dueOf(basis, calendarOf(context.round.settings));
    if (!due.ok) return due;
    const gateId = await openWithTasks(context, { opensMs: context.at, dueMs: due.value, basis }, [{ kind: 'clawback', role: 'society', societyId: project.society_id }]);
    await writeToSociety(context, project.society_id, 'clawbackDue', `${project.id}/${context.at}`, { amountYuan: yuan(cents), dueAt: iso(due.value) });
    return accept({ gateId });
  },

  async look(context) {
    const { gate, tx, at } = context;
    const cents = await claimedCents(context, projectOf(context));
    if (!gate || cents === 0) {
      if (gate) {
        await settleTasks(tx, gate.id, null, 'done', at);
        await sealGate(tx, gate.id, at);
      }
      return { done: { outstandingCents: cents } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const late = at >= due;
    return { role: 'society', what: 'clawback', params: { outstanding: yuan(cents) }, until: late ? null : due, attention: late ? 'overdue' : 'none' };
  },

  commands: { writeOffClaim },
};

/** What is left of the claim is given up: a collective decision, with the number of its minutes and a reason. */
async function writeOffClaim(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const project = projectOf(context);
  const cents = await claimedCents(context, project);
  if (cents === 0) return refuse({ code: 'NOTHING_OUTSTANDING' });
  await writeOff(context, project, 'unspent', cents);
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: 'money.writtenOff', body: { cents, minutes: minutes.value, reason: reason.value },
  });
  await writeToSociety(context, project.society_id, 'clawbackWrittenOff', `${project.id}/${context.command.id}`, { amountYuan: yuan(cents), minutes: minutes.value });
  return accept({ writtenOffCents: cents, outstandingCents: 0 });
}

const claimedCents = async ({ tx }: StepContext, { id }: Project): Promise<number> => (await balances(tx, id)).clawback ?? 0;
