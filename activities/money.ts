/**
 * Money movements of a project, in cents: promised at the award; notified or paid when the step is over that an instalment
 * is bound to; released when nothing more is paid. Every movement is one balanced posting, once per event.
 */
import { paymentPlan, type PlannedPayment } from '../domain/funds/instalments.js';
import { belowZero, movements, overdrawn, type Posting } from '../domain/funds/ledger.js';
import { projectStepsOf } from '../domain/programme/schema.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { addInstalments, changeInstalment, type InstalmentRow, instalmentsOf } from '../records/money.js';
import { balances, hasPosting, post, type Project, reverseEvents as reversePostings } from '../records/projects.js';
import { type CommandContext, Refused, type StepContext } from './context.js';
import { writeToRole, writeToSociety } from './mailing.js';

/** The whole sum of all implementation years, and the instalments in which it will be paid. */
export async function commit(context: StepContext, project: Project, years: number): Promise<void> {
  if (project.amount_cents * years > 0) await write(context, project, 'award', movements.commit(project.number, project.amount_cents * years));
  await addInstalments(context.tx, project, paymentsOf(context, project));
}

/** What a step, or one thing owed in it (`on`), releases. `percent`: what a verdict leaves of it. Returns what is paid or notified. */
export interface Bound {
  step: string;
  on?: string;
  percent?: number;
}

export interface PaidOut {
  paidCents: number;
  releasedCents: number;
  year?: number;
}

export async function payBound(context: StepContext, project: Project, { step, on, percent = 100 }: Bound): Promise<PaidOut> {
  const plan = paymentsOf(context, project).filter((one) => one.step === step && one.on === on);
  if (plan.length === 0) return { paidCents: 0, releasedCents: 0 };
  const rows = await knownInstalments(context, project);
  const out: PaidOut = { paidCents: 0, releasedCents: 0 };
  for (const planned of plan) {
    const row = rows.find(({ key, state }) => key === planned.key && state === 'planned');
    if (!row) continue;
    const cents = Math.floor((row.planned_cents * percent) / 100);
    await changeInstalment(context.tx, project.id, row.key, { cents, ...(percent === 100 ? {} : { percent }), command_id: commandOf(context), notified_at: context.at, state: 'notified' });
    await release(context, project, row.key, row.planned_cents - cents);
    if (cents > 0) await send(context, project, row.key, cents);
    out.paidCents += cents;
    out.releasedCents += row.planned_cents - cents;
    out.year = row.year;
  }
  return out;
}

/** 拨付通知 where the programme waits for receipt and arrival; else it counts as paid at once. */
async function send(context: StepContext, project: Project, key: string, cents: number): Promise<void> {
  if (!waitsForArrival(context)) {
    await write(context, project, `instalment/${key}`, movements.pay(project.number, cents));
    await changeInstalment(context.tx, project.id, key, { state: 'arrived', arrived_at: context.at });
    return;
  }
  await write(context, project, `notice/${key}`, movements.notify(project.number, cents));
  const params = { number: project.number, amountYuan: (cents / 100).toFixed(2) };
  await writeToSociety(context, project.society_id, 'disbursementNotice', `${project.id}/${key}`, params);
  await writeToRole(context, 'finance', 'disbursementOrder', `${project.id}/${key}`, params);
}

const waitsForArrival = ({ round }: StepContext): boolean => projectStepsOf(round.programme).some(({ owes }) => owes.some(({ kind }) => kind === 'arrivalConfirmation'));

/** Notified and not yet arrived, oldest first. */
export async function underWay(context: StepContext, project: Project): Promise<InstalmentRow[]> {
  return (await instalmentsOf(context.tx, project.id)).filter(({ state, cents }) => (state === 'notified' || state === 'receipted') && cents > 0);
}

export async function receipted(context: StepContext, project: Project, factId: string): Promise<void> {
  const [one] = (await underWay(context, project)).filter(({ state }) => state === 'notified');
  if (one) await changeInstalment(context.tx, project.id, one.key, { state: 'receipted', receipt_fact_id: factId });
}

/** 到账确认: the money is the society's to spend from now on. */
export async function arrived(context: StepContext, project: Project, factId: string): Promise<void> {
  const [one] = await underWay(context, project);
  if (!one) return;
  await write(context, project, `arrival/${one.key}`, movements.arrive(project.number, one.cents));
  await changeInstalment(context.tx, project.id, one.key, { state: 'arrived', arrival_fact_id: factId, arrived_at: context.at });
}

/** Back to the appropriation, once per event: an adjusted instalment's remainder, or everything at the end. */
export async function release(context: StepContext, project: Project, event: string, cents: number): Promise<void> {
  if (cents > 0) await write(context, project, `release/${event}`, movements.release(project.number, cents));
}

/** Nothing more is paid: what was notified and has not arrived is held back, and all that is promised goes back. */
export async function releaseRest(context: StepContext, project: Project): Promise<number> {
  for (const { key, cents } of await underWay(context, project)) await write(context, project, `hold/${key}`, movements.hold(project.number, cents));
  for (const { key, state } of await instalmentsOf(context.tx, project.id)) {
    if (state !== 'arrived') await changeInstalment(context.tx, project.id, key, { state: 'released' });
  }
  const rest = (await balances(context.tx, project.id)).commitments ?? 0;
  await release(context, project, 'rest', rest);
  return rest;
}

/** 003 §5.2: what was paid is claimed back. `sanction` is the case's id. */
export async function claim(context: StepContext, project: Project, sanction: string, cents: number): Promise<void> {
  if (cents > 0) await write(context, project, `claim/${sanction}`, movements.claim(project.number, cents));
}

/** One payment on a claim; `event` is the case and the payment. */
export async function recover(context: StepContext, project: Project, event: string, cents: number): Promise<void> {
  await write(context, project, `recover/${event}`, movements.recover(project.number, cents));
}

export async function unrecover(context: StepContext, project: Project, event: string, cents: number): Promise<void> {
  await write(context, project, `unrecover/${event}`, movements.unrecover(project.number, cents));
}

export async function writeOff(context: StepContext, project: Project, sanction: string, cents: number): Promise<void> {
  await write(context, project, `writeOff/${sanction}`, movements.writeOff(project.number, cents));
}

/** A sanction lifted on appeal: everything about its claim is reversed, each part by a posting of its own. Cents. */
export async function unclaim(context: StepContext, project: Project, sanction: string, parts: { unclaimed: number; restituted: number; reinstated: number }): Promise<void> {
  if (parts.unclaimed > 0) await write(context, project, `unclaim/${sanction}`, movements.unclaim(project.number, parts.unclaimed));
  if (parts.restituted > 0) await write(context, project, `restitute/${sanction}`, movements.restitute(project.number, parts.restituted));
  if (parts.reinstated > 0) await write(context, project, `reinstate/${sanction}`, movements.reinstate(project.number, parts.reinstated));
}

/** What a corrected decision posted is taken back by reversing entries; what has been disposed of since stands in the way. */
export async function reverseEvents(context: CommandContext, project: Project, events: string[]): Promise<void> {
  await reversePostings(context.tx, project.id, events, context.command.id, context.at);
  const short = belowZero(await balances(context.tx, project.id));
  if (short) throw new Refused({ code: 'ACCOUNT_OVERDRAWN', params: { society: project.number, ...short } });
}

/** Unspent money of a project that has ended badly is claimed back. */
export async function claimUnspent(context: StepContext, project: Project, cents: number): Promise<void> {
  if (cents > 0) await write(context, project, 'claim/unspent', movements.claim(project.number, cents));
}

const paymentsOf = ({ round }: StepContext, project: Project): PlannedPayment[] => {
  const plan = paymentPlan(round.programme, round.settings, project.amount_cents);
  if (!plan.ok) throw new Refused(plan.refusal);
  return plan.value;
};

/** A project that was awarded before instalments had rows gets them; what was paid by then has arrived. */
async function knownInstalments(context: StepContext, project: Project): Promise<InstalmentRow[]> {
  const known = await instalmentsOf(context.tx, project.id);
  if (known.length > 0) return known;
  await addInstalments(context.tx, project, paymentsOf(context, project));
  for (const { key, year } of await instalmentsOf(context.tx, project.id)) {
    if (await hasPosting(context.tx, `${project.id}/instalment/${year}`)) await changeInstalment(context.tx, project.id, key, { state: 'arrived', arrived_at: context.at });
  }
  return instalmentsOf(context.tx, project.id);
}

const commandOf = (context: StepContext): string | null => ('command' in context ? (context as { command: { id: string } }).command.id : null);

async function write(context: StepContext, project: Project, event: string, posting: Result<Posting>): Promise<void> {
  const checked = posting.ok ? covered(await balances(context.tx, project.id), posting.value) : posting;
  if (!checked.ok) throw new Refused(checked.refusal);
  const [memo = event] = event.split('/');
  await post(context.tx, {
    realm: context.wait.realm, projectId: project.id, societyId: project.society_id, posting: `${project.id}/${event}`, memo, at: context.at,
    entries: checked.value.lines.map(({ account, amountCents }) => ({ account, amountCents })),
  });
}

/** No account but the appropriation runs negative: nothing is paid that was not promised, nor reclaimed that was not paid. */
function covered(before: Record<string, number>, posting: Posting): Result<Posting> {
  const short = overdrawn(before, posting);
  return short ? refuse({ code: 'ACCOUNT_OVERDRAWN', params: { society: posting.lines[0]?.society ?? '', ...short } }) : accept(posting);
}
