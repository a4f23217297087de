/** Why a society's hand-in has its outcome: the programme's checks made again on what was handed in, explained, verified and put right. */
import type { Explanation } from '../domain/explanation.js';
import { evaluate } from '../domain/governance/evaluate.js';
import { explainCollection } from '../domain/governance/explain.js';
import { outcomeOf } from '../domain/governance/outcome.js';
import { checksOf, readVerification } from '../domain/governance/stage.js';
import { lastDayOf } from '../domain/programme/date-rules.js';
import { insideDue } from '../domain/programme/dates.js';
import { stageOf } from '../domain/programme/schema.js';
import { collectedIn, resultOf } from './collections.js';
import type { Tx } from './pool.js';
import type { PlannedRound } from './rounds.js';

/** Undefined without such a stage, or before its figures were checked. */
export async function explanationOfCollection(tx: Tx, round: PlannedRound, stageKey: string, societyId: string): Promise<Explanation | undefined> {
  const stage = stageOf(round.programme, stageKey);
  const row = stage?.type === 'materialsCollection' ? await resultOf(tx, { roundId: round.id, stage: stageKey }, societyId) : undefined;
  if (stage?.type !== 'materialsCollection' || row === undefined) return undefined;
  const due = insideDue(round.programme, round.settings, stage, 'handIn');
  if (!due.ok) return undefined;
  const checks = checksOf(stage);
  const lines = row.content === null ? [] : evaluate(checks, row.content, lastDayOf(due.value));
  const given = async (kind: string | undefined) => (kind === undefined ? undefined : (await collectedIn(tx, round.id, kind, societyId))[0]);
  const [explained, verified, rectified] = [await given(stage.explanation?.kind), await given(stage.verification?.kind), await given(stage.rectification?.kind)];
  const outcome = outcomeOf({
    handedIn: row.fact_id !== null, late: row.late, lines, explained: explained !== undefined, verification: verified && readVerification(verified.content), rectified: rectified !== undefined,
  });
  return explainCollection(checks, row.content ?? {}, lines, outcome, row.fact_id, stage.clause);
}
