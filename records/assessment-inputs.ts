/** What the assessment of a round counts: figures handed in or corrected, recorded progress, findings. */
import type { AssessedInput } from '../domain/assessment/assess.js';
import { withRecorded } from '../domain/assessment/recorded.js';
import type { StageOf } from '../domain/programme/schema.js';
import { assessedSocieties, recordedProgress } from './assessments.js';
import type { Tx } from './pool.js';
import type { PlannedRound } from './rounds.js';

/** Every society with at least one figure, by code. */
export async function assessmentInputs(tx: Tx, round: PlannedRound, stage: StageOf<'capabilityAssessment'>): Promise<(AssessedInput & { id: string })[]> {
  const recorded = await recordedProgress(tx, round.realm, round.programme.authority);
  return (await assessedSocieties(tx, round.realm, round.id)).map(({ id, code, discipline_group, figures, findings }) => ({
    id, code, group: discipline_group, findings, figures: withRecorded(stage.indicators, figures, recorded.get(id) ?? []),
  }));
}
