/** The dates inside a stage, besides its opening and its end: `[name, rule]`, where the field is `<name>.due`. */
import type { DateRule } from './common.js';
import type { Stage } from './schema.js';

/** May be due after the stage's own end: paper copies come after the electronic application (001 §4.1). */
export const OUTLASTING: ReadonlySet<string> = new Set(['paper']);

export function insideDates(stage: Stage): [name: string, rule: DateRule][] {
  switch (stage.type) {
    case 'capabilityAssessment':
    case 'materialsCollection':
      return [['handIn', stage.handIn.due]];
    case 'expertReview':
      return [['conflictDeclaration', stage.conflictDeclaration.due], ['defence', stage.defence.due], ['scoring', stage.scoring.due], ...summary(stage)];
    case 'applicationWindow':
      return stage.paper ? [['paper', stage.paper.due]] : [];
    case 'suggestedList':
    case 'publicityPeriod':
    case 'approval':
    case 'callNotice':
    case 'commendation':
      return [];
  }
}

const summary = (stage: Extract<Stage, { type: 'expertReview' }>): [string, DateRule][] => (stage.summary ? [['summary', stage.summary.due]] : []);
