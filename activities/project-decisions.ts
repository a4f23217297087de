/** What the office and the leadership decide about a funded project, and what each decision does to it and to the money. */
import { implementationYears } from '../domain/programme/dates.js';
import { grade } from '../domain/performance/self-evaluation.js';
import { instalmentAfter, type NextInstalment, recommendVerdict, type Verdict } from '../domain/performance/verdict.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { projectStepsOf } from '../domain/programme/schema.js';
import { record } from '../records/audit.js';
import { addVerdict, balances, closeProject, lastHandIn, markSigned, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { disburse, release, releaseRest } from './money.js';

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
      return sign(context, project);
    case 'verdict':
      return verdict(context, project, decision);
    case 'acceptance':
      return finish(context, project, decision);
    default:
      return accept({ decision: decision.kind, outcome: decision.outcome });
  }
}

/** 000 §5.4: 签订项目任务书: both sides have signed; the project runs, and the first year's instalment is paid. */
async function sign(context: CommandContext, project: Project): Promise<Result<Record<string, unknown>>> {
  await markSigned(context.tx, project.id, context.at);
  const [firstYear = 0] = implementationYears(context.round.programme, context.round.settings);
  const paid = await disburse(context, project, firstYear, project.amount_cents);
  await writeToSociety(context, project.society_id, 'taskBookSigned', project.id, { number: project.number });
  return accept({ decision: 'countersigned', paidCents: paid });
}

/** Dynamic management [C, as in 003]: continue, adjust the next instalment, or terminate. Departing from the audit needs a reason. */
async function verdict(context: CommandContext, project: Project, { outcome, year = 0, body }: ProjectDecision): Promise<Result<Record<string, unknown>>> {
  const score = await auditScore(context, project, year);
  const recommended = score === null ? 'continue' : recommendVerdict(grade(score));
  const chosen = outcome as Verdict;
  const reason = chosen === 'continue' && chosen === recommended ? accept(textOf(body.reason)) : reasonOf(body);
  if (!reason.ok) return reason;
  const percent = chosen === 'adjust' ? Number(body.percent) : 100;
  if (chosen === 'adjust' && !(Number.isInteger(percent) && percent >= 1 && percent <= 99)) {
    return refuse({ code: 'INVALID', field: 'percent', params: { allowed: '1–99' } });
  }
  const minutes = textOf(body.minutes);
  const planned = project.amount_cents;
  const money = instalmentAfter(chosen, planned, { minutes, payCents: Math.floor((planned * percent) / 100) });
  if (!money.ok) return money;

  await addVerdict(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, decision: chosen, recommended,
    scoreThousandths: score === null ? null : Math.round(score * 1000), reason: reason.value, minutes, commandId: context.command.id, at: context.at,
  });
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `verdict.${chosen}`,
    body: { year, recommended, score, reason: reason.value, minutes, percent },
  });
  await writeToSociety(context, project.society_id, `verdict.${chosen}`, `${project.id}/${year}`, { number: project.number, year, reason: reason.value, percent });
  return accept({ decision: chosen, recommended, ...(await settleMoney(context, project, year, chosen, money.value)) });
}

/** The next year's instalment is paid or reduced; a terminated project gets nothing more, and what was promised goes back. */
async function settleMoney(context: CommandContext, project: Project, year: number, verdict: Verdict, next: NextInstalment): Promise<Record<string, number | boolean>> {
  if (verdict === 'terminate') {
    const releasedCents = await releaseRest(context, project);
    await closeProject(context.tx, project.id, 'terminated', context.at);
    return { ends: true, paidCents: 0, releasedCents };
  }
  const years = implementationYears(context.round.programme, context.round.settings);
  const nextYear = years[years.indexOf(year) + 1];
  if (nextYear === undefined) return { paidCents: 0, releasedCents: 0 };
  const paidCents = await disburse(context, project, nextYear, next.payCents);
  await release(context, project, String(nextYear), next.releaseCents);
  return { paidCents, releasedCents: next.releaseCents };
}

async function finish(context: CommandContext, project: Project, { outcome, body }: ProjectDecision): Promise<Result<Record<string, unknown>>> {
  const reason = outcome === 'passed' ? accept(textOf(body.reason)) : reasonOf(body);
  if (!reason.ok) return reason;
  const released = await releaseRest(context, project);
  await closeProject(context.tx, project.id, outcome === 'passed' ? 'accepted' : 'failed', context.at);
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `acceptance.${outcome}`,
    body: { reason: reason.value, balances: await balances(context.tx, project.id) },
  });
  await writeToSociety(context, project.society_id, `acceptance.${outcome}`, project.id, { number: project.number, reason: reason.value });
  return accept({ decision: outcome, releasedCents: released });
}

/** 0 … 100, of the third-party audit of that year; null when there is none. */
async function auditScore(context: CommandContext, project: Project, year: number): Promise<number | null> {
  const step = projectStepsOf(context.round.programme).find((one) => one.type === 'audit');
  const report = step && (await lastHandIn(context.tx, project.id, `${year}.${step.key}`, 'auditReport'));
  const score = (report?.content as { score?: unknown } | undefined)?.score ?? report?.score;
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null;
}
