/** Funded projects in the words of the contract. */
import { askedBy } from '../../../domain/programme/hand-in.js';
import { type Programme, tiersOf } from '../../../domain/programme/schema.js';
import { stepName, taskName } from '../../../domain/wording/tasks.js';
import type { LedgerRow, ListedProject, ProjectDocument as DocumentRow, ProjectStepRow, ProjectTaskRow, VerdictRow } from '../../../records/project-list.js';
import { toInstant } from '../contract/common.js';
import type { Project, ProjectDocument, ProjectSummary } from '../contract/projects.js';
import { formView } from '../platform/form-view.js';
import { onPaperView } from '../platform/on-paper.js';

const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
const named = (programme: Programme, kind: string) => ({ zh: taskName('zh', programme, kind), en: taskName('en', programme, kind) });

export function summaryView(row: ListedProject, programme: Programme | undefined): ProjectSummary {
  const tierName = programme && tiersOf(programme).find((tier) => tier.key === row.tier)?.name;
  return {
    id: row.id, roundId: row.round_id, roundName: row.round_name, applicationId: row.application_id, number: row.number,
    society: { id: row.society_id, code: row.code, name: row.society_name }, tier: row.tier, tierName: tierName ?? { zh: row.tier, en: row.tier }, amountCents: row.amount_cents, status: row.status, openTasks: row.open_tasks,
    awardedAt: toInstant(row.created_at), signedAt: instant(row.signed_at), closedAt: instant(row.closed_at),
  };
}

export interface ProjectParts {
  steps: ProjectStepRow[];
  tasks: ProjectTaskRow[];
  documents: DocumentRow[];
  verdicts: VerdictRow[];
  ledger: LedgerRow[];
}

export function projectView(row: ListedProject, programme: Programme, parts: ProjectParts): Project {
  return {
    ...summaryView(row, programme),
    steps: parts.steps.map((step) => stepView(programme, step, parts.tasks.filter((task) => task.gate_id === step.gate_id))),
    documents: parts.documents.map((document) => documentView(programme, document)),
    verdicts: parts.verdicts.map(({ score_thousandths, at, ...verdict }) => ({ ...verdict, score: score_thousandths === null ? null : score_thousandths / 1000, at: toInstant(at) })),
    balances: balancesOf(parts.ledger),
    ledger: parts.ledger.map(({ amount_cents, at, ...entry }) => ({ ...entry, amountCents: amount_cents, at: toInstant(at) })),
  };
}

export const documentView = (programme: Programme, row: DocumentRow): Project['documents'][number] => ({
  id: row.id, kind: row.kind, name: named(programme, row.kind), step: row.step, receipt: row.receipt, at: toInstant(row.at), bodyHash: row.body_hash, onPaper: onPaperView(row.paper),
});

export function documentForm(programme: Programme, { kind, step }: DocumentRow): ProjectDocument['form'] {
  const asked = askedBy(programme, { kind, step, ofProject: true });
  return asked?.what === 'form' ? formView(programme, asked.form) : null;
}

function stepView(programme: Programme, step: ProjectStepRow, tasks: ProjectTaskRow[]): Project['steps'][number] {
  const [first = '', second] = step.key.split('.');
  return {
    key: step.key, name: stepName(programme, second ?? first), year: second === undefined ? null : Number(first),
    status: step.status, openedAt: toInstant(step.opened_at), doneAt: instant(step.done_at), opensAt: instant(step.opens_at), dueAt: instant(step.due_at),
    suspended: step.suspended_at !== null, outcome: step.outcome,
    tasks: tasks.map((task) => {
      const asked = askedBy(programme, { kind: task.kind, step: step.key, ofProject: true });
      return {
        id: task.id, kind: task.kind, name: named(programme, task.kind), role: task.role, state: task.state, decided: asked?.what === 'decision', outcomes: asked?.what === 'decision' ? asked.outcomes : [],
        doneAt: instant(task.done_at),
      };
    }),
  };
}

function balancesOf(ledger: LedgerRow[]): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const { account, amount_cents } of ledger) balances[account] = (balances[account] ?? 0) + amount_cents;
  return balances;
}
