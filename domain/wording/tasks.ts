/** What is owed, in words: a document of the programme by its own name, anything else by the catalogue's. */
import { REPAYMENT } from '../programme/project-step.js';
import { projectStepOf, projectStepsOf, type Programme, stageOf } from '../programme/schema.js';
import { isMessageKey, say, sayKey, type Locale } from './catalogue.js';

export function taskName(locale: Locale, programme: Pick<Programme, 'project' | 'stages'>, kind: string): string {
  const owed = projectStepsOf(programme).flatMap(({ owes }) => owes).find((one) => one.kind === kind);
  if (owed) return owed.name[locale];
  const collected = collectedName(programme, kind);
  if (collected) return collected[locale];
  return isMessageKey(`task.${kind}`) ? sayKey(locale, `task.${kind}`) : kind;
}

/** The name of a stage or of a project's step, without its year; the repayment is in no programme. */
export function stepName(programme: Programme, key: string): { zh: string; en: string } {
  const planned = stageOf(programme, key) ?? projectStepOf(programme, key);
  if (planned) return planned.name;
  return key === REPAYMENT ? { zh: say('zh', 'task.clawback'), en: say('en', 'task.clawback') } : { zh: key, en: key };
}

/** What a collection of materials asks for, by the programme's own name for it. */
function collectedName({ stages }: Pick<Programme, 'stages'>, kind: string) {
  const parts = stages.flatMap((stage) => (stage.type === 'materialsCollection' ? [stage.handIn, stage.explanation, stage.verification, stage.rectification] : []));
  return parts.find((part) => part?.kind === kind)?.name;
}
