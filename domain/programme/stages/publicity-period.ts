/** 000 §5.3: the preliminary list is publicised; it goes on only when the period has ended without objection. */
import { z } from 'zod';
import { Clause, Key, Named, stageBase } from '../common.js';

export const PublicityPeriod = z.strictObject({
  type: z.literal('publicityPeriod'),
  ...stageBase,
  /** The starting day is not counted unless the programme says so. The stage's `due` follows from it. */
  length: z.strictObject({
    count: z.int().positive(),
    unit: z.enum(['workingDays', 'naturalDays']),
    countFirstDay: z.boolean().optional(),
    clause: Clause,
  }),
  /** Before the list is posted the office confirms its check; the period counts from the latest medium (003 §4.2). */
  posting: z
    .strictObject({
      /** For classified and personal data. */
      check: z.boolean(),
      /** Besides our own page. */
      media: z.array(z.strictObject({ key: Key, name: Named })),
      clause: Clause,
    })
    .optional(),
  objection: z.strictObject({
    answerWorkingDays: z.int().positive(),
    /** Once, by somebody else than who answered first; asked for within so many working days after the answer. */
    reexamination: z.strictObject({ withinWorkingDays: z.int().positive(), answerWorkingDays: z.int().positive(), clause: Clause }).optional(),
    clause: Clause,
  }),
  /** What an open objection holds back. The text says the list. */
  holds: z.enum(['list', 'award']),
  /** A society that drops out is replaced by the next in rank, whose name is publicised in a further period. */
  replacement: z.strictObject({ maxRounds: z.int().min(0), clause: Clause }),
});
export type PublicityPeriod = z.infer<typeof PublicityPeriod>;
