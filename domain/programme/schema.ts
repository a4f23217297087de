/**
 * A programme is data: who may apply, what is asked when, who decides, what follows. This is its shape; unknown fields
 * are refused. What a shape cannot say (sums, order of dates, references) is in check.ts.
 */
import { z } from 'zod';
import { Authority } from '../authority.js';
import { Clause, ClockTime, Key, Named } from './common.js';
import { Funds } from './funds.js';
import { ProjectStep } from './project-step.js';
import { ApplicationWindow } from './stages/application-window.js';
import { Approval } from './stages/approval.js';
import { CallNotice } from './stages/call-notice.js';
import { CapabilityAssessment } from './stages/capability-assessment.js';
import { Commendation } from './stages/commendation.js';
import { ExpertReview } from './stages/expert-review.js';
import { MaterialsCollection } from './stages/materials-collection.js';
import { PublicityPeriod } from './stages/publicity-period.js';
import { SuggestedList } from './stages/suggested-list.js';

export const Stage = z.discriminatedUnion('type', [
  CapabilityAssessment, SuggestedList, ApplicationWindow, ExpertReview, PublicityPeriod, Approval, MaterialsCollection, CallNotice, Commendation,
]);
export type Stage = z.infer<typeof Stage>;
export type StageType = Stage['type'];
/** The stage of one type: `StageOf<'approval'>`. */
export type StageOf<T extends StageType> = Extract<Stage, { type: T }>;

/** A name of the programme's content frame; applications, task books and KPIs are tagged with them. */
export const Tag = z.strictObject({ key: Key, name: Named, clause: Clause, /** Of a direction: the capability that it belongs to. */ of: Key.optional() });
export type Tag = z.infer<typeof Tag>;

export const Frame = z.strictObject({ capabilities: z.array(Tag), directions: z.array(Tag), yardsticks: z.array(Tag) });
export type Frame = z.infer<typeof Frame>;

export const Tier = z.strictObject({
  key: Key,
  name: Named,
  /** Planned number of societies. */
  count: z.int().positive(),
  /** Which societies the tier is for. */
  profile: Named,
  goal: Named,
  /** Support per society and implementation year, in cents of a yuan. */
  amountCents: z.int().min(0),
  clause: Clause,
});
export type Tier = z.infer<typeof Tier>;

export const Quota = z.strictObject({
  total: z.int().positive(),
  /** "左右": the number is a plan, and a variance is recorded, not refused. */
  about: z.boolean(),
  tiers: z.array(Tier).min(1),
  clause: Clause,
});
export type Quota = z.infer<typeof Quota>;

/** Groups the experts hear together; floor and cap bound how many of the group are selected (分类遴选). */
export const DisciplineGroup = z.strictObject({
  key: Key,
  name: Named,
  floor: z.int().min(0).optional(),
  cap: z.int().positive().optional(),
});
export type DisciplineGroup = z.infer<typeof DisciplineGroup>;

export const ReminderWave = z.strictObject({
  key: z.string().regex(/^(T-\d{1,3}|overdue)$/),
  /** Days before the last day; -1 is the day after it. */
  days: z.int().min(-1).max(365),
});
export type ReminderWave = z.infer<typeof ReminderWave>;

export const Reminders = z.strictObject({ at: ClockTime, waves: z.array(ReminderWave).min(1), clause: Clause });
export type Reminders = z.infer<typeof Reminders>;

/** Working days of the State Council's calendar that somebody has; the starting day is not counted. */
const Days = z.strictObject({ workingDays: z.int().min(1).max(250), clause: Clause });

/** Consequences of fraud or inflated results, where the source has them (003 §5.2). Without them fraud follows nothing by itself. */
export const Sanctions = z.strictObject({
  barYears: z.int().positive(),
  barScope: z.enum(['authority', 'programme']),
  reclaim: z.boolean(),
  /** For the society's statement on the finding. */
  hearing: Days,
  /** For the leadership's decision. */
  decision: Days,
  /** For returning what is reclaimed. */
  repayment: Days,
  clause: Clause,
});
export type Sanctions = z.infer<typeof Sanctions>;

/** What a society contests, or shows because a rule asks for it, in a round of this programme. */
export const Contests = z.strictObject({ answerWorkingDays: z.int().min(1).max(250), clause: Clause });
export type Contests = z.infer<typeof Contests>;

export const Programme = z.strictObject({
  schema: z.literal(1),
  key: z.string().regex(/^[a-z][a-z0-9-]{2,47}$/),
  version: z.int().positive(),
  name: Named,
  authority: Authority,
  /** The year that fixed dates count from. */
  year: z.int().min(2000).max(2100),
  source: z.array(Clause).min(1),
  /** Who decides, who leads, who does the work. */
  organisation: z.strictObject({ decides: Named, leads: Named, organises: z.array(Named).min(1), clause: Clause }),
  frame: Frame,
  /** Absent in a programme that awards nothing: a review of management, a collection of plans. */
  quota: Quota.optional(),
  disciplineGroups: z.array(DisciplineGroup).min(1),
  implementation: z.strictObject({ years: z.int().min(1).max(10), firstYear: z.int(), clause: Clause }).optional(),
  /** In the order in which they happen. */
  stages: z.array(Stage).min(1),
  /** What the awarded societies do; absent where nothing is awarded. */
  project: z.strictObject({ steps: z.array(ProjectStep).min(1) }).optional(),
  reminders: Reminders,
  /** Where the programme gives money: what it may be spent on, when it is paid, what must be explained. */
  funds: Funds.optional(),
  sanctions: Sanctions.optional(),
  /** How soon the office answers a contested fact; absent, the domain's days hold (domain/eligibility/contest-deadline.ts). */
  contest: Contests.optional(),
  /** Every setting that the source does not give, and why we chose it. `path` is dotted, list items by their key. */
  choices: z.array(z.strictObject({ path: z.string().min(1), why: Named })),
  contacts: z.strictObject({
    office: Named, hotline: z.string().min(1), mailbox: z.email(),
    /** A second line, for the platform that money comes through (001 §6). */
    platform: z.strictObject({ name: Named, hotline: z.string().min(1), clause: Clause }).optional(),
  }),
});
export type Programme = z.infer<typeof Programme>;

/** The stage with this key, when the programme has it. */
export const stageOf = (programme: Programme, key: string): Stage | undefined => programme.stages.find((stage) => stage.key === key);

/** The project step with this key, when the programme has it. */
export const projectStepOf = (programme: Programme, key: string): ProjectStep | undefined =>
  projectStepsOf(programme).find((step) => step.key === key);

/** In the order in which they happen; none where nothing is awarded. */
export const projectStepsOf = (programme: Pick<Programme, 'project'>): readonly ProjectStep[] => programme.project?.steps ?? [];

/** Best tier first; none where nothing is awarded. */
export const tiersOf = (programme: Pick<Programme, 'quota'>): readonly Tier[] => programme.quota?.tiers ?? [];
