/** Applications in the words of the contract. */
import type { EligibilityCheck } from '../../../domain/eligibility/rules.js';
import { askedBy } from '../../../domain/programme/hand-in.js';
import type { PaperCheck } from '../../../domain/programme/paper.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { type Locale, sayCode, sayKey } from '../../../domain/wording/catalogue.js';
import type { CitedFact, ListedApplication } from '../../../records/application-list.js';
import type { PaperEntry } from '../../../records/paper-entries.js';
import type { Application, ApplicationSummary, Eligibility } from '../contract/applications.js';
import { toInstant } from '../contract/common.js';
import { formView } from '../platform/form-view.js';
import { onPaperView } from '../platform/on-paper.js';

type Row = Omit<ListedApplication, 'content'>;
export const checkOf = (row: Row): EligibilityCheck | null => row.eligibility as unknown as EligibilityCheck | null;

/** `checks`: whether eligibility is shown at all; experts judge the content only. */
export function summaryView(row: Row, checks: boolean): ApplicationSummary {
  return {
    id: row.id, roundId: row.round_id, society: { id: row.society_id, code: row.code, name: row.society_name, disciplineGroup: row.discipline_group },
    n: row.n, status: row.status, eligibility: checks ? (checkOf(row)?.outcome ?? null) : null, submittedAt: toInstant(row.submitted_at),
    decidedAt: row.decided_at === null ? null : toInstant(row.decided_at),
  };
}

export function fullView(row: ListedApplication, programme: Programme, { facts, entry }: { facts: CitedFact[]; entry: PaperEntry | undefined }, locale: Locale): Application {
  const check = checkOf(row);
  return {
    ...summaryView(row, true), receipt: row.receipt, onPaper: onPaperView(entry), content: row.content, form: applicationForm(programme), electronic: electronicView(row, programme), paper: paperView(row, locale), eligibility: check && eligibilityView(check, programme, facts, locale), decision: decisionView(row.decision),
  };
}

/** What an expert reads: the content, and whose it is. */
export const reviewerView = (row: ListedApplication, programme: Programme): Application => ({ ...summaryView(row, false), receipt: null, onPaper: null, content: row.content, form: applicationForm(programme), electronic: null, paper: null, eligibility: null, decision: null });

function applicationForm(programme: Programme): Application['form'] {
  const asked = askedBy(programme, { kind: 'application', step: '', ofProject: false });
  return asked?.what === 'form' ? formView(programme, asked.form) : null;
}

function electronicView({ content }: ListedApplication, programme: Programme): Application['electronic'] {
  const asked = programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' && stage.electronic ? [stage.electronic] : []))[0];
  const hash = (key: string): string => (typeof content[key] === 'string' ? content[key] : '');
  return asked ? { word: hash(asked.word), sealedPdf: hash(asked.sealedPdf) } : null;
}

function paperView({ paper }: ListedApplication, locale: Locale): Application['paper'] {
  const entry = paper as (PaperCheck & { copies: number; receivedOn: string | null; receipt: string }) | null;
  if (entry === null) return null;
  const { result, copies, receivedOn, receipt, faults } = entry;
  return { result, copies, receivedOn, receipt, faults: faults.map(({ code, params }) => sayCode(locale, code, params)) };
}

/** Who decided is in the audit, not in what a society reads. */
function decisionView(decision: Row['decision']): Application['decision'] {
  if (decision === null) return null;
  const { by: _, ...shown } = decision;
  return shown;
}

export function eligibilityView({ outcome, lines }: EligibilityCheck, programme: Programme, facts: CitedFact[], locale: Locale): Eligibility {
  const rules = programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? stage.eligibility : []));
  return {
    outcome,
    lines: lines.map((line) => ({
      rule: line.rule,
      name: rules.find((rule) => rule.key === line.rule)?.name ?? { zh: sayKey('zh', `rule.${line.rule}`), en: sayKey('en', `rule.${line.rule}`) },
      result: line.result,
      clause: line.clause,
      why: line.why.map(({ code, params, factId }) => ({ code, message: sayCode(locale, code, params), factId: factId ?? null })),
      facts: facts.filter((fact) => line.factIds.includes(fact.id)).map(factView),
    })),
  };
}

const factView = (fact: CitedFact): Eligibility['lines'][number]['facts'][number] => ({
  id: fact.id, kind: fact.kind, value: asRecord(fact.value), occurredOn: fact.occurred_on, asOf: fact.as_of, issuer: fact.issuer, provision: fact.provision,
  document: fact.document, status: fact.status,
});

/** Imported records may be a bare word. */
const asRecord = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : { value });
