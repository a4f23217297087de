/** Money and performance: instalments follow steps that exist, uses are named once, and tables have the columns that the rules read. */
import type { Finding } from '../finding.js';
import type { FormField, Holds } from '../form.js';
import type { PathStep } from '../locate.js';
import { projectStepOf, projectStepsOf, type Programme } from '../schema.js';

export const checkFunds = (programme: Programme): Finding[] => [...uses(programme), ...instalments(programme), ...owed(programme)];

function uses({ funds }: Programme): Finding[] {
  const seen = new Set<string>();
  return (['uses', 'forbidden', 'borderline'] as const).flatMap((list) =>
    (funds?.[list] ?? []).flatMap(({ key }, n): Finding[] => {
      if (seen.has(key)) return [{ path: ['funds', list, n, 'key'], code: 'DUPLICATE_KEY', params: { key } }];
      seen.add(key);
      return [];
    }),
  );
}

function instalments(programme: Programme): Finding[] {
  const { funds } = programme;
  const years = programme.implementation?.years ?? 0;
  const keys = (funds?.instalments ?? []).map(({ key }) => key);
  return (funds?.instalments ?? []).flatMap((one, n): Finding[] => {
    const path: PathStep[] = ['funds', 'instalments', n];
    const unknown = (field: string, reference: string | number): Finding => ({ path: [...path, field], code: 'UNKNOWN_REFERENCE', params: { reference } });
    const step = projectStepOf(programme, one.after);
    return [
      ...(keys.indexOf(one.key) < n ? [{ path: [...path, 'key'], code: 'DUPLICATE_KEY', params: { key: one.key } }] : []),
      ...(one.year > years ? [unknown('year', one.year)] : []),
      ...(step === undefined ? [unknown('after', one.after)] : []),
      ...(step?.per === 'year' && one.ofYear === undefined ? [{ path, code: 'MISSING_FIELD', params: { field: 'ofYear' } }] : []),
      ...(one.ofYear !== undefined && (step?.per === 'project' || one.ofYear > years) ? [unknown('ofYear', one.ofYear)] : []),
      ...(one.on !== undefined && step && !step.owes.some(({ kind }) => kind === one.on) ? [unknown('on', one.on)] : []),
    ];
  });
}

function owed(programme: Programme): Finding[] {
  return projectStepsOf(programme).flatMap((step, s) =>
    step.owes.flatMap((one, n): Finding[] => {
      const path: PathStep[] = ['project', 'steps', s, 'owes', n];
      const { when } = one;
      const answers = when && 'kind' in when ? step.owes.slice(0, n).find(({ kind }) => kind === when.kind)?.form?.sections.flatMap(({ fields }) => fields).find(({ key }) => key === when.field) : undefined;
      const strange = when && 'kind' in when ? when.is.filter((answer) => !(answers?.options ?? []).some(({ key }) => key === answer)) : [];
      return [
        ...(one.lapses && one.within === undefined ? [{ path, code: 'MISSING_FIELD', params: { field: 'within' } }] : []),
        ...strange.map((reference) => ({ path: [...path, 'when', 'is'], code: 'UNKNOWN_REFERENCE', params: { reference } })),
        ...(one.form?.sections ?? []).flatMap(({ fields }, i) => fields.flatMap((field, f) => columns(field, [...path, 'form', 'sections', i, 'fields', f]))),
      ];
    }),
  );
}

/** Columns by what the table holds; `accounts` is a sum, not a table. */
const COLUMNS: Record<Holds, readonly string[]> = {
  budget: ['line', 'year', 'item', 'direction', 'use', 'unit', 'unitPriceCents', 'quantity', 'amountCents', 'basis', 'source'],
  kpis: ['kpi', 'section', 'weight', 'measure', 'better', 'unit'],
  results: ['kpi', 'target', 'actual', 'percent', 'evidence', 'cause', 'remedy', 'explanation'],
  accounts: [],
};

function columns({ holds, columns: found = [] }: FormField, path: PathStep[]): Finding[] {
  if (holds === undefined) return [];
  return COLUMNS[holds].filter((key) => !found.some((column) => column.key === key)).map((field) => ({ path, code: 'MISSING_FIELD', params: { field: `columns.${field}` } }));
}
