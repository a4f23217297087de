/** A fact about a society from what was typed: each kind has a shape of its own; what does not fit is refused by the server with its field. */
import type { Schemas } from '../../app/api.js';
import type { Entered } from '../../parts/act.js';

export const FACT_KINDS = ['partyOrganisation', 'violation', 'criticism', 'penalty', 'cleanRecord', 'flag', 'award', 'annualInspection', 'pastProject', 'annualPaper', 'condition', 'managementFinding', 'progress'] as const;

export function factOf(entered: Entered): Schemas['NewSocietyRecord'] {
  const given = (key: string): string | undefined => ((entered[key] ?? '').trim() === '' ? undefined : (entered[key] ?? '').trim());
  const source = { occurredOn: given('occurredOn'), asOf: given('asOf') ?? '', issuer: given('issuer') ?? '', provision: given('provision') ?? '', document: given('document') ?? '' };
  return { kind: entered['kind'], value: valueOf(entered['kind'] ?? '', given), ...source } as unknown as Schemas['NewSocietyRecord'];
}

function valueOf(kind: string, given: (key: string) => string | undefined): Record<string, unknown> {
  const value = given('value');
  const year = given('year');
  const period = given('from') === undefined ? {} : { period: { from: given('from'), to: given('to') } };
  switch (kind) {
    case 'cleanRecord':
      return { value: 'none', ...period };
    case 'violation':
    case 'criticism':
    case 'penalty':
      return { value, ...period };
    case 'award':
      return { title: value, programme: given('programme'), year: Number(year) };
    case 'annualInspection':
      return { value, year: Number(year) };
    case 'annualPaper':
      return { value, subject: given('programme'), year: Number(year) };
    case 'condition':
      return { value, subject: given('programme') };
    case 'managementFinding':
      return { finding: value, programme: given('programme') };
    case 'progress':
      return { programme: given('programme'), percent: Number(value) };
    case 'pastProject':
      return { value, programme: given('programme') };
    default:
      return { value };
  }
}
