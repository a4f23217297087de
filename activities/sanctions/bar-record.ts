/** 003 §5.2: the bar is a fact of the society: every later round of that authority reads it. It is recorded by decision only. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { mailroomId } from '../../domain/ids.js';
import { barCovers, type BarPeriod } from '../../domain/sanctions/bar.js';
import { recordFact } from '../../records/eligibility-checks.js';
import { type Sanction, setBarRecord } from '../../records/sanctions.js';
import { listRecords, type NewRecord } from '../../records/societies.js';
import type { CommandContext } from '../context.js';
import { rulesOf } from './case.js';

export async function addBar(context: CommandContext, sanction: Sanction, minutes: string, period: BarPeriod): Promise<string> {
  const { authority, programme_key: programme } = context.round;
  const { barScope, clause } = rulesOf(context);
  const day = dayOf(context.at);
  return put(context, sanction, {
    value: { value: barCovers(barScope, authority, programme), period: { ...period }, sanction: sanction.id },
    occurredOn: day, asOf: day, issuer: authority, provision: `${clause.document} ${clause.clause}`, document: minutes,
  });
}

/** As it was before it was lifted, its period too; the withdrawn record stays in the history. */
export async function barAgain(context: CommandContext, sanction: Sanction): Promise<void> {
  const was = (await listRecords(context.tx, sanction.society_id)).find(({ id }) => id === sanction.bar_record_id);
  if (was?.status !== 'withdrawn') return;
  const { value, occurred_on: occurredOn, as_of: asOf, issuer, provision, document } = was;
  await setBarRecord(context.tx, sanction.id, await put(context, sanction, { value, occurredOn: occurredOn ?? asOf, asOf, issuer, provision, document }));
}

/** Applications that are open are checked again: what the bar means for them goes to a person. */
async function put(context: CommandContext, sanction: Sanction, record: Pick<NewRecord, 'value' | 'occurredOn' | 'asOf' | 'issuer' | 'provision' | 'document'>): Promise<string> {
  const row = await recordFact(context.tx, { ...record, realm: context.wait.realm, societyId: sanction.society_id, kind: 'bar', authority: context.round.programme.authority, by: context.command.principal });
  if (row === undefined) throw new Error('a bar replaces no other record');
  context.wake.add(mailroomId(context.wait.realm));
  return row.id;
}
