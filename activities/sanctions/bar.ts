/** 003 §5.2: 连续3年取消其申报资格. The case stays open while the bar runs, so that it can be lifted; it ends by itself and never rolls. */
import { endOfDay } from '../../domain/calendar/beijing.js';
import { accept } from '../../domain/refusal.js';
import { setSanctionState } from '../../records/sanctions.js';
import { listRecords } from '../../records/societies.js';
import type { StepHandler } from '../context.js';
import { writeToSociety } from '../mailing.js';
import { caseOf, nothingOwed } from './case.js';
import { lift } from './lift.js';

export const bar: StepHandler = {
  async open(context) {
    await setSanctionState(context.tx, (await caseOf(context)).id, 'barred', context.at);
    await nothingOwed(context);
    return accept({});
  },

  async look(context) {
    const sanction = await caseOf(context);
    const fact = (await listRecords(context.tx, sanction.society_id)).find((row) => row.id === sanction.bar_record_id);
    const { to } = (fact?.value.period ?? {}) as { to?: string };
    const lifted = sanction.lifted_at !== null;
    if (!lifted && to !== undefined && context.at < endOfDay(to)) return { role: '', what: 'bar', params: { to }, until: endOfDay(to) };
    await setSanctionState(context.tx, sanction.id, 'closed', context.at);
    if (!lifted) await writeToSociety(context, sanction.society_id, 'barOver', sanction.id, { to: to ?? '' });
    return { done: { lifted, to: to ?? '' } };
  },

  commands: { liftSanction: lift },
};
