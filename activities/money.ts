/** Money movements of a project, in cents: promised at the award, paid by instalment, released when nothing more is paid. */
import { movements, type Posting } from '../domain/funds/ledger.js';
import type { Result } from '../domain/refusal.js';
import { balances, post, type Project } from '../records/projects.js';
import { Refused, type StepContext } from './context.js';

/** The whole sum of all implementation years. */
export async function commit(context: StepContext, project: Project, years: number): Promise<void> {
  await write(context, project, 'award', movements.commit(project.number, project.amount_cents * years));
}

/** The instalment of one implementation year, never more than what is still promised. Returns what was paid. */
export async function disburse(context: StepContext, project: Project, year: number, cents: number): Promise<number> {
  const promised = (await balances(context.tx, project.id)).commitments ?? 0;
  const paid = Math.min(cents, promised);
  if (paid > 0) await write(context, project, `instalment/${year}`, movements.pay(project.number, paid));
  return paid;
}

/** Back to the appropriation, once per event: an adjusted year's remainder, or everything at the end. */
export async function release(context: StepContext, project: Project, event: string, cents: number): Promise<void> {
  if (cents > 0) await write(context, project, `release/${event}`, movements.release(project.number, cents));
}

export async function releaseRest(context: StepContext, project: Project): Promise<number> {
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

async function write(context: StepContext, project: Project, event: string, posting: Result<Posting>): Promise<void> {
  if (!posting.ok) throw new Refused(posting.refusal);
  const [memo = event] = event.split('/');
  await post(context.tx, {
    realm: context.wait.realm, projectId: project.id, societyId: project.society_id, posting: `${project.id}/${event}`, memo, at: context.at,
    entries: posting.value.lines.map(({ account, amountCents }) => ({ account, amountCents })),
  });
}
