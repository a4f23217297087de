/** What the office and the leadership decide about a funded project, and what each decision does to it and to the money. */
import { yuan } from '../domain/funds/budget.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { balances, closeProject, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { noteFiling } from './filing.js';
import { decideFunding } from './funding-verdict.js';
import { minutesOf, reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { releaseRest, underWay } from './money.js';
import { endBadly, unspent } from './project-end.js';
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
    case 'midTermVerdict':
      return decideFunding(context, project, { ...decision, kind: decision.kind });
    case 'filingNote':
      return noteFiling(context, project, decision.outcome, decision.body);
    case 'acceptance':
      return finish(context, project, decision);
    default:
      return accept({ decision: decision.kind, outcome: decision.outcome });
  }
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
