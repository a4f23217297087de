/**
 * The preview before a launch: every stage, and every duty of a funded society through all implementation years, with
 * the reminders that will go out and the points where the dates deserve a second look.
 */
import { dayOf } from '../calendar/beijing.js';
import type { Result } from '../refusal.js';
import { implementationYears, insideDue, projectStepDates, stageDates, type Span } from './dates.js';
import { insideDates } from './inside-dates.js';
import type { ProjectStep } from './project-step.js';
import { projectStepsOf, type Programme, type Stage } from './schema.js';
import type { DatedSettings } from './settings.js';
import type { TimelineEntry } from './timeline-entry.js';
import { timelineWarnings, type TimelineWarning } from './timeline-warnings.js';
import { waveInstants } from './waves.js';

export interface Timeline {
  /** Stages in their order, then project steps by due date. */
  entries: TimelineEntry[];
  warnings: TimelineWarning[];
}

/** Dates that cannot be computed (a year whose calendar is not known) are left out and named in a warning. */
export function timeline(programme: Programme, settings: DatedSettings): Timeline {
  const years = implementationYears(programme, settings);
  const problems: TimelineWarning[] = [];
  const entry = (about: Described, span: Result<Span>, parts: TimelineEntry['parts'] = []): TimelineEntry[] => {
    if (span.ok) return [{ ...describe(programme, about, span.value), parts }];
    problems.push({ code: span.refusal.code, severity: 'warning', key: about.key, year: about.year, params: span.refusal.params ?? {} });
    return [];
  };
  const stages = programme.stages.flatMap((stage) => entry(ofStage(stage), stageDates(programme, settings, stage.key), partsOf(programme, settings, stage)));
  const steps = projectStepsOf(programme).flatMap((step) =>
    step.per === 'project'
      ? entry(ofStep(step), projectStepDates(programme, settings, step.key, undefined))
      : years.flatMap((year, index) => entry({ ...ofStep(step), year, n: index + 1 }, projectStepDates(programme, settings, step.key, year))),
  );
  const entries = [...stages, ...steps.sort((a, b) => a.dueMs - b.dueMs || a.opensMs - b.opensMs)];
  return { entries, warnings: [...problems, ...timelineWarnings(programme, settings, entries)] };
}

type Described = Omit<TimelineEntry, 'opensMs' | 'dueMs' | 'lastDay' | 'reminders' | 'parts'>;

const ofStage = (stage: Stage): Described => ({
  key: stage.key,
  of: 'stage',
  type: stage.type,
  role: stage.responsible,
  roles: [stage.responsible],
  clause: stage.clause,
  choice: stage.due.choice ?? false,
});

const ofStep = (step: ProjectStep): Described => ({
  key: step.key,
  of: 'project',
  type: step.type,
  role: step.owes[0]?.role ?? 'staff',
  roles: [...new Set(step.owes.map(({ role }) => role))],
  clause: step.clause,
  choice: step.due.choice ?? false,
});

const partsOf = (programme: Programme, settings: DatedSettings, stage: Stage): TimelineEntry['parts'] =>
  insideDates(stage).flatMap(([part]) => {
    const due = insideDue(programme, settings, stage, part);
    return due.ok ? [{ part, dueMs: due.value }] : [];
  });

const describe = (programme: Programme, about: Described, span: Span): Omit<TimelineEntry, 'parts'> => ({
  ...about,
  opensMs: span.opensMs,
  dueMs: span.dueMs,
  lastDay: dayOf(span.dueMs - 1),
  reminders: waveInstants(programme, span.dueMs),
});
