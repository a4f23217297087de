/**
 * 003 §5.2: 收回已拨付的专项资金: disbursed − returned, by a deadline [C], in one payment or several; no interest [C]. Late, it is
 * stuck and seen; it ends when all has come in, when the rest is written off by a recorded decision, or on appeal.
 */
import { yuan } from '../../domain/funds/budget.js';
import { accept, type Result } from '../../domain/refusal.js';
import { outstandingOf, writeOff } from '../../domain/sanctions/clawback.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { writeOffSanction } from '../../records/sanctions.js';
import { settleTasks } from '../../records/tasks.js';
import type { CommandContext, StepHandler } from '../context.js';
import { iso } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { writeOff as writeOffMoney } from '../money.js';
import { openWithTasks } from '../opening.js';
import { caseOf, clawbackOf, mustHaveProject, rulesOf, workingDaysFrom } from './case.js';
import { type CollectiveDecision, collectively, noteDecision } from './collective.js';
import { lift } from './lift.js';
import { recordReturn, voidReturn } from './returns.js';

export const clawback: StepHandler = {
  async open(context) {
    const sanction = await caseOf(context);
    const outstanding = outstandingOf(await clawbackOf(context, sanction));
    if (outstanding === 0) return accept({});
    const due = workingDaysFrom(context, rulesOf(context).repayment.workingDays);
    if (!due.ok) return due;
    const gateId = await openWithTasks(context, { opensMs: context.at, ...due.value }, [{ kind: 'clawback', role: 'society', societyId: sanction.society_id }]);
    await writeToSociety(context, sanction.society_id, 'clawbackDue', `${sanction.id}/${gateId}`, { amountYuan: yuan(outstanding), dueAt: iso(due.value.dueMs) });
    return accept({ gateId });
  },

  async look(context) {
    const { gate, tx, at } = context;
    const sanction = await caseOf(context);
    const money = await clawbackOf(context, sanction);
    const outstanding = outstandingOf(money);
    const lifted = sanction.lifted_at !== null;
    if (lifted || outstanding === 0 || !gate) {
      if (gate) {
        await settleTasks(tx, gate.id, null, lifted ? 'cancelled' : 'done', at);
        await sealGate(tx, gate.id, at);
      }
      return { done: { ...money, lifted } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const late = at >= due;
    return { role: 'society', what: 'clawback', params: { outstanding: yuan(outstanding) }, until: late ? null : due, attention: late ? 'overdue' : 'none' };
  },

  commands: { recordReturn, voidReturn, writeOffClawback: collectively(writeOffRest), liftSanction: lift },
};

async function writeOffRest(context: CommandContext, decision: CollectiveDecision): Promise<Result<Record<string, unknown>>> {
  const { sanction, minutes, reason } = decision;
  const before = await clawbackOf(context, sanction);
  const after = writeOff(before);
  if (!after.ok) return after;
  const writtenOffCents = outstandingOf(before);
  await writeOffMoney(context, await mustHaveProject(context, sanction), sanction.id, writtenOffCents);
  await writeOffSanction(context.tx, sanction.id, writtenOffCents, { minutes, reason, by: context.command.principal, at: iso(context.at), cents: writtenOffCents });
  await noteDecision(context, decision, 'sanction.writtenOff', { writtenOffCents });
  await writeToSociety(context, sanction.society_id, 'clawbackWrittenOff', `${sanction.id}/${context.command.id}`, { amountYuan: yuan(writtenOffCents), minutes });
  return accept({ writtenOffCents, outstandingCents: 0 });
}
