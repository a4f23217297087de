/**
 * When a stage or a project step opens and is due: the round's settings first, else the programme's rules. Before it
 * really opens the answer is the plan; from its real opening on, periods count from there and fixed dates stay.
 */
import { type Day, dayOf, endOfDay } from '../calendar/beijing.js';
import { type DueBasis, dueOf } from '../calendar/due-basis.js';
import { accept, refuse, type Result } from '../refusal.js';
import type { DateRule } from './common.js';
import { type Dated, fixedAt, isFixed, lastDayOf, resolve, settingInstant, type Reference } from './date-rules.js';
import { insideDates, OUTLASTING } from './inside-dates.js';
import type { ProjectStep } from './project-step.js';
import { projectStepOf, projectStepsOf, stageOf, type Programme, type Stage, type StageOf } from './schema.js';
import { calendarOf, type DatedSettings } from './settings.js';

/** Epoch milliseconds. A fact is in time iff `opensMs ≤ now < dueMs`. */
export interface Span {
  opensMs: number;
  dueMs: number;
  /** What the due instant rests on: kept beside it, so that an amended calendar can move it. */
  basis: DueBasis;
}

/** Epoch milliseconds of what has really happened. */
export interface Happened {
  openedMs?: number;
  /** Both signatures on the task book. */
  signedMs?: number;
}

/** The year that fixed dates count from in this round. */
export const roundYear = (programme: Programme, settings: DatedSettings): number => settings.year ?? programme.year;

/** The implementation years of this round, as calendar years: 2018, 2019, 2020. None where nothing is awarded. */
export function implementationYears(programme: Programme, settings: DatedSettings): number[] {
  if (programme.implementation === undefined) return [];
  const { firstYear, years } = programme.implementation;
  const first = firstYear + roundYear(programme, settings) - programme.year;
  return Array.from({ length: years }, (_, index) => first + index);
}

/**
 * A stage's span. A stage with a date never opens before it; opened later (a second publicity period, a late predecessor)
 * a period still has its full length, while a fixed due date stays: the stage is then overdue at once.
 */
export function stageDates(programme: Programme, settings: DatedSettings, stageKey: string, happened: Happened = {}): Result<Span> {
  const stage = stageOf(programme, stageKey);
  if (!stage) return unknownKey(stageKey);
  return spanOf({
    settings,
    name: stageKey,
    baseYear: roundYear(programme, settings),
    opens: stage.opens,
    due: stage.due,
    dueFrom: stage.type === 'publicityPeriod' ? (opensMs) => publicityDue(stage, opensMs, settings) : undefined,
    reference: (after) => stageReference(programme, settings, after),
    openedMs: happened.openedMs,
  });
}

/**
 * When a part of a stage is due, epoch milliseconds: figures, declarations, defences, scores. What lies outside the stage
 * (a round with dates of its own) is due when the stage is.
 */
export function insideDue(programme: Programme, settings: DatedSettings, stage: Stage, part: string, happened: Happened = {}): Result<number> {
  const due = insideSpan(programme, settings, stage, part, happened);
  return due.ok ? accept(due.value.dueMs) : due;
}

/** The same with the stage's opening, and what the date rests on. */
export function insideSpan(programme: Programme, settings: DatedSettings, stage: Stage, part: string, happened: Happened = {}): Result<Span> {
  const span = stageDates(programme, settings, stage.key, happened);
  if (!span.ok) return span;
  const { opensMs, dueMs } = span.value;
  const rule = insideDates(stage).find(([name]) => name === part)?.[1];
  if (!rule) return unknownKey(`${stage.key}.${part}`);
  const due =
    override(settings, `${stage.key}.${part}.due`) ??
    resolve(rule, 'due', roundYear(programme, settings), (after) => (after === 'opens' ? accept(fixedAt(opensMs)) : stageReference(programme, settings, after)), calendarOf(settings));
  if (!due.ok) return due;
  return accept(due.value.ms > opensMs && (due.value.ms < dueMs || OUTLASTING.has(part)) ? { opensMs, dueMs: due.value.ms, basis: due.value.basis } : span.value);
}

/** Inside an expert review, epoch milliseconds: conflicts declared, defences held, scores handed in by then. */
export interface ReviewDates {
  conflictDeclarationMs: number;
  defenceMs: number;
  scoringMs: number;
}

export function reviewDates(programme: Programme, settings: DatedSettings, stage: StageOf<'expertReview'>, happened: Happened = {}): Result<ReviewDates> {
  const conflict = insideDue(programme, settings, stage, 'conflictDeclaration', happened);
  if (!conflict.ok) return conflict;
  const defence = insideDue(programme, settings, stage, 'defence', happened);
  if (!defence.ok) return defence;
  const scoring = insideDue(programme, settings, stage, 'scoring', happened);
  if (!scoring.ok) return scoring;
  return accept({ conflictDeclarationMs: conflict.value, defenceMs: defence.value, scoringMs: scoring.value });
}

/** When the figures of a capability assessment are due, epoch milliseconds; never after the stage itself. */
export const handInDue = (programme: Programme, settings: DatedSettings, stage: StageOf<'capabilityAssessment'>, happened: Happened = {}): Result<number> =>
  insideDue(programme, settings, stage, 'handIn', happened);

/**
 * A project step's span; `year` is the implementation year of a yearly step (2018, not 1) and is ignored for a step done
 * once. Without `signedMs` the task book counts as signed when it is due, and without `openedMs` the plan is given.
 */
export function projectStepDates(programme: Programme, settings: DatedSettings, stepKey: string, year: number | undefined, happened: Happened = {}): Result<Span> {
  const step = projectStepOf(programme, stepKey);
  if (!step) return unknownKey(stepKey);
  const yearly = step.per === 'year';
  if (yearly && year === undefined) return refuse({ code: 'YEAR_MISSING', params: { key: stepKey } });
  return spanOf({
    settings,
    name: yearly ? `${stepKey}.${year}` : stepKey,
    baseYear: yearly && year !== undefined ? year : roundYear(programme, settings),
    opens: step.opens,
    due: step.due,
    reference: (after) => stepReference(programme, settings, step, year, after, happened),
    // A project that is signed late has no duties before its signature.
    openedMs: happened.openedMs ?? (step.type === 'taskBookSigning' ? undefined : happened.signedMs),
  });
}

interface SpanRules {
  settings: DatedSettings;
  /** Of this span in the settings, without `.opens` and `.due`. */
  name: string;
  baseYear: number;
  opens: DateRule;
  due: DateRule;
  dueFrom?: (opensMs: number) => Result<Dated>;
  reference: Reference;
  openedMs?: number | undefined;
}

function spanOf(rules: SpanRules): Result<Span> {
  const calendar = calendarOf(rules.settings);
  const planned = override(rules.settings, `${rules.name}.opens`) ?? resolve(rules.opens, 'opens', rules.baseYear, rules.reference, calendar);
  if (!planned.ok) return planned;
  const opensMs = realOpening(rules, planned.value.ms);
  const set = override(rules.settings, `${rules.name}.due`);
  if (set) {
    if (!set.ok) return set;
    const keepsLength = !isFixed(rules.due) && opensMs > planned.value.ms;
    return accept(spanTo(opensMs, keepsLength ? fixedAt(shifted(opensMs, set.value.ms - planned.value.ms)) : set.value));
  }
  const due = rules.dueFrom
    ? rules.dueFrom(opensMs)
    : resolve(rules.due, 'due', rules.baseYear, (after) => (after === 'opens' ? accept(fixedAt(opensMs)) : rules.reference(after)), calendar);
  return due.ok ? accept(spanTo(opensMs, due.value)) : due;
}

const spanTo = (opensMs: number, { ms, basis }: Dated): Span => ({ opensMs, dueMs: ms, basis });

/** What opens when its predecessor ends (zero days after it) may open before the plan; a date never opens early. */
function realOpening({ settings, name, opens, openedMs }: SpanRules, plannedMs: number): number {
  if (openedMs === undefined) return plannedMs;
  const follows = daysAfter(opens) === 0 && settings.dates?.[`${name}.opens`] === undefined;
  return follows ? openedMs : Math.max(plannedMs, openedMs);
}

/** Of a rule that counts days from another date; none of a date. */
const daysAfter = (rule: DateRule): number | undefined => ('days' in rule ? rule.days : undefined);

/** A period that the settings gave its length, opened late: the same length, to the end of the day when it is one of days. */
function shifted(opensMs: number, lengthMs: number): number {
  const dueMs = opensMs + lengthMs;
  return lengthMs < 86_400_000 ? dueMs : endOfDay(lastDayOf(dueMs));
}

function override(settings: DatedSettings, name: string): Result<Dated> | undefined {
  const text = settings.dates?.[name];
  if (text === undefined) return undefined;
  const instant = settingInstant(text);
  return instant.ok ? accept(fixedAt(instant.value)) : instant;
}

/** What the end of a publicity period rests on, counted from that day. */
export const publicityBasis = ({ length: { count, unit, countFirstDay = false } }: StageOf<'publicityPeriod'>, from: Day): DueBasis => ({ rule: 'period', from, count, unit, countFirstDay, time: '24:00' });

/** When a list posted at that instant has been public for the full length; the day of posting is not counted (000 §5.3, length ours). */
function publicityDue(stage: StageOf<'publicityPeriod'>, opensMs: number, settings: DatedSettings): Result<Dated> {
  const basis = publicityBasis(stage, dayOf(opensMs));
  const due = dueOf(basis, calendarOf(settings));
  return due.ok ? accept({ ms: due.value, basis }) : due;
}

/** `application.due` and the like, as planned. check.ts has made sure that it names an earlier stage. */
function stageReference(programme: Programme, settings: DatedSettings, after: string): Result<Dated> {
  const [key = '', edge] = after.split('.');
  return edgeOf(stageDates(programme, settings, key), edge);
}

function stepReference(programme: Programme, settings: DatedSettings, step: ProjectStep, year: number | undefined, after: string, happened: Happened): Result<Dated> {
  if (after === 'signed') {
    if (happened.signedMs !== undefined) return accept(fixedAt(happened.signedMs));
    const signing = projectStepsOf(programme).find((other) => other.type === 'taskBookSigning');
    if (!signing || signing.key === step.key) return unknownKey(after);
    return edgeOf(projectStepDates(programme, settings, signing.key, undefined), 'due');
  }
  const [key = '', edge] = after.split('.');
  if (stageOf(programme, key)) return stageReference(programme, settings, after);
  return edgeOf(projectStepDates(programme, settings, key, year, { signedMs: happened.signedMs }), edge);
}

function edgeOf(span: Result<Span>, edge: string | undefined): Result<Dated> {
  if (!span.ok) return span;
  return accept(edge === 'opens' ? fixedAt(span.value.opensMs) : { ms: span.value.dueMs, basis: span.value.basis });
}

const unknownKey = (key: string): Result<never> => refuse({ code: 'PROGRAMME_KEY_UNKNOWN', params: { key } });
