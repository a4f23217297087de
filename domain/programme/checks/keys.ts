/** Keys are names: within one list, and across stages and steps, each is used once. */
import { formOf } from '../../governance/stage.js';
import type { Finding } from '../finding.js';
import type { Form } from '../form.js';
import type { PathStep } from '../locate.js';
import { REPAYMENT } from '../project-step.js';
import { projectStepsOf, tiersOf, type Programme } from '../schema.js';

export function checkKeys(programme: Programme): Finding[] {
  const { frame, stages, reminders } = programme;
  const steps = projectStepsOf(programme);
  // Stages and steps share one space of names: `after: application.due` must be unambiguous.
  const stageKeys = stages.map(({ key }) => key);
  return [
    ...(['capabilities', 'directions', 'yardsticks'] as const).flatMap((list) => duplicates(frame[list], ['frame', list])),
    ...duplicates(tiersOf(programme), ['quota', 'tiers']),
    ...duplicates(programme.disciplineGroups, ['disciplineGroups']),
    ...duplicates(stages, ['stages']),
    ...duplicates(steps, ['project', 'steps'], [...stageKeys, REPAYMENT]),
    ...duplicates(reminders.waves, ['reminders', 'waves']),
    ...stages.flatMap((stage, index) => {
      const at: PathStep[] = ['stages', index];
      switch (stage.type) {
        case 'capabilityAssessment':
          return [...duplicates(stage.dimensions, [...at, 'dimensions']), ...duplicates(stage.indicators, [...at, 'indicators']), ...duplicates(stage.deductions, [...at, 'deductions'])];
        case 'suggestedList':
          return duplicates(stage.sources, [...at, 'sources']);
        case 'applicationWindow':
          return [...duplicates(stage.eligibility, [...at, 'eligibility']), ...formKeys(stage.form, [...at, 'form'])];
        case 'expertReview':
          return [...duplicates(stage.sheet.criteria, [...at, 'sheet', 'criteria'], stage.sheet.passFail.map(({ key }) => key)), ...duplicates(stage.sheet.passFail, [...at, 'sheet', 'passFail'])];
        case 'materialsCollection':
          return stage.form ? formKeys(formOf(stage), [...at, 'form']) : [];
        case 'publicityPeriod':
        case 'approval':
        case 'callNotice':
        case 'commendation':
          return [];
      }
    }),
    ...steps.flatMap((step, index) => {
      const at: PathStep[] = ['project', 'steps', index, 'owes'];
      return [
        ...duplicates(step.owes.map(({ kind }) => ({ key: kind })), at, [], 'kind'),
        ...step.owes.flatMap(({ form }, n) => (form ? formKeys(form, [...at, n, 'form']) : [])),
      ];
    }),
  ];
}

/** Field keys are unique in the whole form, not only in their section: they are the keys of what is handed in. */
function formKeys(form: Form, at: PathStep[]): Finding[] {
  const seen: string[] = [];
  return [
    ...duplicates(form.sections, [...at, 'sections']),
    ...form.sections.flatMap(({ fields }, s) => {
      const path = [...at, 'sections', s, 'fields'];
      const findings = duplicates(fields, path, [...seen]);
      seen.push(...fields.map(({ key }) => key));
      return [...findings, ...fields.flatMap((field, f) => [...duplicates(field.columns ?? [], [...path, f, 'columns']), ...duplicates(field.options ?? [], [...path, f, 'options'])])];
    }),
  ];
}

function duplicates(items: readonly { key: string }[], at: readonly PathStep[], taken: readonly string[] = [], name = 'key'): Finding[] {
  const seen = new Set(taken);
  return items.flatMap(({ key }, index) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: [...at, index, name], code: 'DUPLICATE_KEY', params: { key } }];
  });
}
