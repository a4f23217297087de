/**
 * 003 §5.2: 收回已拨付的专项资金: disbursed − returned, by a deadline [C], in one payment or several; no interest [C]. Late, it is
 * stuck and seen; it ends when all has come in, when the rest is written off by a recorded decision, or on appeal.
 */
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { outstandingOf, takeReturn, writeOff } from '../../domain/sanctions/clawback.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { addReturn, type Sanction, voidReturn, writeOffSanction } from '../../records/sanctions.js';
import { settleTasks } from '../../records/tasks.js';
import type { CommandContext, CommandHandler, StepHandler } from '../context.js';
import { iso, reasonOf, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { recover, unrecover, writeOff as writeOffMoney } from '../money.js';
import { openWithTasks } from '../opening.js';
import { caseOf, clawbackOf, projectOfCase, rulesOf, workingDaysFrom, yuan } from './case.js';
import { type CollectiveDecision, collectively, note, noteDecision } from './collective.js';
import { lift } from './lift.js';

export const clawback: StepHandler = {
  async open(context) {
    const sanction = await caseOf(context);
    if (sanction.claim_cents === 0) return accept({});
    const due = workingDaysFrom(context, rulesOf(context).repayment.workingDays);
    if (!due.ok) return due;
    const gateId = await openWithTasks(context, { opensMs: context.at, ...due.value }, [{ kind: 'clawback', role: 'society', societyId: sanction.society_id }]);
    await writeToSociety(context, sanction.society_id, 'clawbackDue', sanction.id, { amountYuan: yuan(sanction.claim_cents), dueAt: iso(due.value.dueMs) });
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

  commands: { recordReturn, voidReturn: voidOne, writeOffClawback: collectively(writeOffRest), liftSanction: lift },
};

/** Money that has arrived, as finance sees it: amount, day, voucher. */
async function recordReturn(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const { tx, at } = context;
  const sanction = await caseOf(context);
  const amountCents = Number(body.amountCents);
  const taken = takeReturn(await clawbackOf(context, sanction), amountCents);
  if (!taken.ok) return taken;
  const id = await addReturn(tx, {
    realm: context.wait.realm, sanctionId: sanction.id, societyId: sanction.society_id, amountCents, receivedOn: textOf(body.receivedOn), voucher: textOf(body.voucher),
    by: context.command.principal, at,
  });
  if (id === undefined) return refuse({ code: 'VOUCHER_RECORDED', field: 'voucher', params: { voucher: textOf(body.voucher) } });
  await recover(context, await mustHaveProject(context, sanction), `${sanction.id}/${id}`, amountCents);
  const outstandingCents = outstandingOf(taken.value);
  await note(context, sanction, 'sanction.return', { id, amountCents, receivedOn: textOf(body.receivedOn), voucher: textOf(body.voucher), outstandingCents });
  await writeToSociety(context, sanction.society_id, 'clawbackReturned', id, { amountYuan: yuan(amountCents), outstandingYuan: yuan(outstandingCents) });
  return accept({ returnId: id, recoveredCents: taken.value.recoveredCents, outstandingCents });
}

/** Recorded by mistake: it stays and counts no more. */
async function voidOne(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const sanction = await caseOf(context);
  const id = textOf(body.returnId);
  const amountCents = await voidReturn(context.tx, sanction.id, id, reason.value, context.at);
  if (amountCents === undefined) return refuse({ code: 'NOT_FOUND', field: 'returnId' });
  await unrecover(context, await mustHaveProject(context, sanction), `${sanction.id}/${id}`, amountCents);
  const money = await clawbackOf(context, sanction);
  await note(context, sanction, 'sanction.returnVoided', { id, amountCents, reason: reason.value });
  return accept({ returnId: id, recoveredCents: money.recoveredCents, outstandingCents: outstandingOf(money) });
}

async function writeOffRest(context: CommandContext, decision: CollectiveDecision): Promise<Result<Record<string, unknown>>> {
  const { sanction, minutes, reason } = decision;
  const before = await clawbackOf(context, sanction);
  const after = writeOff(before);
  if (!after.ok) return after;
  const writtenOffCents = outstandingOf(before);
  await writeOffMoney(context, await mustHaveProject(context, sanction), sanction.id, writtenOffCents);
  await writeOffSanction(context.tx, sanction.id, writtenOffCents, { minutes, reason, by: context.command.principal, at: iso(context.at), cents: writtenOffCents });
  await noteDecision(context, decision, 'sanction.writtenOff', { writtenOffCents });
  await writeToSociety(context, sanction.society_id, 'clawbackWrittenOff', sanction.id, { amountYuan: yuan(writtenOffCents), minutes });
  return accept({ writtenOffCents, outstandingCents: 0 });
}

/** Money is claimed only from a project. */
async function mustHaveProject(context: CommandContext, sanction: Sanction) {
  const project = await projectOfCase(context, sanction);
  if (!project) throw new Error(`${context.wait.workflow_id} claims money of no project`);
  return project;
}
