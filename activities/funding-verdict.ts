/**
 * Dynamic management: continue, adjust the next instalment, or terminate. 2018 after each year, on the third-party audit (000 §5.5 [C]);
 * in Wuhan after the mid-term check, on what the office found (003 §1.3.3, §4.4). Changing money is a collective decision with reason and minutes [C].
 */
import { reduceYear } from '../domain/funds/adjustment.js';
import { auditScore, type Ground, type Verdict, type WeighedVerdict, weighVerdict } from '../domain/performance/verdict.js';
import { implementationYears } from '../domain/programme/dates.js';
import { projectStepsOf } from '../domain/programme/schema.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { addAdjustment, moneyOf, savePlan } from '../records/money.js';
import { addVerdict, lastHandIn, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { payBound } from './money.js';
import { endBadly } from './project-end.js';

export interface FundingDecision {
  kind: 'verdict' | 'midTermVerdict';
  outcome: string;
  /** Of a yearly verdict; the mid-term check is about the first implementation year. */
  year: number | undefined;
  body: Record<string, unknown>;
}

export async function decideFunding(context: CommandContext, project: Project, { kind, outcome, year: of, body }: FundingDecision): Promise<Result<Record<string, unknown>>> {
  const year = of ?? implementationYears(context.round.programme, context.round.settings)[0] ?? 0;
  const ground = await groundOf(context, project, kind, year);
  if (!ground.ok) return ground;
  const verdict = outcome as Verdict;
  const [reason, minutes] = [textOf(body.reason), textOf(body.minutes)];
  const weighed = weighVerdict(ground.value, { verdict, reason, minutes, percent: body.percent }, project.amount_cents);
  if (!weighed.ok) return weighed;
  const { recommended, percent } = weighed.value;
  await store(context, project, { year, weighed: weighed.value, reason, minutes }, ground.value);
  if (verdict === 'terminate') return accept({ decision: verdict, recommended, ends: true, paidCents: 0, ...(await endBadly(context, project, 'terminated')) });
  const paid = await payBound(context, project, { step: context.key, on: kind, percent });
  if (paid.year !== undefined && percent < 100) await reduceBudget(context, project, paid.year, reason);
  return accept({ decision: verdict, recommended, paidCents: paid.paidCents, releasedCents: paid.releasedCents });
}

/** What was handed in before the decision, and recommends it. */
async function groundOf(context: CommandContext, project: Project, kind: FundingDecision['kind'], year: number): Promise<Result<Ground>> {
  if (kind === 'midTermVerdict') {
    const opinion = await lastHandIn(context.tx, project.id, context.key, 'midTermOpinion');
    if (opinion === undefined) return refuse({ code: 'CONCLUSION_MISSING', field: 'outcome' });
    return accept({ of: 'midTerm', conclusion: textOf((opinion.payload.content as { conclusion?: unknown } | undefined)?.conclusion) });
  }
  const audit = projectStepsOf(context.round.programme).find((one) => one.type === 'audit');
  const report = audit && (await lastHandIn(context.tx, project.id, `${year}.${audit.key}`, 'auditReport'));
  return accept({ of: 'audit', score: auditScore(report?.payload) });
}

interface Taken {
  year: number;
  weighed: WeighedVerdict;
  reason: string;
  minutes: string;
}

async function store(context: CommandContext, project: Project, { year, weighed, reason, minutes }: Taken, ground: Ground): Promise<void> {
  const { verdict, recommended, percent } = weighed;
  const score = ground.of === 'audit' ? ground.score : null;
  await addVerdict(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, decision: verdict, recommended,
    scoreThousandths: score === null ? null : Math.round(score * 1000), reason, minutes, commandId: context.command.id, at: context.at,
  });
  const found = ground.of === 'audit' ? { score, grade: weighed.grade } : { conclusion: ground.conclusion };
  const action = ground.of === 'audit' ? 'verdict' : 'midTerm';
  await record(context.tx, {
    stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: `${action}.${verdict}`,
    body: { year, recommended, ...found, reason, minutes, percent },
  });
  const key = ground.of === 'audit' ? `${project.id}/${year}` : project.id;
  await writeToSociety(context, project.society_id, `${action}.${verdict}`, key, { number: project.number, year, reason, percent });
}

/** [C] The reduced year's budget shrinks in proportion, as a recorded adjustment; the society may apply for another spread. */
async function reduceBudget(context: CommandContext, project: Project, year: number, reason: string): Promise<void> {
  const record = await moneyOf(context.tx, project.id);
  if (!record.plan) return;
  const toCents = record.instalments.filter((one) => one.year === year).reduce((sum, one) => sum + one.cents, 0);
  const lines = reduceYear(record.plan.budget, year, toCents);
  await addAdjustment(context.tx, { realm: context.wait.realm, projectId: project.id, societyId: project.society_id, lines, reason, cause: 'verdict', by: context.command.principal });
  await savePlan(context.tx, project.id, { ...record.plan, budget: lines });
}
