/** 001 §3: who is suggested, who applies beside the list, and what is on record about inspections and past projects. */
import type { Schemas } from '../apps/api/client.js';
import { eligibilityRulesFor } from '../domain/eligibility/from-programme.js';
import type { Programme } from '../domain/programme/schema.js';
import { type Chance, lot } from './chance.js';

type SocietyRecord = NonNullable<Schemas['ImportedSociety']['records']>[number];

export type Route = 'suggested' | 'volunteer';

/** Of all societies, the better ones; of 120, ninety-six and twelve. */
const SUGGESTED = 0.8;
const VOLUNTEERS = 0.1;

/** By code; empty where nobody is suggested. */
export function routes(programme: Programme, byQuality: readonly string[], chance: Chance): Map<string, Route> {
  if (!programme.stages.some(({ type }) => type === 'suggestedList')) return new Map();
  const cut = Math.round(byQuality.length * SUGGESTED);
  const others = lot(byQuality.slice(cut), Math.max(1, Math.round(byQuality.length * VOLUNTEERS)), chance, 'volunteer');
  return new Map([...byQuality.slice(0, cut).map((code) => [code, 'suggested'] as const), ...others.map((code) => [code, 'volunteer'] as const)]);
}

/** What is on record about most societies, for the rules that the programme has. */
export function standingRecords(programme: Programme): SocietyRecord[] {
  return eligibilityRulesFor(programme, {}).flatMap((rule): SocietyRecord[] => {
    switch (rule.check) {
      case 'inspectionNotFailed':
      case 'inspectionQualified':
        return Array.from({ length: rule.years }, (_, n) => inspection(rule.lastYear - n, 'qualified'));
      case 'pastProjectsCompleted':
        return [{ kind: 'pastProject', value: { value: 'none' }, asOf: `${programme.year}-08-31`, document: '演练：项目台账' }];
      default:
        return [];
    }
  });
}

/** A few are otherwise: failed, twice with reservations, not concluded yet, a project that was not accepted. */
export function unusualStanding(programme: Programme, from: readonly string[], chance: Chance): Map<string, { records: SocietyRecord[]; without: string[] }> {
  const unusual = new Map<string, { records: SocietyRecord[]; without: string[] }>();
  const left = lot(from, from.length, chance, 'standing');
  for (const rule of eligibilityRulesFor(programme, {})) {
    if (rule.check === 'inspectionNotFailed' || rule.check === 'inspectionQualified') {
      const [last, before] = [rule.lastYear, rule.lastYear - 1];
      for (const records of [
        [inspection(before, 'qualified'), inspection(last, 'unqualified')],
        [inspection(before, 'basicallyQualified'), inspection(last, 'basicallyQualified')],
        [inspection(before, 'qualified'), inspection(last, 'notIssued')],
      ]) for (const code of left.splice(0, 1)) unusual.set(code, { records, without: ['annualInspection'] });
    }
    if (rule.check === 'pastProjectsCompleted') {
      const failed: SocietyRecord = { kind: 'pastProject', value: { value: 'acceptanceFailed', ...(rule.programmes?.[0] ? { programme: rule.programmes[0] } : {}) }, asOf: `${programme.year}-01-31`, document: '演练：验收结论' };
      for (const code of left.splice(0, 1)) unusual.set(code, { records: [failed], without: ['pastProject'] });
    }
  }
  return unusual;
}

const inspection = (year: number, value: 'qualified' | 'basicallyQualified' | 'unqualified' | 'notIssued'): SocietyRecord => ({
  kind: 'annualInspection', value: { value, year }, asOf: `${year + 1}-02-28`, issuer: '演练登记管理机关', document: `演练：${year}年度检查结论`,
});
