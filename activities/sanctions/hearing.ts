/** [C] Before a sanction is decided the society is heard: a statement, by a deadline. Without one it goes on, and says so. */
import { accept } from '../../domain/refusal.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { setSanctionState } from '../../records/sanctions.js';
import { owed, settleTasks } from '../../records/tasks.js';
import type { StepHandler } from '../context.js';
import { iso } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { caseOf, rulesOf, workingDaysFrom } from './case.js';

export const STATEMENT = 'sanctionStatement';

export const hearing: StepHandler = {
  async open(context) {
    const { hearing: period, clause } = rulesOf(context);
    const due = workingDaysFrom(context, period.workingDays);
    if (!due.ok) return due;
    const sanction = await caseOf(context);
    const gateId = await openWithTasks(context, { opensMs: context.at, ...due.value }, [{ kind: STATEMENT, role: 'society', societyId: sanction.society_id }]);
    await writeToSociety(context, sanction.society_id, 'sanctionFinding', sanction.id, { finding: sanction.finding, evidence: sanction.evidence, dueAt: iso(due.value.dueMs), clause: `${clause.document} ${clause.clause}` });
    await writeToRole(context, 'discipline', 'sanctionOpened', sanction.id, { finding: sanction.finding });
    return accept({ gateId });
  },

  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('a hearing has a gate');
    const stated = (await owed(tx, gate.id)).length === 0;
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    if (!stated && at < due) return { role: 'society', what: 'hearing', until: due };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    await setSanctionState(tx, (await caseOf(context)).id, 'deciding', at);
    return { done: { stated } };
  },
};
