/** What came of a rehearsal: the numbers for people and programs, and what must hold whatever the seed. */
import type { Schemas } from '../apps/api/client.js';
import { implementationYears } from '../domain/programme/dates.js';
import { roundQuota } from '../domain/programme/quota.js';
import type { Programme } from '../domain/programme/schema.js';
import type { RoundSettings } from '../domain/programme/settings.js';
import type { Cast } from './cast.js';
import { outcomeHash } from './hash.js';
import { ask } from './session.js';

type Report = Schemas['RehearsalReport'];

/** One object, as `--json` prints it. */
export interface Result extends Omit<Report, 'outcomes' | 'left'> {
  wallSeconds: number;
  outcomeHash: string;
}

export interface Finished {
  result: Result;
  /** What does not hold; empty is good. Keys of the wording, with their numbers. */
  faults: Fault[];
}

export interface Fault {
  code: 'shortlist' | 'awards' | 'unsigned' | 'yearsMissing' | 'duplicates' | 'unacknowledged' | 'leftOpen' | 'leftRunning' | 'leftFailing';
  params: Record<string, string | number>;
}

export async function finish(cast: Cast, programme: Programme, settings: RoundSettings, wallSeconds: number): Promise<Finished> {
  const { operator, realm } = cast.setting;
  const report = await ask(() => operator.client.GET('/api/v1/rehearsals/{id}/report', { params: { path: { id: realm } } }));
  const { outcomes, left: _left, ...figures } = report;
  return { result: { ...figures, wallSeconds, outcomeHash: outcomeHash(outcomes) }, faults: faultsOf(report, programme, settings) };
}

export function faultsOf(report: Report, programme: Programme, settings: RoundSettings): Fault[] {
  const faults: Fault[] = [];
  const expect = (code: Fault['code'], expected: number, found: number, more: Fault['params'] = {}): void => {
    if (expected !== found) faults.push({ code, params: { expected, found, ...more } });
  };
  const { planned, tiers } = roundQuota(programme, settings);
  const assessment = programme.stages.find((stage) => stage.type === 'capabilityAssessment');
  if (assessment?.type === 'capabilityAssessment' && report.shortlist) {
    const ranked = report.outcomes.filter(({ rank, route }) => rank !== null && route !== 'legacy').length;
    expect('shortlist', Math.min(Math.floor((planned * assessment.shortlist.percent) / 100), ranked), report.shortlist.byRank);
  }
  for (const tier of tiers) expect('awards', tier.count, report.awards?.[tier.key] ?? 0, { tier: tier.name.zh });
  const projects = report.outcomes.flatMap(({ code, project }) => (project ? [{ code, ...project }] : []));
  expect('unsigned', projects.length, projects.filter(({ signed }) => signed).length);
  const years = implementationYears(programme, settings).length;
  const yearly = report.selfEvaluations !== undefined;
  for (const { code, status, selfEvaluations, annualReports, audits } of projects) {
    const least = Math.min(selfEvaluations, annualReports, audits);
    if (yearly && status !== 'terminated' && status !== 'revoked') expect('yearsMissing', years, least, { society: code });
  }
  expect('duplicates', 0, report.reminders.duplicates);
  expect('unacknowledged', report.facts.accepted, report.facts.acknowledged);
  expect('leftOpen', 0, report.left.open);
  expect('leftRunning', 0, report.left.running);
  expect('leftFailing', 0, report.left.failing);
  return faults;
}
