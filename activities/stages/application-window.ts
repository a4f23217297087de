/** 000 §5.2: the invited societies may apply until the last day; the stage ends when every application is decided. */
import { stageDates } from '../../domain/programme/dates.js';
import { accept } from '../../domain/refusal.js';
import { countApplications } from '../../records/applications.js';
import { invitedBy } from '../../records/applicants.js';
import { latestDue, sealGate } from '../../records/gates.js';
import { owed, settleTasks } from '../../records/tasks.js';
import { plannedStage, type StepHandler } from '../context.js';
import { openPaperRegister, owedPapers, registerPapers } from './paper-register.js';
import { iso } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';

/** Why one is invited: by rank (000 §5.1), by the suggested list (001 §3), or because the call is open to all (003 §3). */
const INVITATION = { shortlist: 'invitation', suggestedList: 'invitationSuggested', all: 'invitationAll' } as const;

export const window: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'applicationWindow');
    const span = stageDates(context.round.programme, context.round.settings, stage.key, { openedMs: context.at });
    if (!span.ok) return span;
    const invited = await invitedBy(context.tx, context.round, stage.invites);
    const gateId = await openWithTasks(context, span.value, invited.map((societyId) => ({ kind: 'application', role: 'society', societyId })));
    for (const societyId of invited) {
      await writeToSociety(context, societyId, INVITATION[stage.invites ?? 'shortlist'], `${gateId}/${societyId}`, { opensAt: iso(span.value.opensMs), dueAt: iso(span.value.dueMs) });
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

/** Every application is decided, and the paper copies are registered where the programme asks for them. */
export const checks: StepHandler = {
  open: openPaperRegister,
  absorb: registerPapers,
  async look(context) {
    const counts = await countApplications(context.tx, context.round.id);
    const open = counts.submitted + counts.correcting;
    const papers = context.gate ? await owedPapers(context, context.gate.id) : 0;
    if (open + papers === 0) {
      if (context.gate) await sealGate(context.tx, context.gate.id, context.at);
      return { done: { ...counts } };
    }
    return { role: 'staff', what: 'checks', params: { open: Math.max(open, papers) }, until: null };
  },
};
