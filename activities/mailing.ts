/** Letters that a step causes. They are rows of the outbox, written with the effect; the mailroom sends them. */
import { accountAddress, roleAddresses, societyAddress } from '../records/people.js';
import type { StepContext } from './context.js';

type Params = Record<string, string | number>;

/** `key` makes the letter unique: the same event never writes twice. */
export async function writeToSociety(context: StepContext, societyId: string, template: string, key: string, params: Params = {}): Promise<void> {
  const to = await societyAddress(context.tx, societyId);
  if (!to) return;
  context.mails.push({
    realm: context.wait.realm, roundId: context.round.id, societyId, key: `${template}/${key}`, template,
    params: { round: context.round.name, society: to.name, ...params }, recipient: to.email, locale: to.locale,
  });
}

export async function writeToRole(context: StepContext, role: string, template: string, key: string, params: Params = {}): Promise<void> {
  for (const to of await roleAddresses(context.tx, context.wait.realm, role)) {
    context.mails.push({
      realm: context.wait.realm, roundId: context.round.id, key: `${template}/${key}/${to.email}`, template,
      params: { round: context.round.name, ...params }, recipient: to.email, locale: to.locale,
    });
  }
}

export async function writeToAccount(context: StepContext, accountId: string, template: string, key: string, params: Params = {}): Promise<void> {
  const to = await accountAddress(context.tx, accountId);
  if (!to) return;
  context.mails.push({
    realm: context.wait.realm, roundId: context.round.id, key: `${template}/${key}/${accountId}`, template,
    params: { round: context.round.name, ...params }, recipient: to.email, locale: to.locale,
  });
}
