import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Id, Instant } from './common.js';
import { TaskForm } from './forms.js';
import { OnPaper, PaperChannel } from './paper.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
export const TaskState = z.enum(['open', 'done', 'skipped', 'cancelled']);

const item = {
  id: Id,
  kind: z.string(),
  name: Bilingual,
  role: z.string().describe('Who owes it'),
  state: TaskState,
  roundId: Id,
  roundName: z.string(),
  gateId: z.int(),
  gateStatus: z.enum(['open', 'sealed']),
  step: z.string().describe('`2018.inspection` is the step of that implementation year'),
  opensAt: Instant,
  dueAt: Instant.describe('The society’s own extension, else everybody’s; something is in time before it'),
  extended: z.boolean(),
  suspended: z.boolean(),
  societyId: Id.nullable(),
  societyCode: z.string().nullable(),
  societyName: z.string().nullable(),
  about: z.string().nullable().describe('Whose application it is about; null for what is about none'),
  accountId: Id.nullable().describe('Set when one person owes it, and nobody else of the role'),
  applicationId: Id.nullable(),
  projectId: Id.nullable(),
  draftComplete: z.boolean().nullable().describe('Null without a draft'),
  doneAt: Instant.nullable(),
};

export const Task = z.object(item).meta({ id: 'Task' });
export type Task = z.infer<typeof Task>;

export const TaskQuery = z.strictObject({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows per page'),
  roundId: Id.optional(),
  projectId: Id.optional(),
  societyId: Id.optional(),
  role: Key.optional().describe('Who owes it'),
  gateId: z.coerce.number().int().min(1).optional(),
  kind: Key.optional(),
  state: TaskState.optional(),
  whose: z.enum(['mine', 'all']).default('mine').describe('`all` is for those who may look into rounds'),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TaskPage = page(Task).meta({ id: 'TaskPage' });
export type TaskPage = z.infer<typeof TaskPage>;

const Indicator = z.object({ key: Key, dimension: Key, dimensionName: Bilingual, name: Bilingual, unit: Bilingual, points: z.number(), evidence: Bilingual });
const Sheet = z.object({
  passFail: z.array(z.object({ key: Key, name: Bilingual, clause: Clause })),
  criteria: z.array(z.object({ key: Key, name: Bilingual, points: z.number(), anchor: Bilingual, clause: Clause })),
  reasonBelowPercent: z.number(),
  reasonAbovePercent: z.number(),
  tiers: z.array(z.object({ key: Key, name: Bilingual, profile: Bilingual })),
});

export const TaskAsks = z
  .discriminatedUnion('what', [
    z.object({ what: z.literal('indicators'), indicators: z.array(Indicator) }),
    z.object({ what: z.literal('form'), form: TaskForm }),
    z.object({ what: z.literal('conflictDeclaration') }),
    z.object({ what: z.literal('score'), sheet: Sheet }),
    z.object({
      what: z.literal('groupSummary'), group: z.string(),
      candidates: z.array(z.object({
        applicationId: Id, society: z.string().describe('Code'), name: z.string(), rank: z.int().describe('Inside the group, by the programme’s method'),
        score: z.number(), raw: z.number(), spread: z.number(), reviews: z.int(),
      })),
      members: z.array(z.object({ expertId: Id, code: z.string(), name: z.string() })).describe('Who scored in the group, and may dissent'),
    }),
    z.object({ what: z.literal('decision'), outcomes: z.array(z.string()) }),
  ])
  .meta({ id: 'TaskAsks' });
export type TaskAsks = z.infer<typeof TaskAsks>;

export const TaskSubject = z
  .object({ applicationId: Id, society: z.object({ id: Id, code: z.string(), name: z.string(), disciplineGroup: z.string() }) })
  .meta({ id: 'TaskSubject' });
export type TaskSubject = z.infer<typeof TaskSubject>;

const detail = {
  ...item,
  clause: Clause.nullable(),
  asks: TaskAsks.nullable(),
  subjects: z.array(TaskSubject).describe('The applications that it is about'),
  toCorrect: z.object({ items: z.array(z.string()), reason: z.string() }).nullable().describe('What the office asks for, all at once'),
  content: z.record(z.string(), z.unknown()).nullable().describe('What was handed in before and is to be corrected'),
  prefilled: z.record(z.string(), z.unknown()).nullable().describe('What is on record already and belongs into the form: signed targets, budget, recorded spending'),
  draft: z.record(z.string(), z.unknown()).nullable(),
  version: z.int().describe('Of the draft, 0 without one; for If-Match'),
  handedIn: z.object({
    receipt: z.string(), kind: z.string(), at: Instant, bodyHash: z.string(), payload: z.record(z.string(), z.unknown()), onPaper: OnPaper,
  }).nullable(),
};

export const TaskDetail = z.object(detail).meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof TaskDetail>;

export const PaperTask = z
  .object({
    ...detail,
    paper: z.object({ channel: PaperChannel.nullable(), receivedAt: Instant.nullable() }).describe('Of the entry’s own draft; `draft` and `version` are this draft’s too'),
    societysDraft: z.object({ savedAt: Instant, complete: z.boolean() }).nullable().describe('The society has begun by itself; its draft is dropped when this is handed in'),
  })
  .meta({ id: 'PaperTask' });
export type PaperTask = z.infer<typeof PaperTask>;

export const DraftEntry = z.strictObject({ payload: z.record(z.string(), z.unknown()).describe('A submission’s body, as far as it is written') }).meta({ id: 'DraftEntry' });
export type DraftEntry = z.infer<typeof DraftEntry>;

const Fault = z.object({ field: z.string(), code: z.string(), message: z.string() });
export const Draft = z
  .object({ payload: z.record(z.string(), z.unknown()), complete: z.boolean(), faults: z.array(Fault).describe('What still stands in the way of submitting it'), version: z.int(), savedAt: Instant })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

const Text = z.string().trim().min(1);
const byKey = <Value extends z.ZodType>(value: Value) => z.record(Key, value);

export const Figure = z.strictObject({ indicator: Key, value: z.number().min(-1e12).max(1e12), evidence: Text.max(500).describe('The paper that proves it') });
export const ScoreEntry = z.strictObject({
  passFail: byKey(z.boolean()).default({}),
  scores: byKey(z.number()).default({}),
  reasons: byKey(z.string().max(2000)).default({}),
  suggestedTier: Key.optional(),
  recusalConfirmed: z.boolean().default(false).describe('No interest in this application calls for recusal'),
});

export const Submission = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('indicators'), values: z.array(Figure).min(1).max(500) }),
    z.strictObject({ kind: z.literal('form'), content: z.record(z.string(), z.unknown()) }),
    z.strictObject({ kind: z.literal('conflictDeclaration'), conflicts: z.array(z.strictObject({ applicationId: Id, reason: Text.max(500) })).max(1000) }),
    z.strictObject({ kind: z.literal('score'), entry: ScoreEntry }),
    z.strictObject({ kind: z.literal('recusal'), reason: Text.max(500) }),
    z.strictObject({
      kind: z.literal('groupSummary'),
      opinion: Text.max(5000).describe('The group’s opinion'),
      ranking: z.array(Id).max(1000).describe('All applications of the group, best first'),
      deviationReason: z.string().trim().max(2000).default('').describe('Why it is not the computed order'),
      dissent: z.array(z.strictObject({ expertId: Id, opinion: Text.max(2000) })).max(100).default([]),
      signed: z.boolean().default(false),
    }),
  ])
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof Submission>;

export const Receipt = z
  .object({
    receipt: z.string(),
    at: Instant.describe('When it was received'),
    bodyHash: z.string().describe('SHA-256 of what was received'),
    factId: Id,
    repeated: z.boolean().describe('The same request had come before'),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

export const PaperDraftEntry = z
  .strictObject({ payload: z.record(z.string(), z.unknown()).describe('A submission’s body, as far as it is written'), channel: PaperChannel.nullable().default(null), receivedAt: Instant.nullable().default(null) })
  .meta({ id: 'PaperDraftEntry' });
export type PaperDraftEntry = z.infer<typeof PaperDraftEntry>;

export const PaperSubmission = z
  .strictObject({ submission: Submission, channel: PaperChannel, receivedAt: Instant.describe('When the paper came; the gate decides by the instant of the entry') })
  .meta({ id: 'PaperSubmission' });
export type PaperSubmission = z.infer<typeof PaperSubmission>;
