/** What every step of a sanction works on: the case, its project, and what the programme says follows (003 §5.2). */
import { type DueBasis, dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { remindersId } from '../../domain/ids.js';
import type { Sanctions } from '../../domain/programme/schema.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, type Result } from '../../domain/refusal.js';
import type { Clawback } from '../../domain/sanctions/clawback.js';
import { findProject, type Project } from '../../records/projects.js';
import { findSanction, recoveredCents, type Sanction } from '../../records/sanctions.js';
import { ring } from '../../records/waits.js';
import type { StepContext } from '../context.js';

export async function caseOf(context: StepContext): Promise<Sanction> {
  const sanction = await findSanction(context.tx, context.wait.workflow_id.slice('sanction/'.length));
  if (!sanction) throw new Error(`${context.wait.workflow_id} has no case`);
  return sanction;
}

/** A case is opened only where the programme has sanctions. */
export function rulesOf(context: StepContext): Sanctions {
  const { sanctions } = context.round.programme;
  if (!sanctions) throw new Error(`${context.round.programme_key} has no sanctions`);
  return sanctions;
}

export const projectOfCase = async (context: StepContext, sanction: Sanction): Promise<Project | undefined> =>
  sanction.project_id === null ? undefined : findProject(context.tx, sanction.project_id);

/** Money is claimed only from a project. */
export async function mustHaveProject(context: StepContext, sanction: Sanction): Promise<Project> {
  const project = await projectOfCase(context, sanction);
  if (!project) throw new Error(`${context.wait.workflow_id} claims money of no project`);
  return project;
}

export async function clawbackOf(context: StepContext, sanction: Sanction): Promise<Clawback> {
  return { claimCents: sanction.claim_cents, recoveredCents: await recoveredCents(context.tx, sanction.id), writtenOffCents: sanction.written_off_cents };
}

/** A period of working days that begins now: what its deadline rests on, and the instant. */
export function workingDaysFrom(context: StepContext, count: number): Result<{ dueMs: number; basis: DueBasis }> {
  const basis = periodFrom(context.at, count, 'workingDays');
  const due = dueOf(basis, calendarOf(context.round.settings));
  return due.ok ? accept({ dueMs: due.value, basis }) : due;
}

/** The planner of a round that is over ends when the case owes nothing any more. */
export async function nothingOwed(context: StepContext): Promise<void> {
  await ring(context.tx, remindersId(context.round.id));
  context.wake.add(remindersId(context.round.id));
}
