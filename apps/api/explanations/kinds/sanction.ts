/** A sanction, its bar and its clawback (003 §5.2): a society asks about its own. */
import { dayOf } from '../../../../domain/calendar/beijing.js';
import { from, input, node } from '../../../../domain/explaining/node.js';
import type { Explanation } from '../../../../domain/explanation.js';
import { sanctionId } from '../../../../domain/ids.js';
import { BAR_CLAUSE, barPeriod, explainBar } from '../../../../domain/sanctions/bar.js';
import { claimOf, type Clawback, CLAWBACK_CLAUSE, type ClawbackPart, explainClawback, outstandingOf } from '../../../../domain/sanctions/clawback.js';
import { projectLedger } from '../../../../records/project-list.js';
import { loadRound, type PlannedRound } from '../../../../records/rounds.js';
import { findListedSanction, type ListedSanction, statementOf } from '../../../../records/sanction-list.js';
import { returnsOf } from '../../../../records/sanctions.js';
import { listRecords } from '../../../../records/societies.js';
import { withHandedIn } from '../handed-in.js';
import type { KindOfExplanation, Question, Why } from '../kind.js';

const ASKED = { id: { sanction: 'uuid' }, insiders: 'sanction.read', others: ['society'] } as const satisfies Omit<KindOfExplanation, 'explain'>;

interface Case {
  row: ListedSanction;
  round: PlannedRound;
}

const withCase = (explain: (question: Question, found: Case) => Promise<Omit<Why, 'programmeVersionId'> | undefined>): KindOfExplanation => ({
  ...ASKED,
  async explain(question) {
    const row = await findListedSanction(question.tx, question.ids[0] ?? '');
    const round = row && (await loadRound(question.tx, row.round_id));
    const why = row && round ? await explain(question, { row, round }) : undefined;
    return why && round ? { ...why, programmeVersionId: round.programme_version_id } : undefined;
  },
});

/** What was found, what was decided, and what follows from it. */
export const sanction = withCase(async (question, found) => {
  const { row } = found;
  const result = row.lifted_at !== null ? 'lifted' : (row.outcome ?? row.state);
  const parts = row.outcome === 'revoked' ? [(await barOf(question, found))?.explanation, (await clawbackOf(question, found)).explanation] : [];
  const explanation = node('sanction', result, found.round.programme.sanctions?.clause ?? BAR_CLAUSE, [`why.formula.sanction.${result}`], [
    input('finding', row.finding), input('evidence', row.evidence), ...(row.decided_at === null ? [] : [input('input.minutes', row.minutes, from('decision', row.id)), input('reason', row.reason, from('decision', row.id))]),
  ], parts.filter((part): part is Explanation => part !== undefined));
  const statement = await statementOf(question.tx, sanctionId(row.id));
  return { stored: result, explanation: await withHandedIn(question, statement?.id, explanation) };
});

export const bar = withCase(barOf);
export const clawback = withCase((question, found) => (found.row.outcome === 'revoked' ? clawbackOf(question, found) : Promise.resolve(undefined)));

/** Stored is the last day of the recorded fact; computed again from the decision and the programme's years. */
async function barOf({ tx }: Question, { row, round }: Case): Promise<Omit<Why, 'programmeVersionId'> | undefined> {
  const fact = (await listRecords(tx, row.society_id)).find(({ id }) => id === row.bar_record_id);
  const { sanctions } = round.programme;
  if (!fact || !sanctions || row.decided_at === null) return undefined;
  const period = fact.value.period as ReturnType<typeof barPeriod>;
  return { stored: period.to, explanation: explainBar({ sanction: row.id, decidedOn: dayOf(row.decided_at), years: sanctions.barYears, minutes: row.minutes, clause: sanctions.clause }) };
}

/** Stored is what is outstanding by the case; computed again from the project's ledger and what came in. Cents. */
async function clawbackOf({ tx }: Question, { row, round }: Case): Promise<Omit<Why, 'programmeVersionId'>> {
  const stored: Clawback = { claimCents: row.claim_cents, recoveredCents: row.recovered_cents, writtenOffCents: row.written_off_cents };
  const parts = [...paid(row, row.project_id === null ? [] : await projectLedger(tx, row.project_id)), ...(await returnsOf(tx, row.id)).flatMap((one): ClawbackPart[] =>
    (one.voided_at === null ? [{ posting: one.id, day: one.received_on, amountCents: one.amount_cents, what: 'recovered' }] : []))];
  const sum = (what: ClawbackPart['what']): number => parts.filter((one) => one.what === what).reduce((total, one) => total + one.amountCents, 0);
  const claim = claimOf({ disbursedCents: sum('disbursed'), returnedCents: sum('returned') });
  const again: Clawback = { claimCents: claim.ok ? claim.value : 0, recoveredCents: sum('recovered'), writtenOffCents: row.written_off_cents };
  return { stored: outstandingOf(stored), explanation: explainClawback(row.id, again, round.programme.sanctions?.clause ?? CLAWBACK_CLAUSE, parts) };
}

/** What was paid to the society and given back before the decision; what the sanction itself moves is not among it. */
function paid(row: ListedSanction, ledger: Awaited<ReturnType<typeof projectLedger>>): ClawbackPart[] {
  return ledger
    .filter((entry) => entry.account === 'disbursed' && !entry.posting.includes(row.id))
    .map((entry) => ({ posting: entry.posting, day: dayOf(entry.at), amountCents: Math.abs(entry.amount_cents), what: entry.amount_cents > 0 ? 'disbursed' : 'returned' }));
}
