import { z } from 'zod';
import { payeeKinds } from '../../../domain/funds/spending.js';
import { Day, Id, Instant } from './common.js';
import { BorderlineDecision } from './projects.js';
import { SocietyRef } from './reviews.js';

const Cents = z.int().describe('Cents of a yuan');
const Text = z.string().trim().min(1);
const Clause = z.object({ document: z.string(), clause: z.string() });
const LineKey = Text.max(48);
const Year = z.int().min(2000).max(2100).describe('Calendar year of the implementation year');

export const SpendingEntry = z.strictObject({
  line: LineKey.describe('Key of a line of the approved budget'),
  year: Year,
  amountCents: z.int().min(1).max(1e13).describe('Cents of a yuan'),
  on: Day.describe('Of the voucher'),
  voucher: Text.max(60),
  payee: z.enum(payeeKinds),
  purpose: Text.max(500),
  explanation: z.string().trim().max(1000).optional().describe('Why the line is spent beyond its budget'),
});
export const NewSpending = z.strictObject({ entries: z.array(SpendingEntry).min(1).max(200) }).meta({ id: 'NewSpending' });
export type NewSpending = z.infer<typeof NewSpending>;

export const SpendingPath = z.strictObject({ id: Id, entry: Id });
export type SpendingPath = z.infer<typeof SpendingPath>;
export const Reversal = z.strictObject({ on: Day, voucher: Text.max(60), reason: Text.max(500) }).meta({ id: 'Reversal' });
export type Reversal = z.infer<typeof Reversal>;

/** As a society writes it; the rules of the budget read it like the task book's. */
const BudgetLine = z.strictObject({
  line: LineKey, year: Year, item: Text.max(200), direction: z.string().trim().max(200).optional(), use: Text.max(48), unit: Text.max(20), unitPriceCents: z.int().min(0), quantity: z.number().min(0),
  amountCents: z.int().min(0), basis: z.string().trim().max(1000).optional(), source: z.enum(['fiscal', 'own']),
});
export const NewAdjustment = z.strictObject({ lines: z.array(BudgetLine).min(1).max(300).describe('The whole budget, as it would be'), reason: Text.max(2000) }).meta({ id: 'NewAdjustment' });
export type NewAdjustment = z.infer<typeof NewAdjustment>;
export const AdjustmentPath = z.strictObject({ id: Id, adjustment: Id });
export type AdjustmentPath = z.infer<typeof AdjustmentPath>;
export const AdjustmentDecision = z
  .strictObject({ approved: z.boolean(), reason: Text.max(2000), borderline: z.array(BorderlineDecision).max(100).optional() })
  .meta({ id: 'AdjustmentDecision' });
export type AdjustmentDecision = z.infer<typeof AdjustmentDecision>;

export const NewReturn = z.strictObject({ amountCents: z.int().min(1), on: Day, voucher: Text.max(60).describe('Of the bank') }).meta({ id: 'NewReturn' });
export type NewReturn = z.infer<typeof NewReturn>;

export const Appointment = z
  .strictObject({
    accountId: Id.describe('Of an auditor'),
    body: Text.max(200),
    agreement: Text.max(100).describe('Number of the agreement'),
    independence: Text.max(500).describe('The body’s statement that it has no interest in the societies'),
    projectIds: z.array(Id).min(1).max(500),
  })
  .meta({ id: 'Appointment' });
export type Appointment = z.infer<typeof Appointment>;
export const Auditors = z.object({ items: z.array(z.object({ accountId: Id, name: z.string() })) }).meta({ id: 'Auditors' });
export type Auditors = z.infer<typeof Auditors>;
export const Appointed = z.object({ appointed: z.int() }).meta({ id: 'Appointed' });
export type Appointed = z.infer<typeof Appointed>;

const figures = {
  committedCents: Cents,
  releasedCents: Cents.describe('Gone back from what was promised'),
  outstandingCents: Cents.describe('Promised, and neither notified, paid nor released'),
  payableCents: Cents.describe('Notified, not yet arrived'),
  disbursedCents: Cents.describe('Arrived, also what has come back since'),
  returnedCents: Cents,
  claimedCents: Cents.describe('Reclaimed, not yet recovered'),
  writtenOffCents: Cents.describe('Reclaimed and given up'),
  spentCents: Cents,
  carryOverCents: Cents.describe('Arrived, and neither spent, returned nor reclaimed'),
};

const Figure = z.object({
  name: z.string(),
  cents: Cents,
  clause: Clause,
  text: z.string().describe('What the figure is the sum of'),
  inputs: z.array(z.object({ name: z.string(), cents: Cents, source: z.string() })),
});

const Line = z.object({
  line: z.string(), year: z.int(), item: z.string(), direction: z.string().nullable(), use: z.string(), unit: z.string(), unitPriceCents: Cents, quantity: z.number(), budgetCents: Cents, basis: z.string().nullable(),
  source: z.enum(['fiscal', 'own']), spentCents: Cents, deviation: z.enum(['none', 'explain', 'adjust']),
});

export const ProjectMoney = z
  .object({
    projectId: Id,
    ...figures,
    figures: z.array(Figure).describe('Each figure explained'),
    instalments: z.array(z.object({
      key: z.string(), year: z.int(), plannedCents: Cents, cents: Cents.describe('After verdicts'), percent: z.int().nullable(), state: z.enum(['planned', 'notified', 'receipted', 'arrived', 'released']),
      releasedBy: z.string().describe('The step, or the thing owed in it, that it is bound to'), notifiedAt: Instant.nullable(), arrivedAt: Instant.nullable(),
    })),
    budget: z.array(Line).nullable().describe('The approved budget with what was spent of each line; null before the task book is signed with one'),
    doubtful: z.array(z.object({ line: z.string(), use: z.string(), why: z.string(), text: z.string(), clause: Clause })).describe('Lines of the task book handed in, or of an adjustment applied for, that wait for the office’s decision'),
    borderline: z.array(z.object({ line: z.string(), allowed: z.boolean(), reason: z.string() })).describe('The office’s decisions'),
    spending: z.array(z.object({
      id: Id, line: z.string(), year: z.int(), amountCents: Cents, on: Day, voucher: z.string(), payee: z.enum(payeeKinds), purpose: z.string(), explanation: z.string(), reverses: Id.nullable(), at: Instant,
    })),
    years: z.array(z.object({ year: z.int(), budgetCents: Cents, carriedInCents: Cents, spentCents: Cents, carryOverCents: Cents, closed: z.boolean().describe('The final accounts are in') })),
    adjustments: z.array(z.object({
      id: Id, state: z.enum(['applied', 'approved', 'refused']), cause: z.enum(['society', 'verdict']), reason: z.string(), decisionReason: z.string(), appliedAt: Instant, decidedAt: Instant.nullable(), lines: z.array(BudgetLine.partial()),
    })),
    selfEvaluations: z.array(z.object({ year: z.int(), score: z.number(), ownScore: z.number().nullable(), grade: z.string(), at: Instant })).describe('The system’s score beside the society’s own'),
    auditor: z.object({ accountId: Id, body: z.string(), agreement: z.string(), independence: z.string(), at: Instant }).nullable(),
  })
  .meta({ id: 'ProjectMoney' });
export type ProjectMoney = z.infer<typeof ProjectMoney>;

export const RoundMoney = z
  .object({ ...figures, projects: z.array(z.object({ projectId: Id, number: z.string(), society: SocietyRef, status: z.string(), ...figures })) })
  .meta({ id: 'RoundMoney' });
export type RoundMoney = z.infer<typeof RoundMoney>;
