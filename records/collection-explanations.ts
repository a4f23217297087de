/** Why a society's hand-in has its outcome: the programme's checks on the figures that were handed in. */
import type { Explanation } from '../domain/explanation.js';
import { explainCollection } from '../domain/governance/explain.js';
import { findingsOf, outcomeOf } from '../domain/governance/outcome.js';
import { checksOf } from '../domain/governance/stage.js';
import { stageOf } from '../domain/programme/schema.js';
import { resultOf } from './collections.js';
import type { Tx } from './pool.js';
import type { PlannedRound } from './rounds.js';

/** Undefined without such a stage, or before its figures were checked. */
export async function explanationOfCollection(tx: Tx, round: PlannedRound, stageKey: string, societyId: string): Promise<Explanation | undefined> {
  const stage = stageOf(round.programme, stageKey);
  const row = stage?.type === 'materialsCollection' ? await resultOf(tx, { roundId: round.id, stage: stageKey }, societyId) : undefined;
  if (stage?.type !== 'materialsCollection' || row === undefined) return undefined;
  const outcome = row.outcome ?? outcomeOf({ handedIn: row.fact_id !== null, late: row.late, lines: row.lines, explained: false, rectified: false });
  return explainCollection(checksOf(stage), row.content ?? {}, row.lines, { ...outcome, findings: row.outcome?.findings ?? findingsOf(row.lines) }, row.fact_id, stage.clause);
}
