/** A collection of materials: sets that exist, figures that the form asks for, kinds that are used once, and nothing that hangs in the air. */
import { readsOf } from '../../governance/check.js';
import { checksOf, formOf, kindsOf, setOf } from '../../governance/stage.js';
import type { Finding } from '../finding.js';
import type { PathStep } from '../locate.js';
import type { Programme } from '../schema.js';
import type { MaterialsCollection } from '../stages/materials-collection.js';

export function checkCollections(programme: Programme): Finding[] {
  const seen = new Set<string>();
  return programme.stages.flatMap((stage, index): Finding[] => {
    if (stage.type !== 'materialsCollection') return [];
    const at: PathStep[] = ['stages', index];
    const repeated = kindsOf(stage).filter((kind) => seen.has(kind) || !seen.add(kind)).map((key) => ({ path: [...at, 'handIn', 'kind'], code: 'DUPLICATE_KEY', params: { key } }));
    return [...repeated, ...within(stage, at)];
  });
}

function within(stage: MaterialsCollection, at: PathStep[]): Finding[] {
  const checks = checksOf(stage);
  const fields = new Set(formOf(stage).sections.flatMap((section) => section.fields.map(({ key }) => key)));
  const keys = checks.map(({ key }) => key);
  const missing = (field: string): Finding => ({ path: [...at, field], code: 'MISSING_FIELD', params: { field } });
  return [
    ...(fields.size === 0 ? [missing('form')] : []),
    ...(stage.sets ?? []).flatMap((set, n) => (setOf(set) === undefined ? [{ path: [...at, 'sets', n, 'version'], code: 'UNKNOWN_REFERENCE', params: { reference: `${set.set} ${set.version}` } }] : [])),
    ...(stage.sets ?? []).flatMap((set, n) => (set.without ?? []).filter((key) => !setOf({ ...set, without: [] })?.checks.some((check) => check.key === key)).map((reference) => ({ path: [...at, 'sets', n, 'without'], code: 'UNKNOWN_REFERENCE', params: { reference } }))),
    ...keys.filter((key, n) => keys.indexOf(key) < n).map((key) => ({ path: [...at, 'checks'], code: 'DUPLICATE_KEY', params: { key } })),
    ...(stage.checks ?? []).flatMap((check, n) => readsOf(check).filter((field) => !fields.has(field)).map((reference) => ({ path: [...at, 'checks', n], code: 'UNKNOWN_REFERENCE', params: { reference } }))),
    // A warning that nobody may answer, or a finding that nobody verifies, would be a verdict by a formula.
    ...(checks.some(({ then }) => then === 'warning') && stage.explanation === undefined ? [missing('explanation')] : []),
    ...(checks.some(({ then }) => then === 'finding') && stage.verification === undefined ? [missing('verification')] : []),
    ...(stage.rectification !== undefined && stage.verification === undefined ? [missing('verification')] : []),
  ];
}
