import { dayOf } from '../../../domain/calendar/beijing.js';
import type { KnownDocuments } from '../../../domain/programme/form-check.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { subjectsOf } from '../../../records/application-list.js';
import { findApplication } from '../../../records/applications.js';
import { now } from '../../../records/clock.js';
import type { Tx } from '../../../records/pool.js';
import { documentsBySha } from '../../../records/documents.js';
import type { ListedTask } from '../../../records/task-list.js';
import { documentKind } from '../../../domain/documents/kinds.js';
import type { Submission } from '../contract/tasks.js';
import { moneyContext } from './money-context.js';
import { groupOf } from './group-context.js';
import type { CheckContext } from './submission-check.js';

/** What a check looks up; nothing for most kinds. */
export async function contextOf(tx: Tx, task: ListedTask, programme: Programme, body: Submission): Promise<CheckContext> {
  const application = task.kind === 'correction' && task.application_id !== null ? await findApplication(tx, task.application_id) : undefined;
  const corrected = application?.content;
  const handedInOn = dayOf(application?.submitted_at ?? (await now(tx, task.realm)));
  const subjects = task.kind === 'conflictDeclaration' ? await subjectsOf(tx, { roundId: task.round_id }) : [];
  const documents = body.kind === 'form' ? await documentsIn(tx, { ...corrected, ...body.content }, task.role === 'society' ? task.society_id : null) : new Map();
  const money = await moneyContext(tx, task, programme);
  return {
    frame: programme.frame, corrected, documents, handedInOn, group: await groupOf(tx, task, programme), applications: new Set(subjects.map((subject) => subject.application_id)),
    ...(money === undefined ? {} : { money }),
  };
}

/** Of those that the answers name, the ones within the scope that may be named for the society, and what they are. */
async function documentsIn(tx: Tx, content: Record<string, unknown>, societyId: string | null): Promise<KnownDocuments> {
  const named = Object.values(content).filter((value): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
  const known = await documentsBySha(tx, named, societyId);
  return new Map([...known].flatMap(([sha256, { media_type }]) => {
    const kind = documentKind(media_type);
    return kind === undefined ? [] : [[sha256, kind] as const];
  }));
}
