/** Money that comes back on a claim: recorded as finance sees it; a mistake stays on record and counts no more, or counts again. */
import { yuan } from '../../domain/funds/budget.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { outstandingOf, takeReturn } from '../../domain/sanctions/clawback.js';
import { addReturn, countReturn, findReturn, type Sanction, voidReturn as voidRow } from '../../records/sanctions.js';
import type { CommandContext, CommandHandler } from '../context.js';
import { reasonOf, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { recover, reverseEvents, unrecover } from '../money.js';
import { caseOf, clawbackOf, mustHaveProject } from './case.js';
import { note } from './collective.js';

/** Money that has arrived, as finance sees it: amount, day, voucher. */
export const recordReturn: CommandHandler = async (context, body) => {
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
};

export const voidReturn: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  return reason.ok ? voidPayment(context, await caseOf(context), textOf(body.returnId), reason.value) : reason;
};

/** Recorded by mistake: it stays and counts no more; whoever was told that it had come is told. */
export async function voidPayment(context: CommandContext, sanction: Sanction, id: string, reason: string): Promise<Result<Record<string, unknown>>> {
  const amountCents = await voidRow(context.tx, sanction.id, id, reason, context.at);
  if (amountCents === undefined) return refuse({ code: 'NOT_FOUND', field: 'returnId' });
  await unrecover(context, await mustHaveProject(context, sanction), `${sanction.id}/${id}`, amountCents);
  return changed(context, sanction, { id, amountCents, reason, counts: false });
}

/** It had been voided by mistake: as far as it is still claimed, and its voucher is not recorded again. */
export async function countPayment(context: CommandContext, sanction: Sanction, id: string, reason: string): Promise<Result<Record<string, unknown>>> {
  const { tx } = context;
  const row = await findReturn(tx, sanction.id, id);
  if (row?.voided_at === null || row === undefined) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const taken = takeReturn(await clawbackOf(context, sanction), row.amount_cents);
  if (!taken.ok) return taken;
  if (!(await countReturn(tx, sanction.id, id))) return refuse({ code: 'VOUCHER_RECORDED', field: 'voucher', params: { voucher: row.voucher } });
  await reverseEvents(context, await mustHaveProject(context, sanction), [`unrecover/${sanction.id}/${id}`]);
  return changed(context, sanction, { id, amountCents: row.amount_cents, reason, counts: true });
}

async function changed(context: CommandContext, sanction: Sanction, one: { id: string; amountCents: number; reason: string; counts: boolean }): Promise<Result<Record<string, unknown>>> {
  const money = await clawbackOf(context, sanction);
  const outstandingCents = outstandingOf(money);
  await note(context, sanction, one.counts ? 'sanction.returnCounted' : 'sanction.returnVoided', { id: one.id, amountCents: one.amountCents, reason: one.reason });
  await writeToSociety(context, sanction.society_id, one.counts ? 'clawbackCounted' : 'clawbackVoided', `${one.id}/${context.command.id}`, {
    amountYuan: yuan(one.amountCents), outstandingYuan: yuan(outstandingCents), reason: one.reason,
  });
  return accept({ returnId: one.id, recoveredCents: money.recoveredCents, outstandingCents });
}
