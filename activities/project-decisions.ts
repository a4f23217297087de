/** What the office and the leadership decide about a funded project, and what each decision does to it and to the money. */
import { reduceYear } from '../domain/funds/adjustment.js';
import { yuan } from '../domain/funds/budget.js';
import { statementOf } from '../domain/funds/position.js';
import { grade } from '../domain/performance/self-evaluation.js';
import { checkVerdict, instalmentAfter, recommendVerdict, type Verdict } from '../domain/performance/verdict.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { projectStepsOf } from '../domain/programme/schema.js';
import { record } from '../records/audit.js';
import { addAdjustment, moneyOf, savePlan } from '../records/money.js';
import { addVerdict, balances, closeProject, lastHandIn, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { noteFiling } from './filing.js';
import { minutesOf, reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { decideMidTerm } from './mid-term.js';
import { claimUnspent, payBound, releaseRest, underWay } from './money.js';
import { sendBack, sign } from './task-book.js';

export interface ProjectDecision {
  kind: string;
  outcome: string;
  /** The implementation year that a yearly step is about. */
  year: number | undefined;
  body: Record<string, unknown>;
}

export async function decideProject(context: CommandContext, decision: ProjectDecision): Promise<Result<Record<string, unknown>>> {
  const { project } = context;
  if (!project) return refuse({ code: 'COMMAND_NOT_EXPECTED' });
  // Revoked meanwhile: its workflow is about to end.
  if (project.status === 'revoked') return refuse({ code: 'PROJECT_REVOKED', rule: { document: '003', clause: '§5.2' } });
  switch (decision.kind) {
    case 'countersignature':
      if (!['', 'sign', 'return'].includes(decision.outcome)) return refuse({ code: 'INVALID', field: 'outcome', params: { allowed: 'sign, return' } });
      return decision.outcome === 'return' ? sendBack(context, project, decision.body) : sign(context, project, decision.body);
    case 'verdict':
      return verdict(context, project, decision);
    case 'filingNote':
      return noteFiling(context, project, decision.outcome, decision.body);
    case 'midTermVerdict':
      return decideMidTerm(context, project, decision.outcome, decision.body);
    case 'acceptance':
      return finish(context, project, decision);
    default:
      return accept({ decision: decision.kind, outcome: decision.outcome });
  }
}

/** Dynamic management [C, as in 003]: continue, adjust the next instalment, or terminate. Departing from the audit needs a reason. */
async function verdict(context: CommandContext, project: Project, { outcome, year = 0, body }: ProjectDecision): Promise<Result<Record<string, unknown>>> {
  const score = await auditScore(context, project, year);
  const found = score === null ? undefined : grade(score);
  const recommended = found === undefined ? 'none' : recommendVerdict(found);
  const chosen = outcome as Verdict;
  // Money is changed only with a reason, also where the audit recommends it.
  const reason = chosen === 'continue' ? accept(textOf(body.reason)) : reasonOf(body);
  if (!reason.ok) return reason;
  const [departs] = checkVerdict(chosen, found, reason.value);
  if (departs) return refuse(departs);
  const percent = chosen === 'adjust' ? Number(body.percent) : 100;
  if (chosen === 'adjust' && !(Number.isInteger(percent) && percent >= 1 && percent <= 99)) {
    return refuse({ code: 'INVALID', field: 'percent', params: { allowed: '1–99' } });
  }
  const minutes = textOf(body.minutes);
  const money = instalmentAfter(chosen, project.amount_cents, { minutes, payCents: Math.floor((project.amount_cents * percent) / 100) });
  if (!money.ok) return money;

  await addVerdict(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, decision: chosen, recommended,
    scoreThousandths: score === null ? null : Math.round(score * 1000), reason: reason.value, minutes, commandId: context.command.id, at: context.at,
  });
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `verdict.${chosen}`,
    body: { year, recommended, score, grade: found ?? null, reason: reason.value, minutes, percent },
  });
  await writeToSociety(context, project.society_id, `verdict.${chosen}`, `${project.id}/${year}`, { number: project.number, year, reason: reason.value, percent });
  if (chosen === 'terminate') return accept({ decision: chosen, recommended, ends: true, paidCents: 0, ...(await endBadly(context, project, 'terminated')) });
  const paid = await payBound(context, project, { step: context.key, on: 'verdict', percent });
  if (paid.year !== undefined && percent < 100) await reduceBudget(context, project, paid.year, reason.value);
  return accept({ decision: chosen, recommended, paidCents: paid.paidCents, releasedCents: paid.releasedCents });
}

/** [C] The reduced year's budget shrinks in proportion, as a recorded adjustment; the society may apply for another spread. */
async function reduceBudget(context: CommandContext, project: Project, year: number, reason: string): Promise<void> {
  const record = await moneyOf(context.tx, project.id);
  if (!record.plan) return;
  const toCents = record.instalments.filter((one) => one.year === year).reduce((sum, one) => sum + one.cents, 0);
  const lines = reduceYear(record.plan.budget, year, toCents);
  await addAdjustment(context.tx, { realm: context.wait.realm, projectId: project.id, societyId: project.society_id, lines, reason, cause: 'verdict', by: context.command.principal });
  await savePlan(context.tx, project.id, { ...record.plan, budget: lines, decisions: [...record.plan.decisions], kpis: [...record.plan.kpis] });
}

/** Nothing more is paid, what was promised goes back, and unspent money is claimed, where spending is recorded. */
async function endBadly(context: CommandContext, project: Project, status: 'terminated' | 'failed'): Promise<{ releasedCents: number; claimedCents: number }> {
  const releasedCents = await releaseRest(context, project);
  const claimedCents = await unspent(context, project);
  await claimUnspent(context, project, claimedCents);
  await closeProject(context.tx, project.id, status, context.at);
  return { releasedCents, claimedCents };
}

async function unspent(context: CommandContext, project: Project): Promise<number> {
  const record = await moneyOf(context.tx, project.id);
  return record.plan === undefined ? 0 : Math.max(0, statementOf(record).carryOverCents);
}

/** Outside a verdict: a society that does not sign, a project that cannot go on. The leadership or the office, with minutes. */
export async function terminateProject(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const money = await endBadly(context, project, 'terminated');
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: 'project.terminated',
    body: { step: context.key, reason: reason.value, minutes: minutes.value, ...money },
  });
  await writeToSociety(context, project.society_id, 'projectTerminated', project.id, { number: project.number, reason: reason.value });
  return accept({ decision: 'terminate', ends: true, paidCents: 0, ...money });
}

/** The end settles the money: nothing is under way, nothing is left unspent unless the leadership leaves it, and the rest goes back. */
async function finish(context: CommandContext, project: Project, { outcome, body }: ProjectDecision): Promise<Result<Record<string, unknown>>> {
  const passed = outcome === 'passed';
  const reason = passed && body.keepUnspent !== true ? accept(textOf(body.reason)) : reasonOf(body);
  if (!reason.ok) return reason;
  const minutes = body.keepUnspent === true ? minutesOf(body) : accept(textOf(body.minutes));
  if (!minutes.ok) return minutes;
  const [coming] = await underWay(context, project);
  if (passed && coming) return refuse({ code: 'INSTALMENT_UNDER_WAY', params: { key: coming.key } });
  const left = await unspent(context, project);
  if (passed && left > 0 && body.keepUnspent !== true) return refuse({ code: 'UNSPENT_NOT_RETURNED', params: { unspent: yuan(left) } });
  const money = passed ? { releasedCents: await releaseRest(context, project), claimedCents: 0 } : await endBadly(context, project, 'failed');
  if (passed) await closeProject(context.tx, project.id, 'accepted', context.at);
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `acceptance.${outcome}`,
    body: { reason: reason.value, minutes: minutes.value, keptCents: passed ? left : 0, balances: await balances(context.tx, project.id) },
  });
  await writeToSociety(context, project.society_id, `acceptance.${outcome}`, project.id, { number: project.number, reason: reason.value });
  return accept({ decision: outcome, ...money });
}

/** 0 … 100, of the third-party audit of that year; null when there is none. */
async function auditScore(context: CommandContext, project: Project, year: number): Promise<number | null> {
  const step = projectStepsOf(context.round.programme).find((one) => one.type === 'audit');
  const report = step && (await lastHandIn(context.tx, project.id, `${year}.${step.key}`, 'auditReport'));
  const score = (report?.content as { score?: unknown } | undefined)?.score ?? report?.score;
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null;
}
