/** Why a society has its points, its place and its invitation in the capability assessment (000 §5.1). */
import { type Field, pointBandsOf, rangeOf } from '../assessment/scale.js';
import { scoreSociety, type SocietyScore } from '../assessment/score.js';
import type { CapabilityAssessment } from '../programme/stages/capability-assessment.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { choice, from, input, node, rankOf } from './node.js';

type Plan = Pick<CapabilityAssessment, 'indicators' | 'deductions' | 'bandShares' | 'shortlist' | 'missing' | 'clause'>;
type Indicator = Plan['indicators'][number];

/** What is on record about one society: the figures it handed in, each with its fact, and the findings that cost points. */
export interface Figures {
  group: string;
  values: Readonly<Record<string, { value: number | undefined; factId?: string }>>;
  findings: readonly string[];
  /** Worst and best of everybody's figures, for indicators scored over the field. */
  field?: Field;
}

export function explainIndicator(plan: Pick<Plan, 'bandShares' | 'clause'>, indicator: Indicator, figures: Figures): Explanation {
  const given = figures.values[indicator.key];
  const [line] = scoreSociety([indicator], [], { [indicator.key]: given?.value }, figures.group, plan.bandShares, figures.field ? { field: figures.field } : {}).lines;
  const source = given?.factId === undefined ? undefined : from('fact', given.factId);
  const inputs: ExplainedInput[] = [
    input(indicator.key, given?.value ?? null, source, `unit:${indicator.key}`),
    input('points', indicator.points, from('programme', `indicators.${indicator.key}.points`)),
    input('bands', scaleOf(plan, indicator, figures), from('programme', `indicators.${indicator.key}.${indicator.scale ? 'scale' : 'bands'}`)),
  ];
  const share = line?.share ?? 0;
  const formula: [string, Record<string, string | number>] = line?.value === undefined
    ? ['why.formula.missing', {}]
    : indicator.scale ? [line.why.code, line.why.params] : ['why.formula.band', { points: indicator.points, share }];
  return node(indicator.key, line?.points ?? 0, indicator.clause ?? plan.clause, formula, inputs);
}

/** The scale in one line: shares or points by band, or the two ends of a linear one. */
function scaleOf({ bandShares }: Pick<Plan, 'bandShares'>, indicator: Indicator, { group, field = {} }: Figures): string {
  const sign = indicator.direction === 'higher' ? '≥' : '≤';
  if (indicator.scale?.kind === 'points') return pointBandsOf(indicator, group).map((band) => `${sign} ${band.from} → ${band.points}`).join(', ');
  if (indicator.scale?.kind === 'minMax') {
    const range = rangeOf(indicator, group, field);
    return range ? `${range.worst} → 0, ${range.best} → ${indicator.points}` : '';
  }
  return (indicator.bandsByGroup?.[group] ?? indicator.bands ?? []).map((threshold, n) => `${sign} ${threshold} → ${bandShares[n] ?? 0} %`).join(', ');
}

/** The total: every indicator, less the deductions; never below 0 [C]. */
export function explainAssessment(plan: Plan, figures: Figures): Explanation {
  const found = figures.findings.flatMap((finding) => plan.deductions.find(({ key }) => key === finding) ?? []);
  const values = Object.fromEntries(Object.entries(figures.values).map(([key, { value }]) => [key, value]));
  const score = scoreSociety(plan.indicators, found, values, figures.group, plan.bandShares, { ...(figures.field ? { field: figures.field } : {}), missing: plan.missing?.treatment });
  const earned = score.lines.reduce((sum, line) => sum + Math.round(line.points * 1e5), 0) / 1e5;
  return node(
    'assessmentTotal', score.total, plan.missing?.clause ?? plan.clause, formulaOf(plan, score, earned),
    [input('earned', earned), input('deducted', score.deducted), input('missing', score.missing.length)],
    [
      ...plan.indicators.map((indicator) => explainIndicator(plan, indicator, figures)),
      ...found.map((one) => node(one.key, -one.points, one.clause, ['why.formula.deduction', { points: one.points }])),
    ],
  );
}

function formulaOf({ indicators, missing }: Plan, score: SocietyScore, earned: number): [string, Record<string, number>] {
  const { deducted } = score;
  if (missing?.treatment !== 'reweighted' || score.missing.length === 0) return ['why.formula.assessment', { earned, deducted }];
  const points = (keep: (key: string) => boolean) => indicators.reduce((sum, one) => sum + (keep(one.key) ? Math.round(one.points * 1e5) : 0), 0) / 1e5;
  return ['why.formula.reweighted', { earned, deducted, full: points(() => true), reported: points((key) => !score.missing.includes(key)) }];
}

export interface ShortlistCase {
  total: number;
  /** Totals of the others that were ranked; figures only, nobody's name. */
  others: readonly number[];
  planned: number;
  /** As the ranking with the decision on a tie, if there was one, makes it. */
  route: 'rank' | 'legacy' | null;
  /** Recorded award that counts for the legacy route. */
  awards: readonly { id: string; programme: string; title: string; year: number }[];
  tie?: { minutes: string };
}

/** Invited by rank, as a legacy society, or not at all. */
export function explainShortlist({ shortlist }: Pick<Plan, 'shortlist'>, { total, others, planned, route, awards, tie }: ShortlistCase): Explanation {
  const places = Math.floor((planned * shortlist.percent) / 100);
  const place = rankOf('shortlistRank', total, others, shortlist.clause);
  const parts = [place, node('shortlistPlaces', places, shortlist.clause, ['why.formula.places', { planned, percent: shortlist.percent }], [
    input('planned', planned, from('programme', 'quota')), input('percent', shortlist.percent, from('programme', 'shortlist.percent'), '%'),
  ])];
  const inputs = awards.map((award) => input('award', `${award.programme} ${award.title} ${award.year}`, from('record', award.id)));
  if (route === 'legacy' && shortlist.legacy) return node('shortlistRoute', route, shortlist.legacy.clause, ['why.formula.legacy', legacyParams(shortlist.legacy)], inputs, parts);
  const clause: Clause = tie ? choice('ties at the cut') : shortlist.clause;
  const decided = tie ? [input('minutes', tie.minutes, from('decision', tie.minutes))] : [];
  return node('shortlistRoute', route ?? 'none', clause, [tie ? 'why.formula.cutTie' : 'why.formula.cut', { rank: Number(place.result), places }], [...decided, ...inputs], parts);
}

const legacyParams = ({ programme, title, fromYear, toYear }: NonNullable<Plan['shortlist']['legacy']>): Record<string, string | number> => ({ programme, title, fromYear, toYear });
