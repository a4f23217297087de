/**
 * What is promised, paid and released, in cents, double-entry. An award promises the whole sum (`commitment` against
 * `appropriation`); an instalment turns promise into payment; what is not paid any more goes back.
 */
import { balances, post, type Project } from '../records/projects.js';
import type { StepContext } from './context.js';

export async function commit(context: StepContext, project: Project, years: number): Promise<void> {
  const cents = project.amount_cents * years;
  await write(context, project, 'award', 'award', [{ account: 'commitment', amountCents: cents }, { account: 'appropriation', amountCents: -cents }]);
}

/** The instalment of one implementation year, never more than what is still promised. Returns what was paid. */
export async function disburse(context: StepContext, project: Project, year: number, cents: number): Promise<number> {
  const promised = (await balances(context.tx, project.id)).commitment ?? 0;
  const paid = Math.min(cents, promised);
  if (paid > 0) {
    await write(context, project, `instalment/${year}`, 'instalment', [{ account: 'disbursed', amountCents: paid }, { account: 'commitment', amountCents: -paid }]);
  }
  return paid;
}

export async function releaseRest(context: StepContext, project: Project): Promise<number> {
  const rest = (await balances(context.tx, project.id)).commitment ?? 0;
  if (rest > 0) {
    await write(context, project, 'release', 'release', [{ account: 'appropriation', amountCents: rest }, { account: 'commitment', amountCents: -rest }]);
  }
  return rest;
}

async function write(context: StepContext, project: Project, event: string, memo: string, entries: { account: string; amountCents: number }[]): Promise<void> {
  await post(context.tx, {
    realm: context.wait.realm, projectId: project.id, societyId: project.society_id, posting: `${project.id}/${event}`, memo, at: context.at, entries,
  });
}
