import { z } from 'zod';
import { Id, Instant } from './common.js';
import { HandedInDocument } from './projects.js';
import { SocietyRef } from './reviews.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Clause = z.object({ document: z.string(), clause: z.string() });

const item = {
  id: z.int().nullable().describe('Of the gate; null while no audit of the project has begun'),
  project: z.object({ id: Id, number: z.string(), status: z.string() }),
  round: z.object({ id: Id, name: z.string() }),
  society: SocietyRef,
  name: Bilingual,
  year: z.int().nullable().describe('The implementation year that is audited'),
  state: z.enum(['upcoming', 'open', 'done', 'skipped']),
  opensAt: Instant.nullable(),
  dueAt: Instant.nullable().describe('Of the whole audit'),
  doneAt: Instant.nullable(),
  waitsFor: z
    .object({ taskId: Id, kind: z.string(), name: Bilingual, role: z.string(), dueAt: Instant, overdue: z.boolean(), yours: z.boolean() })
    .nullable()
    .describe('What comes next, by whom and until when'),
  body: z.string().nullable().describe('Who was appointed; null when nobody was'),
};

export const ProjectAuditItem = z.object(item).meta({ id: 'ProjectAuditItem' });
export type ProjectAuditItem = z.infer<typeof ProjectAuditItem>;

export const ProjectAudits = z.object({ items: z.array(ProjectAuditItem).describe('What is overdue first, then what is due next; what is over last') }).meta({ id: 'ProjectAudits' });
export type ProjectAudits = z.infer<typeof ProjectAudits>;

export const AuditPath = z.strictObject({ id: z.coerce.number().int().min(1) });
export type AuditPath = z.infer<typeof AuditPath>;

export const ProjectAudit = z
  .object({
    ...item,
    clause: Clause,
    score: z.number().nullable().describe('Of the report, 0 … 100; of the draft while there is no report'),
    appointment: z.object({ body: z.string(), agreement: z.string(), independence: z.string(), at: Instant }).nullable(),
    course: z
      .array(z.object({
        kind: z.string(), name: Bilingual, role: z.string(), clause: Clause,
        state: z.enum(['done', 'open', 'skipped', 'cancelled', 'later', 'notNeeded']).describe('`later`: when what comes before it is there, and asks for it'),
        taskId: Id.nullable(), dueAt: Instant.nullable(), doneAt: Instant.nullable(), documentId: Id.nullable().describe('What was handed in for it'),
      }))
      .describe('From the draft to the rectification, in the programme’s order'),
    evidence: z.array(HandedInDocument).describe('What the project handed in before: the task book and plans, and the year’s self-evaluation, report and accounts'),
  })
  .meta({ id: 'ProjectAudit' });
export type ProjectAudit = z.infer<typeof ProjectAudit>;
