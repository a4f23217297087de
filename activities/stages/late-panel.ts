/** More experts when the panel is too small to be assigned: invited by staff, and counted once they have declared their conflicts. */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, refuse } from '../../domain/refusal.js';
import { sealGate } from '../../records/gates.js';
import { addPanel, declarationGates, expertsById, panelOf } from '../../records/reviews.js';
import { settleTasks } from '../../records/tasks.js';
import type { CommandHandler, StepContext } from '../context.js';
import { iso, textsOf } from '../input.js';
import { writeToAccount } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { asDrawn } from './drawn.js';

/** [C] Recusal before reading, also for who comes late: one working day. The last declaration makes the workflow look again. */
export const inviteMore: CommandHandler = async (context, body) => {
  const ids = textsOf(body.expertIds);
  const experts = await expertsById(context.tx, ids);
  if (experts.length !== new Set(ids).size || ids.length === 0) return refuse({ code: 'NOT_FOUND', field: 'expertIds' });
  const members = await panelOf(context.tx, context.round.id, false);
  const declared = new Set((await panelOf(context.tx, context.round.id, true)).map(({ id }) => id));
  const drawn = await asDrawn(context, experts.map(({ code }) => code), members.filter(({ id }) => !declared.has(id)).map(({ code }) => code), body);
  if (!drawn.ok) return drawn;
  const before = new Set(members.map((expert) => expert.id));
  const invited = experts.filter((expert) => !before.has(expert.id));
  if (invited.length === 0) return accept({ experts: 0 });
  const basis = periodFrom(context.at, 1, 'workingDays');
  const due = dueOf(basis, calendarOf(context.round.settings));
  if (!due.ok) return due;
  const dueMs = due.value;
  await addPanel(context.tx, context.wait.realm, context.round.id, invited.map((expert) => expert.id));
  await openWithTasks(context, { opensMs: context.at, dueMs, basis }, invited.map((expert) => ({ kind: 'conflictDeclaration', role: 'expert', accountId: expert.account_id })));
  for (const expert of invited) await writeToAccount(context, expert.account_id, 'panelInvitation', context.wait.workflow_id, { dueAt: iso(dueMs) });
  return accept({ experts: invited.length });
};

/** Once everything is assigned nobody's late declaration is waited for. */
export async function closeDeclarations(context: StepContext): Promise<void> {
  for (const gateId of await declarationGates(context.tx, context.wait.workflow_id, context.key)) {
    if (gateId === context.gate?.id) continue;
    await settleTasks(context.tx, gateId, null, 'skipped', context.at);
    await sealGate(context.tx, gateId, context.at);
  }
}
