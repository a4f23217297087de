/** Who needs more time, and asks for it: a few societies before the deadline, a few after. */
import type { Task } from './cast.js';
import { isCollecting } from './governance.js';
import type { Chance } from './chance.js';

/** Of these a whole round waits, or the source's own dates hang on them: nobody is late with them here. */
const PUNCTUAL: ReadonlySet<string> = new Set(['application', 'correction', 'auditResponse', 'disbursementReceipt', 'rectificationReport', 'sanctionStatement', 'clawback']);

/** Undefined: in time. `after` only where the step waits for what is owed. */
export function lateness(chance: Chance, task: Pick<Task, 'role' | 'kind' | 'step' | 'societyCode' | 'projectId'>): 'before' | 'after' | undefined {
  if (task.role !== 'society' || PUNCTUAL.has(task.kind)) return undefined;
  // There whoever is late has a step for it.
  if (isCollecting(task)) return undefined;
  const luck = chance(task.societyCode ?? '', task.step, 'late');
  if (luck < 0.012) return 'before';
  return luck < 0.02 && task.kind !== 'indicators' ? 'after' : undefined;
}
