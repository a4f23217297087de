/** Points and ranks of everybody who handed figures in, stored with their lines; what is missing is asked for (000 §5.1). */
import { assess } from '../../domain/assessment/assess.js';
import { recordedValues } from '../../domain/assessment/recorded.js';
import { assessmentRules } from '../../domain/programme/assessment-rules.js';
import { assessmentInputs } from '../../records/assessment-inputs.js';
import { freezeRecorded, recordedProgress, saveAssessment } from '../../records/assessments.js';
import { plannedStage, type StepContext } from '../context.js';
import { writeToSociety } from '../mailing.js';

export async function rankFigures(context: StepContext): Promise<void> {
  const { tx, round, wait } = context;
  const stage = plannedStage(context, 'capabilityAssessment');
  const recorded = await recordedProgress(tx, wait.realm, round.programme.authority);
  const societies = await assessmentInputs(tx, round, stage);
  const values = societies.flatMap(({ id }) => recordedValues(stage.indicators, recorded.get(id) ?? []).map((one) => ({ societyId: id, ...one })));
  await freezeRecorded(tx, wait.realm, round.id, stage.indicators.flatMap(({ key, from }) => (from ? [key] : [])), values);
  const assessed = assess(assessmentRules(stage), societies);
  const ids = new Map(societies.map(({ code, id }) => [code, id]));
  await saveAssessment(tx, wait.realm, round.id, assessed.map(({ code, score, rank }) => ({
    societyId: ids.get(code) ?? '', totalThousandths: Math.round(score.total * 1000), rank, lines: score.lines,
  })));
  // What the authority records itself is not asked of the society.
  const asked = stage.indicators.filter((indicator) => indicator.from === undefined);
  for (const { code, score } of assessed) {
    const items = asked.filter(({ key }) => score.missing.includes(key)).map(({ name }) => name.zh).join('、');
    if (items === '') continue;
    // Once: a further ranking does not ask again for the same.
    await writeToSociety(context, ids.get(code) ?? '', 'figuresMissing', `${round.id}/${code}`, { items });
  }
}
