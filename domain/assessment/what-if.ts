/**
 * What would be, were the weights or the bands others: new ranks, and who would come onto the list or leave it. Nothing is
 * stored, and nothing follows from it: for whoever drafts a programme, and for whoever must defend a cut.
 */
import { accept, refuse, type Refusal, type Result } from '../refusal.js';
import { assess, type AssessedInput, type AssessmentRules } from './assess.js';
import type { Indicator } from './scale.js';
import { shortlist } from './shortlist.js';

export interface WhatIfChange {
  /** Full points by indicator key. */
  weights?: Readonly<Record<string, number>> | undefined;
  /** Thresholds of share bands by indicator key, best first. */
  bands?: Readonly<Record<string, readonly number[]>> | undefined;
  tieBreak?: readonly string[] | undefined;
}

/** The rules with the change; all weights together must be what they were (100), bands in order. */
export function changedRules(rules: AssessmentRules, change: WhatIfChange): Result<AssessmentRules> {
  const known = new Set(rules.indicators.map(({ key }) => key));
  const named = [...Object.keys(change.weights ?? {}).map((key) => `weights.${key}`), ...Object.keys(change.bands ?? {}).map((key) => `bands.${key}`)];
  const stranger = [...named, ...(change.tieBreak ?? []).map((key) => `tieBreak.${key}`)].find((name) => !known.has(name.slice(name.indexOf('.') + 1)));
  if (stranger) return refuse({ code: 'INDICATOR_UNKNOWN', field: stranger.startsWith('tieBreak') ? 'tieBreak' : stranger, rule: RULE, params: { indicator: stranger.slice(stranger.indexOf('.') + 1) } });
  const indicators = rules.indicators.map((indicator) => weighted(withBands(indicator, change.bands?.[indicator.key]), change.weights?.[indicator.key] ?? indicator.points));
  const [before, after] = [sum(rules.indicators), sum(indicators)];
  if (before !== after) return refuse({ code: 'WEIGHTS_NOT_TOTAL', field: 'weights', rule: RULE, params: { sum: after, total: before } });
  const disordered = indicators.map((indicator) => bandsFault(indicator, rules.bandShares.length - 1)).find((fault) => fault !== undefined);
  return disordered ? refuse(disordered) : accept({ ...rules, indicators, tieBreak: change.tieBreak ?? rules.tieBreak });
}

/** Another weight: points of one's own bands move in proportion. */
export function weighted(indicator: Indicator, points: number): Indicator {
  const { scale } = indicator;
  if (scale?.kind !== 'points' || points === indicator.points) return { ...indicator, points };
  const times = points / indicator.points;
  const scaled = (bands: typeof scale.bands) => bands.map((band) => ({ ...band, points: Math.round(band.points * times * 1000) / 1000 }));
  const byGroup = scale.byGroup && Object.fromEntries(Object.entries(scale.byGroup).map(([group, bands]) => [group, scaled(bands)]));
  return { ...indicator, points, scale: { ...scale, bands: scaled(scale.bands), ...(byGroup ? { byGroup } : {}) } };
}

export type Place = 'in' | 'tied' | 'out';

export interface Compared {
  code: string;
  rankBefore: number;
  rank: number;
  totalBefore: number;
  total: number;
  placeBefore: Place;
  place: Place;
}

/** Both assessments side by side, in the order of the new one. `places` is the length of the list by rank. */
export function compare(before: AssessmentRules, after: AssessmentRules, societies: readonly AssessedInput[], places: number): Compared[] {
  const old = new Map(standing(before, societies, places).map((row) => [row.code, row]));
  return standing(after, societies, places).map((row) => {
    const was = old.get(row.code) ?? row;
    return { code: row.code, rankBefore: was.rank, rank: row.rank, totalBefore: was.total, total: row.total, placeBefore: was.place, place: row.place };
  });
}

function standing(rules: AssessmentRules, societies: readonly AssessedInput[], places: number): { code: string; rank: number; total: number; place: Place }[] {
  const ranking = assess(rules, societies).map(({ code, rank, score }) => ({ code, rank, total: score.total }));
  const list = shortlist({ ranking, planned: places, percent: 100 });
  const [included, tied] = [new Set(list.byRank), new Set(list.tieAtCut?.codes)];
  return ranking.map((row) => ({ ...row, place: included.has(row.code) ? 'in' : tied.has(row.code) ? 'tied' : 'out' }));
}

export interface Sensitivity {
  indicator: string;
  /** Percent by which its weight is changed; the others are scaled so that the sum stays. */
  percent: number;
  enters: string[];
  leaves: string[];
}

/** [C] How far a weight may be off without the list by rank becoming another: ±10 and ±20 %. */
export const SENSITIVITY_STEPS: readonly number[] = [-20, -10, 10, 20];

/** Every indicator and step, in the programme's order. A tied society counts as neither in nor out, so a tie is a change too. */
export function cutSensitivity(rules: AssessmentRules, societies: readonly AssessedInput[], places: number, steps = SENSITIVITY_STEPS): Sensitivity[] {
  const base = inside(rules, societies, places);
  return rules.indicators.flatMap(({ key }) =>
    steps.map((percent) => {
      const now = inside({ ...rules, indicators: tilted(rules.indicators, key, percent) }, societies, places);
      return { indicator: key, percent, enters: [...now].filter((code) => !base.has(code)).sort(), leaves: [...base].filter((code) => !now.has(code)).sort() };
    }));
}

const inside = (rules: AssessmentRules, societies: readonly AssessedInput[], places: number): Set<string> =>
  new Set(standing(rules, societies, places).filter((row) => row.place === 'in').map((row) => row.code));

/** One weight changed, the others in proportion, to a thousandth of a point. */
function tilted(indicators: readonly Indicator[], key: string, percent: number): Indicator[] {
  const total = sum(indicators);
  const own = indicators.find((indicator) => indicator.key === key)?.points ?? 0;
  const changed = Math.min(total, (own * (100 + percent)) / 100);
  const times = total === own ? 1 : (total - changed) / (total - own);
  return indicators.map((indicator) => weighted(indicator, Math.round((indicator.key === key ? changed : indicator.points * times) * 1000) / 1000));
}

function withBands(indicator: Indicator, bands: readonly number[] | undefined): Indicator {
  if (bands === undefined) return indicator;
  // Other thresholds hold for every group: what is asked is what these bands would do.
  return { ...indicator, scale: undefined, bands, bandsByGroup: undefined };
}

function bandsFault({ key, bands, direction, scale }: Indicator, count: number): Refusal | undefined {
  if (scale !== undefined || bands === undefined) return undefined;
  const ordered = bands.every((band, n) => n === 0 || (direction === 'higher' ? band < (bands[n - 1] ?? 0) : band > (bands[n - 1] ?? 0)));
  return ordered && bands.length === count ? undefined : { code: 'BANDS_OUT_OF_ORDER', field: `bands.${key}`, rule: RULE, params: { indicator: key, direction } };
}

const RULE = { document: '000', clause: '§5.1' };

/** Rounded to a thousandth: weights have three decimals at most. */
const sum = (indicators: readonly Indicator[]): number => Math.round(indicators.reduce((total, { points }) => total + points, 0) * 1000) / 1000;
