/** What a task asks for: figures, a form, a declaration, a score sheet, or a decision that is not handed in at all. */
import { type CollectionPart, partOf } from '../governance/stage.js';
import type { Clause } from '../refusal.js';
import type { ScoreSheet } from '../review/sheet.js';
import { askedInCase } from '../sanctions/statement.js';
import type { Named } from './common.js';
import type { Form } from './form.js';
import { PAPER_FORM } from './paper.js';
import { projectStepOf, tiersOf, type Programme, type StageOf, type StageType } from './schema.js';

export type Asked =
  | { what: 'indicators'; indicators: StageOf<'capabilityAssessment'>['indicators']; clause: Clause }
  /** `collects`: for a collection of materials, as what. */
  | { what: 'form'; form: Form; clause: Clause; name?: Named; collects?: CollectionPart }
  | { what: 'conflictDeclaration'; clause: Clause }
  | { what: 'score'; sheet: ScoreSheet; planned: StageOf<'expertReview'>['sheet']; clause: Clause }
  | { what: 'groupSummary'; clause: Clause }
  /** Decided by command; `outcomes` are those to choose from. */
  | { what: 'decision'; outcomes: string[]; clause: Clause; name?: Named };

/** A task's kind, and the key of the step behind whose gate it lies (`2018.inspection` for a yearly one). */
export interface AskedTask {
  kind: string;
  step: string;
  /** Whether it belongs to a funded project. */
  ofProject: boolean;
}

/** Undefined for a kind that the programme does not know. */
export function askedBy(programme: Programme, task: AskedTask): Asked | undefined {
  return task.ofProject ? (ofProject(programme, task) ?? askedInCase(task.kind)) : (askedInCase(task.kind) ?? ofStage(programme, task.kind));
}

function ofStage(programme: Programme, kind: string): Asked | undefined {
  const collected = ofCollection(programme, kind);
  if (collected) return collected;
  switch (kind) {
    case 'indicators': {
      const stage = planned(programme, 'capabilityAssessment');
      return stage && { what: 'indicators', indicators: stage.indicators.filter(({ from }) => from === undefined), clause: stage.clause };
    }
    case 'application':
    case 'correction': {
      const stage = planned(programme, 'applicationWindow');
      return stage && { what: 'form', form: stage.form, clause: kind === 'correction' ? stage.correction.clause : stage.clause };
    }
    case 'paperRegister': {
      const stage = planned(programme, 'applicationWindow');
      return stage?.paper && { what: 'form', form: PAPER_FORM, clause: stage.paper.clause };
    }
    case 'conflictDeclaration': {
      const stage = planned(programme, 'expertReview');
      return stage && { what: 'conflictDeclaration', clause: stage.conflictDeclaration.clause };
    }
    case 'groupSummary': {
      const stage = planned(programme, 'expertReview');
      return stage?.summary && { what: 'groupSummary', clause: stage.summary.clause };
    }
    case 'score': {
      const stage = planned(programme, 'expertReview');
      return stage && { what: 'score', sheet: { ...stage.sheet, tiers: tiersOf(programme).map((tier) => tier.key) }, planned: stage.sheet, clause: stage.scoring.clause };
    }
    default: {
      const stage = planned(programme, DECIDED_IN[kind]);
      return stage && { what: 'decision', outcomes: [], clause: stage.clause };
    }
  }
}

/** The kinds of a collection's tasks are the programme's own. */
function ofCollection(programme: Programme, kind: string): Asked | undefined {
  for (const stage of programme.stages) {
    const found = stage.type === 'materialsCollection' ? partOf(stage, kind) : undefined;
    if (stage.type !== 'materialsCollection' || !found) continue;
    const { name, clause } = stage[found.part] ?? stage;
    return { what: 'form', form: found.form, clause, name, collects: found.part };
  }
  return undefined;
}

/** Staff's and the leadership's own tasks of a round. */
const DECIDED_IN: Record<string, StageType | undefined> = {
  confirmShortlist: 'capabilityAssessment', publishSuggestedList: 'suggestedList', formalCheck: 'applicationWindow', invitePanel: 'expertReview', confirmRanking: 'expertReview', approval: 'approval',
  publishCall: 'callNotice', commend: 'commendation',
};

function planned<T extends StageType>(programme: Programme, type: T | undefined): StageOf<T> | undefined {
  return programme.stages.find((stage): stage is StageOf<T> => stage.type === type);
}

function ofProject(programme: Programme, { kind, step }: AskedTask): Asked | undefined {
  const [first = '', second] = step.split('.');
  const owed = projectStepOf(programme, second ?? first)?.owes.find((one) => one.kind === kind);
  if (owed === undefined) return undefined;
  const { clause, name, form, outcomes = [] } = owed;
  return form ? { what: 'form', form, clause, name } : { what: 'decision', outcomes, clause, name };
}
