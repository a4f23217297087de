/** What is on record about a society that meets every required condition of a programme (003 §3), one record for each rule. */
import type { Schemas } from '../apps/api/client.js';
import type { Programme } from '../domain/programme/schema.js';

type SocietyRecord = NonNullable<Schemas['ImportedSociety']['records']>[number];

export function requiredRecords(programme: Programme): SocietyRecord[] {
  const asOf = `${programme.year}-01-31`;
  const rules = programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? stage.eligibility : []));
  return rules.flatMap((rule): SocietyRecord[] => {
    switch (rule.kind) {
      case 'annualInspection':
        return Array.from({ length: rule.years }, (_, n) => ({ kind: 'annualInspection', value: { value: 'qualified', year: rule.lastYear - n }, asOf, issuer: '演练登记管理机关', document: '演练：年检结论' }));
      case 'annualPapers':
        return rule.papers.map(({ paper, year }) => ({ kind: 'annualPaper', value: { value: 'onTime', subject: paper, year }, asOf, document: '演练：材料收文登记' }));
      case 'condition':
        return [{ kind: 'condition', value: { value: 'met', subject: rule.condition }, asOf, document: '演练：现场核查记录' }];
      case 'pastProjects':
        return [{ kind: 'pastProject', value: { value: 'none' }, asOf, document: '演练：委托项目台账' }];
      default:
        return [];
    }
  });
}
