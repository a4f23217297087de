/** 001 §4.1: paper copies are registered by the office; the society gets a receipt, or is told what is missing. */
import { lastDayOf } from '../../domain/programme/date-rules.js';
import { insideDue } from '../../domain/programme/dates.js';
import { checkPaper, type PaperEntry } from '../../domain/programme/paper.js';
import { accept, type Result } from '../../domain/refusal.js';
import { sayCode } from '../../domain/wording/catalogue.js';
import { activeApplications, findApplication, savePaper } from '../../records/applications.js';
import type { Fact } from '../../records/facts.js';
import { owed, settleTask } from '../../records/tasks.js';
import { plannedStage, Refused, type StepContext } from '../context.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';

/** One entry of the register for every application that has not been refused by then; due a while after the electronic ones. */
export async function openPaperRegister(context: StepContext): Promise<Result<{ gateId?: number }>> {
  const stage = plannedStage(context, 'applicationWindow');
  if (stage.paper === undefined) return accept({});
  const due = insideDue(context.round.programme, context.round.settings, stage, 'paper');
  if (!due.ok) return due;
  const applications = await activeApplications(context.tx, context.round.id);
  const gateId = await openWithTasks(context, { opensMs: context.at, dueMs: Math.max(due.value, context.at) },
    applications.map((one) => ({ kind: 'paperRegister', role: 'staff', societyId: one.society_id, applicationId: one.id })));
  return accept({ gateId });
}

export async function registerPapers(context: StepContext, facts: Fact[]): Promise<void> {
  const stage = plannedStage(context, 'applicationWindow');
  const { paper } = stage;
  if (paper === undefined) return;
  const due = insideDue(context.round.programme, context.round.settings, stage, 'paper');
  if (!due.ok) throw new Refused(due.refusal);
  for (const fact of facts.filter((one) => one.kind === 'paperRegister')) {
    const application = await findApplication(context.tx, fact.application_id ?? '');
    if (!application) continue;
    const entry = (fact.payload.content ?? {}) as PaperEntry;
    const check = checkPaper(entry, { copies: paper.copies, dueMs: due.value, postmark: paper.postmark });
    await savePaper(context.tx, application.id, { ...check, copies: entry.copies ?? 0, receivedOn: entry.receivedOn ?? null, receipt: fact.receipt, factId: fact.id });
    const faults = check.faults.map(({ code, params }) => sayCode('zh', code, params)).join('\n');
    if (check.result === 'complete') await writeToSociety(context, application.society_id, 'paperReceived', fact.id, { receipt: fact.receipt, copies: entry.copies ?? 0 });
    else await writeToSociety(context, application.society_id, 'paperFaults', fact.id, { receipt: fact.receipt, faults, lastDay: lastDayOf(due.value) });
    // What is late or did not come at all is for a person: nothing in the source says what follows.
    if (check.result === 'late' || check.result === 'missing') {
      await writeToRole(context, 'staff', 'paperProblem', fact.id, { receipt: fact.receipt, faults, link: `/applications/${application.id}` });
    }
  }
}

/** Entries that are still to be made; those of applications that were refused or withdrawn meanwhile are not. */
export async function owedPapers(context: StepContext, gateId: number): Promise<number> {
  const active = new Set((await activeApplications(context.tx, context.round.id)).map(({ id }) => id));
  let open = 0;
  for (const task of await owed(context.tx, gateId)) {
    if (active.has(task.application_id ?? '')) open += 1;
    else await settleTask(context.tx, task.id, 'cancelled', context.at);
  }
  return open;
}
