/** What stands on the accounts of a funded society, and the verdict on its year (000 §5.4–5.5, 003 §1.3.3). Amounts in cents. */
import { explainBalance } from '../../../../domain/explaining/money.js';
import { explainVerdict } from '../../../../domain/explaining/verdict.js';
import { auditScore, type Ground, recommendedBy, type Verdict } from '../../../../domain/performance/verdict.js';
import { type Programme, projectStepsOf } from '../../../../domain/programme/schema.js';
import type { Clause } from '../../../../domain/refusal.js';
import { storedVerdict } from '../../../../records/explaining.js';
import { storedDecision } from '../../../../records/explaining-decisions.js';
import { findListedProject, type ListedProject, projectLedger } from '../../../../records/project-list.js';
import { type HandIn, lastHandIn } from '../../../../records/projects.js';
import type { Tx } from '../../../../records/pool.js';
import { loadRound, type PlannedRound } from '../../../../records/rounds.js';
import { toInstant } from '../../contract/common.js';
import { decidedOf, textOf } from '../decided.js';
import type { KindOfExplanation } from '../kind.js';
import { selfEvaluation } from './money.js';

export const balance: KindOfExplanation = {
  id: { project: 'uuid', account: 'key' },
  insiders: 'round.overview',
  others: ['society', 'anybody'],
  async explain({ tx, ids: [id = '', account = ''], insider, who }) {
    const project = await readable(tx, id, insider || who.societyId !== undefined || who.roles.includes('finance'));
    if (!project) return undefined;
    const ledger = await projectLedger(tx, id);
    const entries = ledger.filter((row) => row.account === account);
    if (entries.length === 0) return undefined;
    const explanation = explainBalance(account, entries.map((row) => ({ posting: row.posting, memo: row.memo, amountCents: row.amount_cents })));
    // Double entry: what stands here has left the other accounts.
    const others = ledger.filter((row) => row.account !== account).reduce((sum, row) => sum - row.amount_cents, 0);
    return { stored: others, explanation, programmeVersionId: project.programme_version_id };
  },
};

export const verdict: KindOfExplanation = {
  id: { project: 'uuid', year: 'year' },
  insiders: 'round.overview',
  others: ['society'],
  async explain(question) {
    const { tx, whole, ids: [id = '', year = ''], insider } = question;
    const project = await findListedProject(tx, id);
    const round = project && (await loadRound(tx, project.round_id));
    if (!project || !round) return undefined;
    const own = await selfEvaluation.explain(question);
    return whole(async (all) => {
      const stored = await storedVerdict(all, id, Number(year));
      const decision = stored && (await storedDecision(all, stored.command_id));
      if (!stored || !decision) return undefined;
      const { ground, source } = await groundAgain(all, round, project, { of: textOf(decision.body.task) === 'midTermVerdict' ? 'midTerm' : 'audit', year: stored.year });
      const explanation = explainVerdict({
        ground, ...(source ? { source: { factId: source.id, at: toInstant(source.at) } } : {}), decided: decidedOf(decision, insider), plannedCents: project.amount_cents,
        proposed: { verdict: textOf(decision.body.outcome) as Verdict, reason: textOf(decision.body.reason), minutes: textOf(decision.body.minutes), percent: decision.body.percent },
        ...(own ? { selfEvaluation: own.explanation } : {}), clause: owedClause(round.programme, textOf(decision.body.task)),
      });
      const again = recommendedBy(ground).recommended === stored.recommended && thousandths(ground) === stored.score_thousandths;
      return { stored: stored.decision, explanation, holds: again, programmeVersionId: round.programme_version_id };
    });
  },
};

/** The audit's report or the office's opinion, as it is on record now. */
async function groundAgain(tx: Tx, { programme }: PlannedRound, project: ListedProject, { of, year }: { of: Ground['of']; year: number }): Promise<{ ground: Ground; source: HandIn | undefined }> {
  const step = projectStepsOf(programme).find((one) => one.type === (of === 'audit' ? 'audit' : 'midTermCheck'));
  const key = step?.per === 'year' ? `${year}.${step.key}` : (step?.key ?? '');
  const source = await lastHandIn(tx, project.id, key, of === 'audit' ? 'auditReport' : 'midTermOpinion');
  if (of === 'audit') return { ground: { of, score: auditScore(source?.payload) }, source };
  return { ground: { of, conclusion: textOf((source?.payload.content as { conclusion?: unknown } | undefined)?.conclusion) }, source };
}

const thousandths = (ground: Ground): number | null => (ground.of === 'audit' && ground.score !== null ? Math.round(ground.score * 1000) : null);

const readable = async (tx: Tx, id: string, allowed: boolean): Promise<ListedProject | undefined> => (allowed ? findListedProject(tx, id) : undefined);

/** Of the thing owed that was decided. */
const owedClause = (programme: Programme, kind: string): Clause =>
  projectStepsOf(programme).flatMap(({ owes }) => owes).find((one) => one.kind === kind)?.clause ?? { document: 'choice', clause: kind };
