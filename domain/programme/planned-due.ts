/** The due instant that the programme's rule gives for a step, with the rule in words: what a deadline is explained by. */
import { dayOf, endOfDay } from '../calendar/beijing.js';
import { periodEnd } from '../calendar/periods.js';
import type { Clause, Result } from '../refusal.js';
import type { DateRule } from './common.js';
import { insideDue, projectStepDates, stageDates } from './dates.js';
import { insideDates } from './inside-dates.js';
import { projectStepOf, stageOf, type Programme, type Stage } from './schema.js';
import type { RoundSettings } from './settings.js';

export interface PlannedDue {
  clause: Clause;
  rule: string;
  /** Epoch milliseconds; null when the rule gives none. */
  dueMs: number | null;
  /** A date of the round's settings took the rule's place. */
  setByRound: boolean;
}

export interface StepPlace {
  /** Absent for a case or a project. */
  stageKey?: string;
  /** Of the workflow: `figures`, `2018.inspection`. */
  step: string;
  /** Epoch milliseconds: when it was opened. */
  openedMs?: number;
}

/** Steps of a stage whose date is one inside it. */
const INSIDE: Readonly<Record<string, string>> = { figures: 'handIn', declarations: 'conflictDeclaration', panel: 'conflictDeclaration', scoring: 'scoring' };

export function plannedDue(programme: Programme, settings: RoundSettings, place: StepPlace): PlannedDue {
  const stage = place.stageKey === undefined ? undefined : stageOf(programme, place.stageKey);
  if (stage) return ofStage(programme, settings, stage, place);
  return ofCase(programme, place) ?? ofProject(programme, settings, place);
}

function ofStage(programme: Programme, settings: RoundSettings, stage: Stage, { step, openedMs }: StepPlace): PlannedDue {
  const happened = openedMs === undefined ? {} : { openedMs };
  const part = INSIDE[step];
  const rule = part === undefined ? undefined : insideDates(stage).find(([name]) => name === part)?.[1];
  if (part !== undefined && rule) {
    return { clause: stage.clause, rule: ruleText(rule), dueMs: valueOf(insideDue(programme, settings, stage, part, happened)), setByRound: settings.dates?.[`${stage.key}.${part}.due`] !== undefined };
  }
  const span = stageDates(programme, settings, stage.key, happened);
  return { clause: stage.clause, rule: ruleText(stage.due), dueMs: span.ok ? span.value.dueMs : null, setByRound: settings.dates?.[`${stage.key}.due`] !== undefined };
}

/** 000 §5.2: the formal check of an application and its correction run in working days from their opening [C]. */
function ofCase(programme: Programme, { step, openedMs }: StepPlace): PlannedDue | undefined {
  const window = programme.stages.find((stage) => stage.type === 'applicationWindow');
  if (window?.type !== 'applicationWindow' || !['formalCheck', 'secondCheck', 'correction'].includes(step)) return undefined;
  const count = step === 'correction' ? window.correction.workingDays : window.formalCheck.days;
  const end = openedMs === undefined ? undefined : periodEnd({ from: dayOf(openedMs), count, unit: 'workingDays' });
  return { clause: window.clause, rule: `${count} workingDays after opens`, dueMs: end?.ok === true ? endOfDay(end.value.lastDay) : null, setByRound: false };
}

function ofProject(programme: Programme, settings: RoundSettings, { step, openedMs }: StepPlace): PlannedDue {
  const [first = '', second] = step.split('.');
  const year = second === undefined ? undefined : Number(first);
  const planned = projectStepOf(programme, second ?? first);
  const name = year === undefined ? first : `${second ?? ''}.${year}`;
  const span = planned && projectStepDates(programme, settings, planned.key, year, openedMs === undefined ? {} : { openedMs });
  return {
    clause: planned?.clause ?? { document: 'choice', clause: step }, rule: planned ? ruleText(planned.due) : step, dueMs: span?.ok === true ? span.value.dueMs : null,
    setByRound: settings.dates?.[`${name}.due`] !== undefined,
  };
}

/** `10-28 24:00`, `5 workingDays after opens`. */
function ruleText(rule: DateRule): string {
  if ('on' in rule) return `${rule.year === undefined || rule.year === 0 ? '' : `+${rule.year} `}${rule.on} ${rule.time ?? '24:00'}`;
  return 'days' in rule ? `${rule.days} days after ${rule.after}` : `${rule.workingDays} workingDays after ${rule.after}`;
}

const valueOf = (due: Result<number>): number | null => (due.ok ? due.value : null);
