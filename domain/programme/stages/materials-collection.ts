/**
 * 002 (通知): every society hands in its annual reform plan by a day; 004 §5: every society is reviewed each year. All societies of
 * the programme's authority owe one form; what the figures say is checked, explained, verified and, where needed, put right.
 */
import { z } from 'zod';
import { GovernanceCheck } from '../../governance/check.js';
import { Clause, DateRule, Key, Named, stageBase } from '../common.js';
import { Form } from '../form.js';

/** A follow-up with its own deadline, in working days from the day on which it is asked for. */
const FollowUp = z.strictObject({ kind: Key, name: Named, workingDays: z.int().min(1).max(120), clause: Clause });

/** A ready set of questions and checks, kept in domain/governance/sets.ts and never changed under one version. */
export const IncludedSet = z.strictObject({
  set: z.enum(['standardManagement']),
  version: z.int().positive(),
  /** Keys of checks that this programme does without. */
  without: z.array(Key).optional(),
  /** 长期不开展活动: the set's own number of months unless said otherwise. */
  idleMonths: z.int().positive().optional(),
  clause: Clause,
});
export type IncludedSet = z.infer<typeof IncludedSet>;

export const MaterialsCollection = z.strictObject({
  type: z.literal('materialsCollection'),
  ...stageBase,
  /** What every society owes, and by when. */
  handIn: z.strictObject({ kind: Key, name: Named, due: DateRule, clause: Clause }),
  form: Form.optional(),
  sets: z.array(IncludedSet).optional(),
  checks: z.array(GovernanceCheck).optional(),
  /** Taken for so long after the deadline, and counted as late; without it what is not there by then is missing. */
  late: z.strictObject({ workingDays: z.int().min(1).max(120), clause: Clause }).optional(),
  /** What a warning asks for. */
  explanation: FollowUp.optional(),
  /** Staff read what was handed in and verify the findings; until the stage is due. */
  verification: z.strictObject({ kind: Key, name: Named, clause: Clause }).optional(),
  rectification: FollowUp.optional(),
  /** What is recorded about a society when the stage ends; later programmes of the authority read it. */
  records: z.strictObject({ missing: Key.optional(), findings: z.boolean(), progress: z.boolean(), clause: Clause }).optional(),
});
export type MaterialsCollection = z.infer<typeof MaterialsCollection>;
