/**
 * 002 (通知), 004 §5: every society of the programme's authority owes one form by a day. One gate, one timer, batches over SQL;
 * who is late, warned, or found wanting gets a task of its own behind a gate of its own. Outcomes are computed when it ends.
 */
import { dayOf } from '../../domain/calendar/beijing.js';
import { insideDue, insideSpan, stageDates } from '../../domain/programme/dates.js';
import { lastDayOf } from '../../domain/programme/date-rules.js';
import { evaluate, toExplain } from '../../domain/governance/evaluate.js';
import { findingsOf } from '../../domain/governance/outcome.js';
import { checksOf } from '../../domain/governance/stage.js';
import { accept } from '../../domain/refusal.js';
import { activeSocieties } from '../../records/assessments.js';
import { collectedIn, type CollectionKey, type NewResult, resultsOf, saveResults } from '../../records/collections.js';
import { owed, settleTasks } from '../../records/tasks.js';
import { sealGate } from '../../records/gates.js';
import { plannedStage, type StepContext, type StepHandler } from '../context.js';
import { hashOf } from '../hash.js';
import { iso } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { askWithin, nothingToDo, untilDue } from './collection-gates.js';
import { verificationOf } from './collection-outcome.js';

export const keyOf = ({ wait, round, stage }: StepContext): CollectionKey => ({ realm: wait.realm, roundId: round.id, stage: stage?.key ?? '' });

export const collection: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'materialsCollection');
    const span = insideSpan(context.round.programme, context.round.settings, stage, 'handIn', { openedMs: context.at });
    if (!span.ok) return span;
    const societies = await activeSocieties(context.tx, context.wait.realm, context.round.programme.authority);
    const gateId = await openWithTasks(
      context, span.value, societies.map(({ id }) => ({ kind: stage.handIn.kind, role: 'society', societyId: id })));
    return accept({ gateId });
  },
  look: (context) => untilDue(context, 'collection'),
};

/** Who missed the deadline is written to and may still hand in for a while; it counts as late. */
export const late: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'materialsCollection');
    if (stage.late === undefined) return nothingToDo;
    const there = new Set((await collectedIn(context.tx, context.round.id, stage.handIn.kind)).map(({ society_id }) => society_id));
    const missing = (await activeSocieties(context.tx, context.wait.realm, context.round.programme.authority)).filter(({ id }) => !there.has(id));
    if (missing.length === 0) return nothingToDo;
    const asked = await askWithin(context, stage.late.workingDays, stage.handIn.kind, missing.map(({ id }) => id));
    if (!asked.ok) return asked;
    for (const { id } of missing) {
      await writeToSociety(context, id, 'collectionLate', `${asked.value.gateId}/${id}`, { task: stage.handIn.kind, dueAt: iso(asked.value.dueMs) });
    }
    return accept({ gateId: asked.value.gateId });
  },
  look: (context) => untilDue(context, 'collectionLate'),
};

/** The figures are checked once, when everything that will come has come; "一般不超过" asks for an explanation (002 item 3). */
export const explanations: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'materialsCollection');
    const results = await check(context);
    const warned = results.filter(({ lines }) => toExplain(lines).length > 0);
    if (stage.explanation === undefined || warned.length === 0) return nothingToDo;
    const asked = await askWithin(context, stage.explanation.workingDays, stage.explanation.kind, warned.map(({ societyId }) => societyId));
    if (!asked.ok) return asked;
    for (const { societyId, lines } of warned) {
      await writeToSociety(context, societyId, 'explanationAsked', `${asked.value.gateId}/${societyId}`, { checks: toExplain(lines).join('、'), dueAt: iso(asked.value.dueMs) });
    }
    return accept({ gateId: asked.value.gateId });
  },
  look: (context) => untilDue(context, 'explanations'),
};

async function check(context: StepContext): Promise<NewResult[]> {
  const stage = plannedStage(context, 'materialsCollection');
  const checks = checksOf(stage);
  const due = insideDue(context.round.programme, context.round.settings, stage, 'handIn');
  const on = due.ok ? lastDayOf(due.value) : dayOf(context.at);
  const collected = new Map((await collectedIn(context.tx, context.round.id, stage.handIn.kind)).map((one) => [one.society_id, one]));
  const societies = await activeSocieties(context.tx, context.wait.realm, context.round.programme.authority);
  const results = societies.map(({ id }): NewResult => {
    const one = collected.get(id);
    const lines = one ? evaluate(checks, one.content, on) : [];
    return { societyId: id, factId: one?.fact_id ?? null, late: one?.step === 'late', lines, inputsHash: hashOf({ content: one?.content ?? null, checks, on }) };
  });
  await saveResults(context.tx, keyOf(context), results);
  return results;
}

/** Staff read what every society handed in. A finding stands only when somebody has looked: without that the stage waits. */
export const verification: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'materialsCollection');
    const handedIn = (await resultsOf(context.tx, keyOf(context))).filter(({ fact_id }) => fact_id !== null);
    if (stage.verification === undefined || handedIn.length === 0) return nothingToDo;
    const span = stageDates(context.round.programme, context.round.settings, stage.key);
    if (!span.ok) return span;
    // Opened late it still leaves the office a fortnight.
    const dueMs = Math.max(span.value.dueMs, context.at + FORTNIGHT_MS);
    const { kind } = stage.verification;
    return accept({ gateId: await openWithTasks(context, { opensMs: context.at, dueMs }, handedIn.map(({ society_id }) => ({ kind, role: 'staff', societyId: society_id }))) });
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) return { done: { verified: 0 } };
    const open = (await owed(tx, gate.id)).length;
    const overdue = at >= gate.due_at;
    if (open > 0) return { role: 'staff', what: 'verification', params: { open }, until: overdue ? null : gate.due_at, attention: overdue ? 'overdue' : 'none' };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    return { done: {} };
  },
};

const FORTNIGHT_MS = 14 * 86_400_000;

/** 004 §4: 及时调整、清理: who has findings puts them right and says so. */
export const rectification: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'materialsCollection');
    if (stage.rectification === undefined) return nothingToDo;
    const verified = await verificationOf(context);
    const concerned = (await resultsOf(context.tx, keyOf(context))).flatMap(({ society_id, lines }) => {
      const findings = findingsOf(lines, verified.get(society_id));
      return findings.length > 0 ? [{ society_id, findings }] : [];
    });
    if (concerned.length === 0) return nothingToDo;
    const asked = await askWithin(context, stage.rectification.workingDays, stage.rectification.kind, concerned.map(({ society_id }) => society_id));
    if (!asked.ok) return asked;
    for (const { society_id, findings } of concerned) {
      await writeToSociety(context, society_id, 'findingsNotice', `${asked.value.gateId}/${society_id}`, { checks: findings.join('、'), dueAt: iso(asked.value.dueMs) });
    }
    return accept({ gateId: asked.value.gateId });
  },
  look: (context) => untilDue(context, 'rectification'),
};
