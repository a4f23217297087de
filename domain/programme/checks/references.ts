/** Whatever a definition points at must exist: dimensions, groups, kinds, and the dates that periods count from. */
import type { DateRule } from '../common.js';
import type { Finding } from '../finding.js';
import type { Form, FormField } from '../form.js';
import { insideDates } from '../inside-dates.js';
import type { PathStep } from '../locate.js';
import { projectStepsOf, type Programme, type Stage } from '../schema.js';

export function checkReferences(programme: Programme): Finding[] {
  const groups = new Set(programme.disciplineGroups.map(({ key }) => key));
  const capabilities = new Set(programme.frame.capabilities.map(({ key }) => key));
  return [
    ...programme.frame.directions.flatMap(({ of }, n) => (of === undefined || capabilities.has(of) ? [] : [{ path: ['frame', 'directions', n, 'of'], code: 'UNKNOWN_REFERENCE', params: { reference: of } }])),
    ...programme.stages.flatMap((stage, index) => {
      const at: PathStep[] = ['stages', index];
      const earlier = programme.stages.slice(0, index).map(({ key }) => key);
      return [...afterFindings(stageRules(stage), at, earlier, ['opens']), ...withinStage(stage, at, groups, programme)];
    }),
    ...projectStepsOf(programme).flatMap((step, index) => {
      const at: PathStep[] = ['project', 'steps', index];
      const earlier = projectStepsOf(programme).slice(0, index);
      // A yearly step's date means nothing to a step that is done once.
      const steps = earlier.filter(({ per }) => per === 'project' || step.per === 'year').map(({ key }) => key);
      const names = step.type === 'taskBookSigning' ? ['opens'] : ['opens', 'signed'];
      const kinds = step.owes.map(({ kind }) => kind);
      return [
        ...afterFindings({ opens: step.opens, due: step.due }, at, [...programme.stages.map(({ key }) => key), ...steps], names),
        ...step.owes.flatMap((owed, n) => [
          ...(owed.after !== undefined && !kinds.slice(0, n).includes(owed.after) ? [{ path: [...at, 'owes', n, 'after'], code: 'UNKNOWN_REFERENCE', params: { reference: owed.after } }] : []),
          ...(owed.form ? formReferences(owed.form, [...at, 'owes', n, 'form']) : []),
        ]),
      ];
    }),
  ];
}

/** A stage's dates by their dotted place. */
const stageRules = (stage: Stage): Record<string, DateRule> => ({
  opens: stage.opens,
  due: stage.due,
  ...Object.fromEntries(insideDates(stage).map(([name, rule]) => [`${name}.due`, rule])),
});

function afterFindings(rules: Record<string, DateRule>, at: PathStep[], earlier: string[], names: string[]): Finding[] {
  return Object.entries(rules).flatMap(([place, rule]) => {
    if (!('after' in rule)) return [];
    const known = names.includes(rule.after) || earlier.includes(rule.after.split('.')[0] ?? '');
    // Counting one's own opening from one's own opening goes nowhere.
    const circular = place === 'opens' && rule.after === 'opens';
    return known && !circular ? [] : [{ path: [...at, ...place.split('.'), 'after'], code: 'UNKNOWN_REFERENCE', params: { reference: rule.after } }];
  });
}

function withinStage(stage: Stage, at: PathStep[], groups: Set<string>, programme: Programme): Finding[] {
  if (stage.type === 'applicationWindow') {
    const files = stage.form.sections.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'file').map(({ key }) => key));
    const { word, sealedPdf } = stage.electronic ?? {};
    const strangers = Object.entries({ word, sealedPdf }).filter(([, key]) => key !== undefined && !files.includes(key));
    return [
      ...formReferences(stage.form, [...at, 'form']),
      ...strangers.map(([name, key]) => ({ path: [...at, 'electronic', name], code: 'UNKNOWN_REFERENCE', params: { reference: key ?? '' } })),
    ];
  }
  if (stage.type === 'expertReview') return affinityReferences(stage, programme, at);
  if (stage.type !== 'capabilityAssessment') return [];
  const dimensions = new Set(stage.dimensions.map(({ key }) => key));
  const keys = new Set<string>(stage.indicators.map(({ key }) => key));
  const tieBreak = (stage.tieBreak?.indicators ?? []).flatMap((key, n) =>
    keys.has(key) ? [] : [{ path: [...at, 'tieBreak', 'indicators', n], code: 'UNKNOWN_REFERENCE', params: { reference: key } }]);
  return [...tieBreak, ...stage.indicators.flatMap((indicator, n) => {
    const path = [...at, 'indicators', n];
    const strangers = Object.keys({ ...indicator.bandsByGroup, ...indicator.scale?.byGroup }).filter((group) => !groups.has(group));
    return [
      ...(dimensions.has(indicator.dimension) ? [] : [{ path: [...path, 'dimension'], code: 'UNKNOWN_REFERENCE', params: { reference: indicator.dimension } }]),
      ...strangers.map((group) => ({ path: [...path, ...(indicator.scale?.byGroup ? ['scale', 'byGroup'] : ['bandsByGroup'])], key: group, code: 'UNKNOWN_REFERENCE', params: { reference: group } })),
    ];
  })];
}

/** A choice needs answers, a table columns, tags their list. */
function formReferences(form: Form, at: PathStep[]): Finding[] {
  return form.sections.flatMap(({ fields }, s) =>
    fields.flatMap((field, f) => {
      const needed = { choice: 'options', table: 'columns', tags: 'tags' } as const;
      const part = field.kind === 'choice' || field.kind === 'table' || field.kind === 'tags' ? needed[field.kind] : undefined;
      const missing = part !== undefined && (field[part] === undefined || field[part].length === 0);
      const path = [...at, 'sections', s, 'fields', f];
      return missing ? [{ path, code: 'MISSING_FIELD', params: { field: part } }] : productReferences(field, [...path, 'columns']);
    }),
  );
}

/** A product is one of two other columns of the same table. */
function productReferences({ columns = [] }: FormField, at: PathStep[]): Finding[] {
  return columns.flatMap(({ key, productOf = [] }, c) =>
    productOf.filter((factor) => factor === key || !columns.some((column) => column.key === factor)).map((reference): Finding => ({ path: [...at, c, 'productOf'], code: 'UNKNOWN_REFERENCE', params: { reference } })));
}

/** Affinity reads fields of the application form; keywords are tags. */
function affinityReferences({ affinity }: Extract<Stage, { type: 'expertReview' }>, programme: Programme, at: PathStep[]): Finding[] {
  if (!affinity) return [];
  const window = programme.stages.find((stage) => stage.type === 'applicationWindow');
  const fields = window?.type === 'applicationWindow' ? window.form.sections.flatMap((section) => section.fields) : [];
  const finding = (path: PathStep[], reference: string): Finding => ({ path: [...at, 'affinity', ...path], code: 'UNKNOWN_REFERENCE', params: { reference } });
  return [
    ...affinity.keywordFields.flatMap((key, n) => (fields.some((field) => field.key === key && field.kind === 'tags') ? [] : [finding(['keywordFields', n], key)])),
    ...(affinity.subDisciplineField === undefined || fields.some((field) => field.key === affinity.subDisciplineField && field.kind === 'text') ? [] : [finding(['subDisciplineField'], affinity.subDisciplineField)]),
  ];
}
