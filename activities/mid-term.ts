/**
 * 003 §1.3.3: 对考核合格的学会，继续支持；对考核不合格的学会，适时调整或终止资金支持. After the mid-term check (003 §4.4) the leadership decides
 * on what the office found [C]; changing money is a collective decision with reason and minutes [C].
 */
import { implementationYears } from '../domain/programme/dates.js';
import { instalmentAfter, midTermVerdict } from '../domain/performance/verdict.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { addVerdict, closeProject, lastHandIn, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { payBound, releaseRest } from './money.js';

export async function decideMidTerm(context: CommandContext, project: Project, outcome: string, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const opinion = (await lastHandIn(context.tx, project.id, context.key, 'midTermOpinion'))?.content as { conclusion?: unknown } | undefined;
  if (opinion === undefined) return refuse({ code: 'CONCLUSION_MISSING', field: 'outcome' });
  const { chosen, recommended } = midTermVerdict(outcome, textOf(opinion.conclusion));
  const reason = chosen === 'continue' && chosen === recommended ? accept(textOf(body.reason)) : reasonOf(body);
  if (!reason.ok) return reason;
  const percent = chosen === 'adjust' ? Number(body.percent) : 100;
  if (chosen === 'adjust' && !(Number.isInteger(percent) && percent >= 1 && percent <= 99)) {
    return refuse({ code: 'INVALID', field: 'percent', params: { allowed: '1–99' } });
  }
  const minutes = textOf(body.minutes);
  const money = instalmentAfter(chosen, project.amount_cents, { minutes, payCents: Math.floor((project.amount_cents * percent) / 100) });
  if (!money.ok) return money;
  const [year = 0] = implementationYears(context.round.programme, context.round.settings);
  await addVerdict(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, decision: chosen, recommended, scoreThousandths: null,
    reason: reason.value, minutes, commandId: context.command.id, at: context.at,
  });
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `midTerm.${chosen}`,
    body: { recommended, conclusion: textOf(opinion.conclusion), reason: reason.value, minutes, percent },
  });
  await writeToSociety(context, project.society_id, `midTerm.${chosen}`, project.id, { number: project.number, reason: reason.value, percent });
  if (chosen === 'terminate') {
    const releasedCents = await releaseRest(context, project);
    await closeProject(context.tx, project.id, 'terminated', context.at);
    return accept({ decision: chosen, recommended, ends: true, paidCents: 0, releasedCents });
  }
  const { paidCents, releasedCents } = await payBound(context, project, { step: context.key, on: 'midTermVerdict', percent });
  return accept({ decision: chosen, recommended, paidCents, releasedCents });
}
