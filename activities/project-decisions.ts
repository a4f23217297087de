/** What the office and the leadership decide about a funded project, and what each decision does to it and to the money. */
import { implementationYears } from '../domain/programme/dates.js';
import { grade } from '../domain/performance/self-evaluation.js';
import { recommendVerdict } from '../domain/performance/verdict.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { addVerdict, balances, closeProject, lastHandIn, markSigned, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { minutesOf, reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { disburse, releaseRest } from './money.js';

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
  if (outcome !== 'continue' || outcome !== recommended) {
    const reason = reasonOf(body);
    if (!reason.ok) return reason;
  }
  const minutes = outcome === 'terminate' ? minutesOf(body) : accept(textOf(body.minutes));
  if (!minutes.ok) return minutes;
  const percent = outcome === 'adjust' ? Number(body.percent) : 100;
  if (outcome === 'adjust' && !(Number.isInteger(percent) && percent >= 1 && percent <= 99)) {
    return refuse({ code: 'INVALID', field: 'percent', params: { allowed: '1–99' } });
  }
  await addVerdict(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, decision: outcome as 'continue' | 'adjust' | 'terminate', recommended,
    scoreThousandths: score === null ? null : Math.round(score * 1000), reason: textOf(body.reason), minutes: minutes.value, commandId: context.command.id, at: context.at,
  });
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `verdict.${outcome}`,
    body: { year, recommended, score, reason: textOf(body.reason), minutes: minutes.value, percent },
  });
  await writeToSociety(context, project.society_id, `verdict.${outcome}`, `${project.id}/${year}`, { number: project.number, year, reason: textOf(body.reason), percent });

  const years = implementationYears(context.round.programme, context.round.settings);
  const nextYear = years[years.indexOf(year) + 1];
  if (outcome === 'terminate') {
    const released = await releaseRest(context, project);
    await closeProject(context.tx, project.id, 'terminated', context.at);
    return accept({ decision: outcome, recommended, releasedCents: released });
  }
  const paid = nextYear === undefined ? 0 : await disburse(context, project, nextYear, Math.floor((project.amount_cents * percent) / 100));
  return accept({ decision: outcome, recommended, paidCents: paid });
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
  const step = context.round.programme.project.steps.find((one) => one.type === 'audit');
  const report = step && (await lastHandIn(context.tx, project.id, `${year}.${step.key}`, 'auditReport'));
  const score = (report?.content as { score?: unknown } | undefined)?.score ?? report?.score;
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null;
}
