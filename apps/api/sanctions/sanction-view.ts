/** Sanction cases in the words of the contract. */
import type { Programme } from '../../../domain/programme/schema.js';
import { statementForm } from '../../../domain/sanctions/statement.js';
import type { PaperEntry } from '../../../records/paper-entries.js';
import type { ListedSanction, SanctionGate, Statement } from '../../../records/sanction-list.js';
import type { SanctionReturn } from '../../../records/sanctions.js';
import type { RecordRow } from '../../../records/societies.js';
import { toInstant } from '../contract/common.js';
import type { Sanction, SanctionSummary } from '../contract/sanctions.js';
import { formView } from '../platform/form-view.js';
import { onPaperView } from '../platform/on-paper.js';

const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
/** Nothing is outstanding of what an appeal has lifted. */
const outstanding = (row: ListedSanction): number => (row.lifted_at === null ? row.claim_cents - row.recovered_cents - row.written_off_cents : 0);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const cents = (value: unknown): number => (typeof value === 'number' ? value : 0);

export function summaryView(row: ListedSanction): SanctionSummary {
  return {
    id: row.id, roundId: row.round_id, roundName: row.round_name, society: { id: row.society_id, code: row.code, name: row.society_name },
    applicationId: row.application_id, projectId: row.project_id, state: row.state, outcome: row.outcome, foundAt: toInstant(row.found_at),
    decidedAt: instant(row.decided_at), liftedAt: instant(row.lifted_at), closedAt: instant(row.closed_at), claimCents: row.claim_cents, outstandingCents: outstanding(row),
  };
}

export interface SanctionParts {
  programme: Programme;
  statement: Statement | undefined;
  /** When the office entered it. */
  paper: PaperEntry | undefined;
  gates: SanctionGate[];
  returns: SanctionReturn[];
  bar: RecordRow | undefined;
  now: number;
}

export function sanctionView(row: ListedSanction, { programme, statement, paper, gates, returns, bar, now }: SanctionParts): Sanction {
  const due = (step: string) => gates.find((gate) => gate.step === step);
  const repayment = due('clawback');
  return {
    ...summaryView(row),
    finding: row.finding, evidence: row.evidence, minutes: row.minutes, reason: row.reason,
    statement: statement === undefined ? null : { receipt: statement.receipt, at: toInstant(statement.at), content: statement.payload.content ?? {}, form: formView(programme, statementForm()), onPaper: onPaperView(paper) },
    statementDueAt: instant(due('hearing')?.due_at ?? null),
    clawback: row.outcome !== 'revoked' ? null : {
      claimCents: row.claim_cents, recoveredCents: row.recovered_cents, writtenOffCents: row.written_off_cents, outstandingCents: outstanding(row),
      dueAt: instant(repayment?.due_at ?? null), overdue: repayment !== undefined && repayment.status === 'open' && outstanding(row) > 0 && now >= repayment.due_at,
      returns: returns.map((one) => ({
        id: one.id, amountCents: one.amount_cents, receivedOn: one.received_on, voucher: one.voucher, voided: one.voided_at !== null, voidReason: one.void_reason,
      })),
      writeOff: row.write_off === null ? null : { minutes: text(row.write_off.minutes), reason: text(row.write_off.reason), at: text(row.write_off.at) },
    },
    bar: bar === undefined ? null : barView(bar),
    lift: row.lift === null ? null : {
      minutes: text(row.lift.minutes), reason: text(row.lift.reason), appealedOn: text(row.lift.appealedOn), at: text(row.lift.at),
      unclaimedCents: cents(row.lift.unclaimedCents), restitutedCents: cents(row.lift.restitutedCents), reinstatedCents: cents(row.lift.reinstatedCents),
    },
  };
}

function barView({ id, value, status }: RecordRow): NonNullable<Sanction['bar']> {
  const { from, to } = value.period as { from: string; to: string };
  return { recordId: id, covers: text(value.value), from, to, lifted: status === 'withdrawn' };
}
