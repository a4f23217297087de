import { z } from 'zod';
import { page, pageQuery, sortQuery } from '../http/paging.js';
import { Id, Instant } from './common.js';
import { TaskForm } from './forms.js';
import { OnPaper } from './paper.js';
import { SocietyRef } from './reviews.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const Text = z.string().trim().min(1);
const Cents = z.int().describe('Cents of a yuan');
export const ProjectStatus = z.enum(['awarded', 'running', 'terminated', 'accepted', 'failed', 'revoked']);

const summary = {
  id: Id,
  roundId: Id,
  roundName: z.string(),
  applicationId: Id,
  number: z.string(),
  society: SocietyRef,
  tier: z.string(),
  tierName: Bilingual,
  amountCents: Cents.describe('Per implementation year'),
  status: ProjectStatus,
  openTasks: z.int(),
  awardedAt: Instant,
  signedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
};

export const ProjectSummary = z.object(summary).meta({ id: 'ProjectSummary' });
export type ProjectSummary = z.infer<typeof ProjectSummary>;

export const ProjectQuery = z.strictObject({
  ...pageQuery,
  sort: sortQuery(['number', 'society', 'tier', 'amount', 'status']),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows per page'),
  roundId: Id.optional(),
  societyId: Id.optional(),
  status: ProjectStatus.optional(),
});
export type ProjectQuery = z.infer<typeof ProjectQuery>;

export const ProjectPage = page(ProjectSummary).meta({ id: 'ProjectPage' });
export type ProjectPage = z.infer<typeof ProjectPage>;

/** What was handed in, without its content. */
export const HandedInDocument = z.object({ id: Id, kind: z.string(), name: Bilingual, step: z.string(), receipt: z.string(), at: Instant, bodyHash: z.string(), onPaper: OnPaper });

const Step = z.object({
  key: z.string().describe('`2018.inspection` is the step of that implementation year'),
  name: Bilingual,
  year: z.int().nullable(),
  status: z.enum(['open', 'done', 'skipped', 'superseded']).describe('`superseded`: a correction took it back, and it came again'),
  openedAt: Instant,
  doneAt: Instant.nullable(),
  opensAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  suspended: z.boolean(),
  outcome: z.record(z.string(), z.unknown()).nullable(),
  tasks: z.array(
    z.object({
      id: Id,
      kind: z.string(),
      name: Bilingual,
      role: z.string(),
      state: z.enum(['open', 'done', 'skipped', 'cancelled']),
      decided: z.boolean().describe('It is decided here, not handed in'),
      outcomes: z.array(z.string()).describe('Of a decision: what there is to choose from'),
      doneAt: Instant.nullable(),
    }),
  ),
});

const Verdict = z.object({
  year: z.int(),
  decision: z.enum(['continue', 'adjust', 'terminate']),
  recommended: z.string(),
  score: z.number().nullable().describe('Of the third-party audit, 0 … 100'),
  reason: z.string(),
  minutes: z.string(),
  at: Instant,
});

export const Project = z
  .object({
    ...summary,
    steps: z.array(Step).describe('Those that have been opened'),
    documents: z.array(HandedInDocument),
    verdicts: z.array(Verdict),
    balances: z.record(z.string(), Cents).describe('By account; positive is debit'),
    ledger: z.array(z.object({ posting: z.string(), memo: z.string(), at: Instant, account: z.string(), amountCents: Cents })),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

export const ProjectDocumentPath = z.strictObject({ id: Id, document: Id });
export type ProjectDocumentPath = z.infer<typeof ProjectDocumentPath>;

export const ProjectDocument = HandedInDocument.extend({ payload: z.record(z.string(), z.unknown()), form: TaskForm.nullable().describe('What it was filled in by') }).meta({ id: 'ProjectDocument' });
export type ProjectDocument = z.infer<typeof ProjectDocument>;

export const BorderlineDecision = z.strictObject({ line: z.string().trim().min(1).max(48), allowed: z.boolean(), reason: Text.max(500) });

export const ProjectDecision = z
  .strictObject({
    task: Key.describe('What is decided: countersignature (`return` sends the task book back), verdict, acceptance'),
    outcome: Key.optional().describe('One of the task’s outcomes'),
    reason: Text.max(4000).optional().describe('Required where the decision departs from what the audit suggests'),
    minutes: Text.max(200).optional().describe('Number of the minutes of a collective decision'),
    borderline: z.array(BorderlineDecision).max(100).optional().describe('Of a countersignature: the office’s decision about each borderline line of the budget'),
    keepUnspent: z.literal(true).optional().describe('Of an acceptance: unspent money is left to the society, with reason and minutes'),
    percent: z.int().min(1).max(99).optional().describe('Of the next instalment, for `adjust`'),
  })
  .meta({ id: 'ProjectDecision' });
export type ProjectDecision = z.infer<typeof ProjectDecision>;

export const ProjectDecided = z
  .object({
    decision: z.string(),
    outcome: z.string().optional(),
    recommended: z.string().optional(),
    paidCents: Cents.optional(),
    releasedCents: Cents.optional(),
    claimedCents: Cents.optional().describe('Unspent money that is claimed back'),
    returned: z.boolean().optional().describe('Sent back: what was handed in is owed again'),
    ends: z.boolean().optional().describe('The project is over'),
  })
  .meta({ id: 'ProjectDecided' });
export type ProjectDecided = z.infer<typeof ProjectDecided>;

export const Termination = z.strictObject({ reason: Text.max(4000), minutes: Text.max(200).describe('Number of the minutes of a collective decision') }).meta({ id: 'Termination' });
export type Termination = z.infer<typeof Termination>;
