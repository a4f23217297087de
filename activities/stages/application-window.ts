/** 000 §5.2: the invited societies may apply until the last day; the stage ends when every application is decided. */
import { stageDates } from '../../domain/programme/dates.js';
import { accept } from '../../domain/refusal.js';
import { countApplications } from '../../records/applications.js';
import { invitedSocieties } from '../../records/assessments.js';
import { latestDue, sealGate } from '../../records/gates.js';
import { owed, settleTasks } from '../../records/tasks.js';
import { plannedStage, type StepHandler } from '../context.js';
import { iso } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';

export const window: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'applicationWindow');
    const span = stageDates(context.round.programme, context.round.settings, stage.key, { openedMs: context.at });
    if (!span.ok) return span;
    const invited = await invitedSocieties(context.tx, context.round.id);
    const gateId = await openWithTasks(context, span.value, invited.map((societyId) => ({ kind: 'application', role: 'society', societyId })));
    for (const societyId of invited) {
      await writeToSociety(context, societyId, 'invitation', `${gateId}/${societyId}`, { opensAt: iso(span.value.opensMs), dueAt: iso(span.value.dueMs) });
    }
    return accept({ gateId });
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('the application window has a gate');
    const due = await latestDue(tx, gate.id);
    if (at < due) return { role: 'society', what: 'window', until: due };
    // Voluntary: who does not apply owes nothing any more.
    const declined = (await owed(tx, gate.id)).length;
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    return { done: { declined } };
  },
};

export const checks: StepHandler = {
  open: () => Promise.resolve(accept({})),
  async look(context) {
    const counts = await countApplications(context.tx, context.round.id);
    const open = counts.submitted + counts.correcting;
    if (open === 0) return { done: { ...counts } };
    return { role: 'staff', what: 'checks', params: { open }, until: null };
  },
};
