import type { Programme } from '../../../domain/programme/schema.js';
import { subjectsOf } from '../../../records/application-list.js';
import { findApplication } from '../../../records/applications.js';
import type { Tx } from '../../../records/pool.js';
import type { ListedTask } from '../../../records/task-list.js';
import type { CheckContext } from './submission-check.js';

/** What a check looks up; nothing for most kinds. */
export async function contextOf(tx: Tx, task: ListedTask, programme: Programme): Promise<CheckContext> {
  const corrected = task.kind === 'correction' && task.application_id !== null ? (await findApplication(tx, task.application_id))?.content : undefined;
  const subjects = task.kind === 'conflictDeclaration' ? await subjectsOf(tx, { roundId: task.round_id }) : [];
  return { frame: programme.frame, corrected, applications: new Set(subjects.map((subject) => subject.application_id)) };
}
