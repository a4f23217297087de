/** What a hand-in of a funded project does besides being there: money arrives, a self-evaluation gets its score. */
import { scoreOfHandIn } from '../domain/funds/hand-in.js';
import { RULE_VERSION } from '../domain/performance/self-evaluation.js';
import type { Owed } from '../domain/programme/project-step.js';
import type { Fact } from '../records/facts.js';
import { moneyOf } from '../records/money.js';
import { saveSelfEvaluation } from '../records/performance.js';
import type { Project } from '../records/projects.js';
import { plannedProjectStep, type StepContext } from './context.js';
import { hashOf } from './hash.js';
import { arrived, payBound, receipted } from './money.js';

export async function absorbFacts(context: StepContext, project: Project, facts: Fact[]): Promise<void> {
  const { step, year } = plannedProjectStep(context);
  for (const fact of facts) {
    const planned = step.owes.find(({ kind }) => kind === fact.kind);
    if (!planned) continue;
    if (fact.kind === 'disbursementReceipt') await receipted(context, project, fact.id);
    if (fact.kind === 'arrivalConfirmation') await arrived(context, project, fact.id);
    if (planned.form) await score(context, project, { planned, fact, year });
    await payBound(context, project, { step: context.key, on: fact.kind });
  }
}

/** The system's score beside the society's own, with what it rests on. */
async function score(context: StepContext, project: Project, { planned, fact, year }: { planned: Owed; fact: Fact; year: number | undefined }): Promise<void> {
  const content = fact.payload.content as Record<string, unknown> | undefined;
  if (!planned.form || content === undefined || year === undefined) return;
  const { programme, settings } = context.round;
  const record = await moneyOf(context.tx, project.id);
  const result = scoreOfHandIn(planned.form, content, { programme, settings, year, record });
  if (result?.grade === undefined) return;
  await saveSelfEvaluation(context.tx, {
    projectId: project.id, year, realm: context.wait.realm, societyId: project.society_id, factId: fact.id, score: result.total,
    ownScore: typeof content.selfScore === 'number' ? content.selfScore : null, grade: result.grade, lines: result.lines,
    inputsHash: hashOf({ content, lines: result.lines }), ruleVersion: RULE_VERSION, at: context.at,
  });
}
