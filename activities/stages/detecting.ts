/** Conflicts that nobody had to declare: found from what is recorded about experts and written in applications ([C]). */
import { dayOf } from '../../domain/calendar/beijing.js';
import { CONFLICT_YEARS, detectConflicts } from '../../domain/review/conflicts.js';
import type { AcceptedApplication } from '../../records/applications.js';
import { addConflicts, type Expert } from '../../records/reviews.js';
import type { StepContext } from '../context.js';

/** An application is named by its society's code: a society has one in a round. */
export async function recordDetected(context: StepContext, applications: readonly AcceptedApplication[], experts: readonly Expert[]): Promise<void> {
  const applicationIds = new Map(applications.map((application) => [application.code, application.id]));
  const expertIds = new Map(experts.map((expert) => [expert.code, expert.id]));
  const found = detectConflicts(
    experts.map((expert) => ({
      code: expert.code, person: expert.name, employers: expert.employer === '' ? [] : [expert.employer],
      offices: expert.offices, jointProjects: expert.joint_projects, declared: [],
    })),
    applications.map((application) => ({
      code: application.code, society: application.code, employers: [application.society_name], people: namesIn(application.content),
    })),
    { asOf: dayOf(context.at), years: CONFLICT_YEARS },
  );
  await addConflicts(context.tx, context.wait.realm, context.round.id, 'detected', found.map((one) => ({
    applicationId: applicationIds.get(one.application) ?? '', expertId: expertIds.get(one.expert) ?? '', reason: one.kinds.join(' '),
  })));
}

/** A short answer of the form may be a person's name; a longer text is none. Tables name those responsible. */
function namesIn(content: Record<string, unknown>): string[] {
  return Object.values(content).flatMap((value): string[] => {
    if (typeof value === 'string') return value.length <= NAME_LENGTH ? [value.trim()] : [];
    if (!Array.isArray(value)) return [];
    return value.flatMap((row: unknown) => (typeof row === 'object' && row !== null ? namesIn(row as Record<string, unknown>) : []));
  });
}

const NAME_LENGTH = 20;
