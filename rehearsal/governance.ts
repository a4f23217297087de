/** What societies answer about themselves in a collection of materials: figures that fit together, most of them in order. */
import type { Schemas } from '../apps/api/client.js';
import { addMonths, type Day } from '../domain/calendar/beijing.js';
import type { Chance } from './chance.js';

type Form = Schemas['TaskForm'];

export interface SelfReport {
  form: Form;
  code: string;
  /** 0 … 1: better societies have less to explain. */
  quality: number;
  /** The day they look back from. */
  on: Day;
  chance: Chance;
}

/** By field; fields of other kinds are filled in like any form. */
export function governanceAnswers({ form, code, quality, on, chance }: SelfReport): Record<string, unknown> {
  const luck = (...keys: string[]): number => chance(code, 'governance', ...keys);
  const figures = figuresOf(quality, luck);
  // A bad answer becomes rarer with quality; seven questions of eight are answered well even by the last.
  const good = (key: string): boolean => luck(key) > 0.12 * (1.1 - quality);
  const fields = form.sections.flatMap((section) => section.fields);
  return Object.fromEntries(fields.flatMap((field): [string, unknown][] => {
    const figure = figures[field.key];
    if (figure !== undefined) return [[field.key, figure]];
    if (field.key === 'branches') return [[field.key, branches(on, luck)]];
    if (field.kind === 'choice' && field.options?.some(({ key }) => key === 'yes')) return [[field.key, good(field.key) ? 'yes' : 'no']];
    // Things that should not be: sub-branches, fees, forced giving.
    return field.kind === 'number' ? [[field.key, good(field.key) ? 0 : 1 + Math.floor(luck(field.key, 'n') * 3)]] : [];
  }));
}

function figuresOf(quality: number, luck: (...keys: string[]) => number): Record<string, number | string> {
  const individualMembers = Math.round(2000 + quality ** 2 * 120_000 + luck('members') * 8000);
  const individualMembersBefore = Math.round(individualMembers / (1 + luck('growth') * 0.4));
  const cap = individualMembers < 20_000 ? 150 : individualMembers < 100_000 ? 180 : 200;
  const councilSize = Math.round(cap * (0.72 + luck('council') * 0.34));
  const standingCouncil = Math.round(councilSize / 3);
  const delegates = councilSize * 2;
  const part = (whole: number, least: number, key: string): number => Math.min(whole, Math.round(whole * (least + luck(key) * 0.3)));
  const measuresPlanned = 8 + Math.floor(luck('measures') * 8);
  const partyOrganisationsDue = 1 + Math.floor(luck('party') * 4);
  return {
    individualMembers, individualMembersBefore, councilSize, standingCouncil, delegates,
    changingTerm: luck('term') < 0.25 ? 'yes' : 'no', previousCouncilSize: Math.round(councilSize * (0.9 + luck('previous') * 0.2)),
    frontlineCouncil: part(councilSize, 0.72, 'frontline'), frontlineStanding: part(standingCouncil, 0.64, 'frontlineStanding'), frontlineDelegates: part(delegates, 0.48, 'delegates'),
    partyMembers: part(councilSize, 0.4, 'members'), youngCouncil: part(councilSize, 0.2, 'young'), womenCouncil: part(councilSize, 0.15, 'women'),
    measuresPlanned, measuresDone: Math.round(measuresPlanned * (0.45 + luck('done') * 0.55)),
    partyOrganisationsDue, partyOrganisationsBuilt: luck('built') < 0.12 ? partyOrganisationsDue - 1 : partyOrganisationsDue,
  };
}

/** A handful; now and then one that nobody has heard of for years. */
const branches = (on: Day, luck: (...keys: string[]) => number): Record<string, string>[] =>
  Array.from({ length: 2 + Math.floor(luck('branches') * 3) }, (_, n) => ({
    branch: `演练分支机构${n + 1}`, lastActive: addMonths(on, -(luck('idle', String(n)) < 0.05 ? 30 : 1 + Math.floor(luck('active', String(n)) * 12))),
  }));

/** Steps of a collection of materials. */
const COLLECTING: ReadonlySet<string> = new Set(['collection', 'late', 'explanations', 'rectification']);
export const isCollecting = (task: { step: string; projectId: string | null }): boolean => task.projectId === null && COLLECTING.has(task.step);

/** Some come late, a few not at all; most explain and put right what they are asked to. */
export function handsIn(step: string, code: string, kind: string, chance: Chance): boolean {
  const luck = chance(code, kind, 'punctual');
  if (step === 'collection') return luck >= 0.14;
  if (step === 'late') return luck >= 0.04;
  return chance(code, kind, 'willing') >= (step === 'explanations' ? 0.12 : 0.2);
}
