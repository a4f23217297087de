/**
 * Societies and experts that nobody takes for real ones. They follow from seed and programme alone: how good a society is,
 * what is on record about it, and how it behaves are drawn by lot once, before anything happens.
 */
import type { Schemas } from '../apps/api/client.js';
import { firstDayOf, lastDayOf } from '../domain/eligibility/facts.js';
import { eligibilityRulesFor } from '../domain/eligibility/from-programme.js';
import { landmarks } from '../domain/assessment/scale.js';
import type { Indicator } from '../domain/programme/stages/capability-assessment.js';
import type { Programme, StageOf, StageType } from '../domain/programme/schema.js';
import { type Chance, choose, lot } from './chance.js';
import { plannedAwards } from './quota.js';
import { requiredRecords } from './standing.js';
import { type Route, routes, standingRecords, unusualStanding } from './suggested.js';

/**
 * `declines` does not apply, `unfinished` corrects what the office sends back, `neverFinishes` does not, `withdraws` does so
 * while the list is public, `silent` hands in no figures.
 */
export type Conduct = 'plain' | 'declines' | 'unfinished' | 'neverFinishes' | 'withdraws' | 'silent';

type ImportedSociety = Schemas['ImportedSociety'];

export interface SocietyPlan extends ImportedSociety {
  /** Value by indicator; what is not there is not handed in. */
  figures: Record<string, number>;
  /** 0 … 1: what experts and auditors will see. */
  quality: number;
  conduct: Conduct;
  /** Of a programme with a suggested list: whether it is on it, or applies beside it. */
  route?: Route;
}

type SocietyRecord = NonNullable<Schemas['ImportedSociety']['records']>[number];

export function syntheticSocieties(programme: Programme, count: number, chance: Chance): SocietyPlan[] {
  const codes = Array.from({ length: count }, (_, n) => `S${String(n + 1).padStart(4, '0')}`);
  const quality = new Map(codes.map((code) => [code, chance(code, 'quality')]));
  const byQuality = [...codes].sort((a, b) => (quality.get(b) ?? 0) - (quality.get(a) ?? 0));
  const drawn = drawLots(programme, count, byQuality, chance);
  const ways = routes(programme, byQuality, chance);
  return codes.map((code, n) => {
    const group = programme.disciplineGroups[n % programme.disciplineGroups.length];
    if (group === undefined) throw new Error('a programme has discipline groups');
    const good = quality.get(code) ?? 0;
    const conduct = drawn.conduct.get(code) ?? 'plain';
    return {
      code, name: `演练${group.name.zh}学会${code.slice(1)}`, disciplineGroup: group.key, authority: programme.authority, email: `${code.toLowerCase()}@rehearsal.example.org`, contact: `演练联系人${code.slice(1)}`, phone: '010-0000-0000',
      records: [...usualRecords(programme).filter(({ kind }) => !(drawn.without.get(code) ?? []).includes(kind)), ...(drawn.records.get(code) ?? []), ...recordedIndicators(programme, good)],
      figures: conduct === 'silent' ? {} : figures(programme, group.key, good, (...keys) => chance(code, ...keys)),
      quality: good, conduct, ...(ways.has(code) ? { route: ways.get(code) } : {}),
    };
  });
}

const scaled = (of120: number, count: number): number => Math.max(1, Math.round((of120 * count) / 120));

/** Who does not simply hand in what is asked for; and the rest of those who were drawn from, in the order of the draw. */
export function drawConduct(from: readonly string[], count: number, chance: Chance): { conduct: Map<string, Conduct>; rest: string[] } {
  const rest = lot(from, from.length, chance, 'conduct');
  const conduct = new Map<string, Conduct>();
  for (const [which, of120] of [['withdraws', 1], ['unfinished', 3], ['neverFinishes', 1], ['declines', 3]] as const) {
    for (const code of rest.splice(0, scaled(of120, count))) conduct.set(code, which);
  }
  return { conduct, rest };
}

/** What is unusual about whom. Those who would apply are drawn from the better half, so that it shows. */
function drawLots(programme: Programme, count: number, byQuality: string[], chance: Chance) {
  const better = byQuality.slice(0, Math.ceil(plannedAwards(programme, count) * 1.2));
  const worse = byQuality.slice(Math.floor(count * 0.7));
  const { conduct, rest } = drawConduct(better, count, chance);
  const take = (of120: number): string[] => rest.splice(0, scaled(of120, count));
  const year = programme.year;
  const records = new Map<string, SocietyRecord[]>();
  const without = new Map<string, string[]>();
  for (const code of take(1)) {
    without.set(code, ['partyOrganisation']);
    records.set(code, [{ kind: 'partyOrganisation', value: { value: 'incomplete' }, asOf: `${year}-08-31`, document: '演练：党建工作台账' }]);
  }
  for (const code of take(2)) {
    records.set(code, [{
      kind: 'penalty', value: { value: '警告' }, occurredOn: `${windowOf(programme).to.slice(0, 4)}-05-10`, asOf: `${year}-08-31`, issuer: '演练业务主管单位', provision: '演练规定第十条', document: '演练：处罚决定书〔2017〕1号',
    }]);
  }
  // Nobody has looked yet; staff settle it.
  for (const code of take(2)) without.set(code, ['cleanRecord']);
  for (const code of take(1)) {
    records.set(code, [{
      kind: 'penalty', value: { value: '警告' }, occurredOn: `${year}-03-05`, asOf: `${year}-08-31`, issuer: '演练业务主管单位', provision: '演练规定第十条', document: '演练：处罚决定书（申报当年）',
    }]);
  }
  // Not those who are unusual already.
  const usual = byQuality.slice(0, Math.floor(count * 0.7)).filter((code) => !conduct.has(code) && !records.has(code) && !without.has(code));
  for (const [code, standing] of unusualStanding(programme, usual, chance)) {
    records.set(code, standing.records);
    without.set(code, standing.without);
  }
  for (const code of lot(worse, scaled(2, count), chance, 'silent')) conduct.set(code, 'silent');
  const legacy = [...lot(better, scaled(3, count), chance, 'legacy'), ...lot(worse, scaled(5, count), chance, 'legacy')];
  for (const code of legacy) records.set(code, [...(records.get(code) ?? []), ...legacyAward(programme)]);
  return { conduct, records, without };
}

/** What other programmes of the authority have recorded by now, for indicators that are not handed in. */
function recordedIndicators(programme: Programme, quality: number): SocietyRecord[] {
  const indicators = stageOfType(programme, 'capabilityAssessment')?.indicators ?? [];
  return indicators.flatMap(({ from }): SocietyRecord[] => (from === undefined ? [] : [{
    kind: 'progress', value: { programme: from.programme, percent: Math.round(60 + quality * 40) }, asOf: `${programme.year}-06-30`, document: '演练：学会改革方案核对记录',
  }]));
}

const stageOfType = <T extends StageType>(programme: Programme, type: T): StageOf<T> | undefined =>
  programme.stages.find((stage): stage is StageOf<T> => stage.type === type);

/** The days that eligibility looks back over, from the first to the last of any rule; the year before when none does. */
function windowOf(programme: Programme): { from: string; to: string } {
  const windows = eligibilityRulesFor(programme, {}).flatMap((rule) => ('window' in rule ? [rule.window] : []));
  const before = { fromYear: programme.year - 1, toYear: programme.year - 1 };
  const [from = firstDayOf(before)] = windows.map(firstDayOf).sort();
  return { from, to: windows.map(lastDayOf).sort().at(-1) ?? lastDayOf(before) };
}

export function usualRecords(programme: Programme): SocietyRecord[] {
  const period = windowOf(programme);
  // Who vouches for a period does so on its last day or later; where a call is published first, before it.
  const asOf = stageOfType(programme, 'callNotice') ? `${programme.year}-01-31` : ([`${programme.year}-08-31`, period.to].sort().at(-1) ?? period.to);
  return [
    { kind: 'partyOrganisation', value: { value: 'complete' }, asOf, document: '演练：党建工作台账' },
    { kind: 'cleanRecord', value: { value: 'none', period }, asOf, issuer: '演练业务主管单位', document: '演练：征询意见复函' },
    ...(stageOfType(programme, 'callNotice') ? requiredRecords(programme) : standingRecords(programme)),
  ];
}

export function legacyAward(programme: Programme): SocietyRecord[] {
  const legacy = stageOfType(programme, 'capabilityAssessment')?.shortlist.legacy;
  if (legacy === undefined) return [];
  return [{ kind: 'award', value: { programme: legacy.programme, title: legacy.title, year: legacy.toYear }, asOf: `${legacy.toYear}-12-31`, document: '演练：入选名单' }];
}

/** Better societies reach better bands, not always. */
function figures(programme: Programme, group: string, quality: number, chance: Chance): Record<string, number> {
  const indicators = stageOfType(programme, 'capabilityAssessment')?.indicators ?? [];
  return Object.fromEntries(indicators.map((indicator) => [indicator.key, figure(indicator, group, 0.75 * quality + 0.25 * chance(indicator.key), chance(indicator.key, 'within'))]));
}

function figure(indicator: Indicator, group: string, level: number, within: number): number {
  const { direction } = indicator;
  const thresholds = landmarks(indicator, group);
  const band = Math.min(thresholds.length, Math.floor((1 - level) * (thresholds.length + 1)));
  const best = thresholds[0] ?? 0;
  const worst = thresholds.at(-1) ?? 0;
  const at = thresholds[band];
  const beyond = band === 0 ? best : (thresholds[band - 1] ?? best);
  if (at === undefined) return direction === 'higher' ? Math.floor(worst * within * 0.9) : Math.ceil(worst * (1.1 + within));
  return band === 0 ? at : Math.round((at + (beyond - at) * within * 0.9) * 10) / 10;
}

export interface ExpertPlan {
  code: string;
  name: string;
  disciplineGroup: string;
  employer: string;
  maxLoad: number;
  email: string;
  subDisciplines: string[];
  keywords: string[];
  offices: { society: string; office: string; until?: string }[];
  jointProjects: { society: string; title: string; endedOn?: string }[];
  /** `absent` does not declare and takes no part; `recuses` steps back from one application. */
  conduct: 'plain' | 'absent' | 'recuses';
}

const MAX_LOAD = 12;

/**
 * Enough for every discipline group, with some to spare; none where nobody reviews. One of each group works for a society of it, one
 * holds an office in one, one has a joint project with one.
 */
export function syntheticExperts(programme: Programme, societies: readonly SocietyPlan[], chance: Chance): ExpertPlan[] {
  const each = stageOfType(programme, 'expertReview')?.perApplication;
  if (each === undefined) return [];
  return programme.disciplineGroups.flatMap((group, g) => {
    const members = societies.filter((society) => society.disciplineGroup === group.key);
    const enough = Math.max(each + 4, Math.ceil((members.length * each) / MAX_LOAD) + 3) + (stageOfType(programme, 'expertReview')?.panels?.draw?.substitutesPerGroup ?? 0);
    return Array.from({ length: enough }, (_, n): ExpertPlan => {
      const code = `E-${group.key}-${String(n + 1).padStart(2, '0')}`;
      return {
        code, name: `演练专家${g + 1}${String(n + 1).padStart(2, '0')}`, disciplineGroup: group.key,
        employer: n === 1 && members.length > 0 ? choose(members, chance(code, 'employer')).name : `演练大学${g + 1}`,
        subDisciplines: [`${group.name.zh}${1 + (n % 3)}`], keywords: programme.frame.directions.filter((_, d) => chance(code, 'keyword', d) < 0.4).map(({ key }) => key),
        offices: n === 2 && members.length > 0 ? [{ society: choose(members, chance(code, 'office')).code, office: '演练：理事' }] : [],
        jointProjects: n === 3 && members.length > 0 ? [{ society: choose(members, chance(code, 'project')).code, title: '演练：合作项目', endedOn: `${programme.year - 1}-06-30` }] : [],
        maxLoad: MAX_LOAD, email: `${code.toLowerCase()}@rehearsal.example.org`,
        conduct: g === 0 && n === 0 ? 'recuses' : g === 1 && n === 0 ? 'absent' : 'plain',
      };
    });
  });
}
