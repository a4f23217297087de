/**
 * Every eligibility check of an application, with what it was computed from. A recorded fact that is added, corrected or
 * withdrawn runs the checks of the society's open applications again, in its own transaction. No case flips by itself: what
 * has changed for a decided application goes to a person.
 */
import { createHash } from 'node:crypto';
import { type Day, dayOf } from '../domain/calendar/beijing.js';
import { type Authority, mayRead } from '../domain/authority.js';
import { allRulesFor } from '../domain/eligibility/from-programme.js';
import { checkEligibility, type EligibilityCheck, type EligibilityDecision, type EligibilityLine } from '../domain/eligibility/rules.js';
import { changedRules, needsPerson } from '../domain/eligibility/rerun.js';
import { canonicalJson } from '../domain/hash.js';
import { type Application, saveEligibility } from './applications.js';
import { now } from './clock.js';
import { eligibilityFacts } from './eligibility-facts.js';
import { type Mail, queueMail } from './outbox.js';
import { roleAddresses, societyAddress } from './people.js';
import { instant, only, type Tx } from './pool.js';
import { loadRound, type PlannedRound } from './rounds.js';
import { addRecord, type NewRecord, type RecordRow, retireRecord } from './societies.js';

export type CheckCause = 'opened' | 'asked' | 'decision' | 'factAdded' | 'factCorrected' | 'factWithdrawn';

export interface StoredCheck {
  id: string;
  application_id: string;
  round_id: string;
  society_id: string;
  code: string;
  at: number;
  as_of: Day;
  cause: CheckCause;
  record_id: string | null;
  outcome: EligibilityCheck['outcome'];
  lines: EligibilityLine[];
  changed: string[];
  state: 'settled' | 'open';
  decision: Record<string, unknown> | null;
  decided_at: number | null;
}

export interface CheckRequest {
  at: number;
  cause: CheckCause;
  recordId?: string;
  decisions?: readonly EligibilityDecision[];
}

/** Checks one application as things stand, stores the result with its inputs' hash, and shows it as the application's. */
export async function checkAgain(tx: Tx, round: PlannedRound, application: Application, { at, cause, recordId, decisions }: CheckRequest): Promise<{ id: string; check: EligibilityCheck; changed: string[]; open: boolean }> {
  const asOf = dayOf(at);
  const rules = allRulesFor(round.programme, round.settings, dayOf(application.submitted_at));
  const facts = await eligibilityFacts(tx, round, application.society_id, asOf);
  const settled = decisions ?? settledBy(application);
  const check = checkEligibility(rules, facts, { asOf, decisions: settled });
  const before = application.eligibility as EligibilityCheck | null;
  const changed = before === null ? [] : changedRules(before, check);
  const rerun = cause === 'factAdded' || cause === 'factCorrected' || cause === 'factWithdrawn';
  const open = rerun && needsPerson(application.status, check.outcome);
  if (rerun) await tx.query(`UPDATE eligibility_check SET state = 'settled', decision = '{"superseded": true}', decided_at = $2 WHERE application_id = $1 AND state = 'open'`, [application.id, instant(at)]);
  const { id } = only((await tx.query<{ id: string }>(
    `INSERT INTO eligibility_check (realm, application_id, round_id, society_id, at, as_of, cause, record_id, outcome, lines, changed, inputs_hash, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      application.realm, application.id, application.round_id, application.society_id, instant(at), asOf, cause, recordId ?? null, check.outcome,
      JSON.stringify(check.lines), changed, createHash('sha256').update(canonicalJson({ rules, facts, asOf, decisions: settled })).digest('hex'), open ? 'open' : 'settled',
    ],
  )).rows);
  await saveEligibility(tx, application.id, check);
  return { id, check, changed, open };
}

/** What a person settled when it was accepted stays settled, as long as the facts leave it open. */
function settledBy({ decision }: Application): EligibilityDecision[] {
  const settled = decision?.settled;
  return Array.isArray(settled) ? (settled as EligibilityDecision[]) : [];
}

/** Records a fact; with `replaces`, in the place of a wrong one (undefined when that is not active). Checks are run again. */
export async function recordFact(tx: Tx, record: NewRecord): Promise<RecordRow | undefined> {
  if (record.replaces !== undefined && !(await retireRecord(tx, record.societyId, record.replaces, 'corrected'))) return undefined;
  const added = await addRecord(tx, record);
  await rerun(tx, added, record.replaces === undefined ? 'factAdded' : 'factCorrected');
  return added;
}

/** False when it is not active. It stays in the history; checks are run again. */
export async function withdrawFact(tx: Tx, societyId: string, id: string): Promise<boolean> {
  if (!(await retireRecord(tx, societyId, id, 'withdrawn'))) return false;
  await rerun(tx, only((await tx.query<RecordRow>('SELECT * FROM society_record WHERE id = $1', [id])).rows), 'factWithdrawn');
  return true;
}

/** What was recorded about a duplicate is now recorded about this society (records/society-merge.ts). */
export const checkSocietyAgain = (tx: Tx, societyId: string): Promise<void> => rerunAll(tx, societyId, { cause: 'factAdded' });

const rerun = (tx: Tx, fact: RecordRow, cause: CheckCause): Promise<void> => rerunAll(tx, fact.society_id, { cause, fact });

/** Of every application of the society that is not withdrawn or cancelled, in a round that has not been approved yet and may read the fact. */
async function rerunAll(tx: Tx, societyId: string, { cause, fact }: { cause: CheckCause; fact?: RecordRow }): Promise<void> {
  const { rows } = await tx.query<Application>(
    `SELECT a.* FROM application a JOIN round r ON r.id = a.round_id
     WHERE a.society_id = $1 AND a.status IN ('submitted', 'correcting', 'accepted', 'notAccepted') AND r.status = 'running'
       AND NOT EXISTS (SELECT 1 FROM stage s WHERE s.round_id = r.id AND s.type = 'approval' AND s.status = 'done')
     ORDER BY a.round_id, a.id FOR UPDATE OF a`, [societyId]);
  for (const application of rows) {
    const round = await loadRound(tx, application.round_id);
    const at = await now(tx, application.realm);
    if (!round || (fact !== undefined && !mayRead(round.programme.authority satisfies Authority, dayOf(at), fact))) continue;
    const { id, changed, open } = await checkAgain(tx, round, application, { at, cause, recordId: fact?.id });
    if (changed.length > 0 || open) await tell(tx, round, application, { id, at, changed, open });
  }
}

/** The society reads rule by rule what has changed; the office is told, and asked where a person must decide. */
async function tell(tx: Tx, round: PlannedRound, application: Application, { id, at, changed, open }: { id: string; at: number; changed: string[]; open: boolean }): Promise<void> {
  const society = await societyAddress(tx, application.society_id);
  const rules = (changed.length > 0 ? changed : ['—']).map((key) => ruleName(round, key)).join('、');
  const mail = (template: string, to: string, recipient: { email: string; locale: string }): Mail => ({
    realm: application.realm, roundId: round.id, societyId: template === 'eligibilityRechecked' ? application.society_id : null, key: `${template}/${id}${to}`, template,
    params: { round: round.name, society: society?.name ?? '', rules, link: `/applications/${application.id}` }, recipient: recipient.email, locale: recipient.locale,
  });
  const staff = await roleAddresses(tx, application.realm, 'staff');
  await queueMail(tx, at, [
    ...(society ? [mail('eligibilityRechecked', '', society)] : []),
    ...staff.map((one) => mail(open ? 'eligibilityToSettle' : 'eligibilityChanged', `/${one.email}`, one)),
  ]);
}

const ruleName = ({ programme }: PlannedRound, key: string): string =>
  programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? stage.eligibility : [])).find((rule) => rule.key === key)?.name.zh ?? key;

const CHECKS = 'SELECT c.*, s.code FROM eligibility_check c JOIN society s ON s.id = c.society_id';

/** Oldest first. */
export async function checksOf(tx: Tx, applicationId: string): Promise<StoredCheck[]> {
  return (await tx.query<StoredCheck>(`${CHECKS} WHERE c.application_id = $1 ORDER BY c.n`, [applicationId])).rows;
}

/** What a person must still settle in a round. */
export async function openChecks(tx: Tx, roundId: string): Promise<StoredCheck[]> {
  return (await tx.query<StoredCheck>(`${CHECKS} WHERE c.round_id = $1 AND c.state = 'open' ORDER BY c.n`, [roundId])).rows;
}

export async function findCheck(tx: Tx, id: string): Promise<StoredCheck | undefined> {
  return (await tx.query<StoredCheck>(`${CHECKS} WHERE c.id = $1`, [id])).rows[0];
}

/** False when it was settled before. */
export async function settleCheck(tx: Tx, id: string, decision: Record<string, unknown>, at: number): Promise<boolean> {
  return (await tx.query(`UPDATE eligibility_check SET state = 'settled', decision = $2, decided_at = $3 WHERE id = $1 AND state = 'open'`, [id, decision, instant(at)])).rowCount === 1;
}

/** Settled by mistake: it waits for a person again. */
export async function reopenCheck(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE eligibility_check SET state = 'open', decision = NULL, decided_at = NULL WHERE id = $1 AND state = 'settled'`, [id]);
}

/** Whether the application has not been checked again since. */
export async function isLatestCheck(tx: Tx, check: Pick<StoredCheck, 'id' | 'application_id'>): Promise<boolean> {
  return only((await tx.query<{ id: string }>('SELECT id FROM eligibility_check WHERE application_id = $1 ORDER BY n DESC LIMIT 1', [check.application_id])).rows).id === check.id;
}
