/**
 * Takes a fact together with what it does at once, in the caller's transaction. Kinds that only store something are
 * acknowledged here; the others are absorbed by their workflow. The caller has checked the payload's shape.
 */
import type { GroupSummary } from '../domain/review/summary.js';
import { addApplication, caseIdOf, findApplication, lockStatus, setApplicationStatus } from './applications.js';
import { saveIndicators } from './assessments.js';
import { now } from './clock.js';
import { submit, type Submission, type Taken } from './facts.js';
import { extendedWorkflow } from './gates.js';
import { registerLead } from './leads.js';
import type { Tx } from './pool.js';
import { leadersOf, saveSummary } from './group-summaries.js';
import { addObjection } from './publicity.js';
import { addReexamination } from './reexaminations.js';
import { declareConflicts, expertOfAccount, placementStatus, saveScore } from './reviews.js';
import { stagesOf } from './rounds.js';
import { owed, reopenTask } from './tasks.js';
import { createWait, ring } from './waits.js';

export type HandIn = Omit<Submission, 'acknowledge' | 'gated'> & {
  roundId: string;
  applicationId?: string | null;
  /** Of a score sheet, in thousandths of a point, as the domain computed it. */
  totalThousandths?: number;
  /** For a collection of materials. */
  collected?: boolean;
  /** Whether a society hands in, or the office about one. */
  bySociety?: boolean;
};

/** Who has to look after the commit. */
export type HandedIn = Taken & { wake: string[] };

type Effect = (tx: Tx, fact: HandIn, taken: Extract<Taken, { ok: true }>) => Promise<string[]>;

/** Kinds whose effect is complete in this transaction; every other kind waits for its workflow. */
const effects: Record<string, Effect> = { indicators, application, withdrawal, conflictDeclaration, score, groupSummary, lateObjection, reexamination };

/** Taken whether the gate is open or not. */
const UNGATED: ReadonlySet<string> = new Set(['withdrawal', 'lateObjection', 'reexamination']);

export async function handIn(tx: Tx, fact: HandIn): Promise<HandedIn> {
  const effect = fact.collected === true ? collected : effects[fact.kind];
  // 000 §5.3: approved is approved; who withdraws at the same moment waits for the decision.
  if (fact.kind === 'withdrawal' && (await isAwarded(tx, fact.applicationId ?? ''))) return { ok: false, code: 'ALREADY_DECIDED', wake: [] };
  // A command locks the workflow's row before the gate: who rings rings first.
  const woken = await ringFirst(tx, fact);
  const taken = await submit(tx, { ...fact, acknowledge: effect !== undefined, gated: !UNGATED.has(fact.kind) });
  if (!taken.ok) return { ...taken, wake: [] };
  if (taken.repeated) return { ...taken, wake: [taken.workflowId] };
  return { ...taken, wake: effect ? [...woken, ...(await effect(tx, fact, taken))] : [taken.workflowId] };
}

async function isAwarded(tx: Tx, applicationId: string): Promise<boolean> {
  await lockStatus(tx, applicationId);
  return (await placementStatus(tx, applicationId)) === 'awarded';
}

async function indicators(tx: Tx, fact: HandIn, taken: { factId: string }): Promise<string[]> {
  const { values } = fact.payload as { values: { indicator: string; value: number; evidence: string }[] };
  await saveIndicators(tx, fact.realm, fact.roundId, fact.societyId ?? '', taken.factId, values);
  return [];
}

/** Every submission is a case of its own, with its own workflow. */
async function application(tx: Tx, fact: HandIn, taken: { factId: string }): Promise<string[]> {
  const { content } = fact.payload as { content: unknown };
  const societyId = fact.societyId ?? '';
  const row = await addApplication(tx, {
    realm: fact.realm, roundId: fact.roundId, societyId, factId: taken.factId, content, at: await now(tx, fact.realm),
  });
  const workflowId = caseIdOf(row);
  await createWait(tx, fact.realm, workflowId, 'applicationCase', { roundId: fact.roundId, applicationId: row.id, societyId, stage: 'application' });
  return [workflowId];
}

/** Until approval. While the window is open the society may submit again. */
async function withdrawal(tx: Tx, fact: HandIn, taken: { gateId: number }): Promise<string[]> {
  const row = await findApplication(tx, fact.applicationId ?? '');
  if (!row || !(await setApplicationStatus(tx, row.id, ['submitted', 'correcting', 'accepted'], 'withdrawn', await now(tx, fact.realm)))) return [];
  await reopenTask(tx, taken.gateId, row.society_id);
  const open = (await stagesOf(tx, row.round_id)).filter((stage) => stage.status === 'open');
  const woken = [caseIdOf(row), ...open.map((stage) => stage.workflow_id)];
  for (const workflowId of woken) await ring(tx, workflowId);
  return woken;
}

/** Evaluated by its stage in one batch. The office's verifications end the stage with the last; societies' hand-ins wait for the time. */
const collected: Effect = (tx, fact, taken) => (fact.bySociety === true ? Promise.resolve([]) : lastOne(tx, fact, taken.workflowId));

async function conflictDeclaration(tx: Tx, fact: HandIn, taken: { workflowId: string }): Promise<string[]> {
  const { conflicts } = fact.payload as { conflicts: { applicationId: string; reason: string }[] };
  const expert = await expertOfAccount(tx, fact.principal);
  if (expert) await declareConflicts(tx, fact.realm, fact.roundId, expert.id, await now(tx, fact.realm), conflicts);
  return lastOne(tx, fact, taken.workflowId);
}

async function score(tx: Tx, fact: HandIn, taken: { workflowId: string }): Promise<string[]> {
  const expert = await expertOfAccount(tx, fact.principal);
  if (expert) await saveScore(tx, fact.applicationId ?? '', expert.id, fact.payload, fact.totalThousandths ?? 0, await now(tx, fact.realm));
  return lastOne(tx, fact, taken.workflowId);
}

/** Signed once: the opinion of the group that this expert leads. */
async function groupSummary(tx: Tx, fact: HandIn, taken: { workflowId: string }): Promise<string[]> {
  const leader = (await leadersOf(tx, fact.roundId)).find(({ account_id }) => account_id === fact.principal);
  if (leader) await saveSummary(tx, { realm: fact.realm, roundId: fact.roundId, panel: leader.panel, expertId: leader.expert_id, at: await now(tx, fact.realm) }, fact.payload as GroupSummary);
  return lastOne(tx, fact, taken.workflowId);
}

/** A mass stage is not woken by every fact, only by the one after which nobody owes anything. */
async function lastOne(tx: Tx, fact: HandIn, workflowId: string): Promise<string[]> {
  if ((await owed(tx, fact.gateId)).length > 0) return [];
  await ring(tx, workflowId);
  return [workflowId];
}

/** After the period it is kept as a lead [C]; who sent it is kept as for any other. */
async function lateObjection(tx: Tx, fact: HandIn, taken: { factId: string }): Promise<string[]> {
  const { stageId, societyId, grounds, name, contact, admissibility } = fact.payload as { stageId: string; societyId: string; grounds: string; name?: string; contact?: string; admissibility: unknown };
  const at = await now(tx, fact.realm);
  const objectionId = await addObjection(tx, {
    realm: fact.realm, roundId: fact.roundId, stageId, societyId, factId: taken.factId, objector: name === undefined || contact === undefined ? null : { name, contact },
    grounds, receivedAt: at, answerDueAt: null, standing: 'lead', admissibility,
  });
  await registerLead(tx, { realm: fact.realm, roundId: fact.roundId, societyId, objectionId, source: 'late', grounds, at });
  return [];
}

/** Whoever waits for the list looks again: it is held until the re-examination is decided. */
async function reexamination(tx: Tx, fact: HandIn, taken: { factId: string }): Promise<string[]> {
  const { objectionId, societyId, by, grounds, firstState, answerDueAt } = fact.payload as {
    objectionId: string; societyId: string; by: 'objector' | 'society'; grounds: string; firstState: 'upheld' | 'rejected'; answerDueAt: number;
  };
  const at = await now(tx, fact.realm);
  await addReexamination(tx, { realm: fact.realm, objectionId, roundId: fact.roundId, societyId, factId: taken.factId, by, grounds, firstState, at, answerDueAt });
  return [];
}

/** A mass stage sleeps until the last individual deadline: when that society has handed in, it looks how long it still has to. */
async function ringFirst(tx: Tx, fact: HandIn): Promise<string[]> {
  if (fact.kind === 'reexamination') return ringOpenStages(tx, fact.roundId);
  if ((fact.kind !== 'application' && fact.kind !== 'indicators') || !fact.societyId) return [];
  const workflowId = await extendedWorkflow(tx, fact.gateId, fact.societyId);
  if (workflowId === undefined) return [];
  await ring(tx, workflowId);
  return [workflowId];
}

async function ringOpenStages(tx: Tx, roundId: string): Promise<string[]> {
  const open = (await stagesOf(tx, roundId)).filter((stage) => stage.status === 'open').map((stage) => stage.workflow_id);
  for (const workflowId of open) await ring(tx, workflowId);
  return open;
}
