/** How firm a cut is: who would change sides if one expert had not been there, or if another method were used. */
import { type AggregationMethod, type ExpertScore, METHODS, aggregate } from './aggregate.js';

export interface CutSensitivity {
  /** Applications whose rank is within the places; all of a tie that reaches into them. */
  inside: string[];
  /** Points between the last inside and the first outside; undefined when nobody is outside (or inside). */
  margin?: number;
  /** Those outside, nearest first, and how many points each lacks: “差 0.12 分”. */
  missing: { application: string; points: number }[];
  /** For each expert whose absence would move the cut: who would come in, who would fall out. */
  withoutExpert: { expert: string; entering: string[]; leaving: string[] }[];
  /** The same for each other method. */
  withMethod: { method: AggregationMethod; entering: string[]; leaving: string[] }[];
  /** "换一位专家，3 家会改变去留": everyone who changes sides when any one expert is left out. */
  contested: string[];
}

/**
 * An expert's totals are left out one expert at a time, except where an application would have none left [C]. Leaving out is
 * also what a replacement comes to who thinks of each application as the others do on average.
 */
export function cutSensitivity(scores: readonly ExpertScore[], places: number, method: AggregationMethod, ridge?: number): CutSensitivity {
  const insideOf = (some: readonly ExpertScore[], by: AggregationMethod) => aggregate(some, by, ridge).filter((row) => row.rank <= places).map((row) => row.application);
  const rows = aggregate(scores, method, ridge);
  const inside = insideOf(scores, method);
  const outside = rows.filter(({ application }) => !inside.includes(application));
  const last = rows.filter(({ application }) => inside.includes(application)).at(-1);
  const first = outside[0];
  const moved = (other: readonly string[]) => ({
    entering: other.filter((code) => !inside.includes(code)).sort(),
    leaving: inside.filter((code) => !other.includes(code)).sort(),
  });
  const moves = ({ entering, leaving }: { entering: string[]; leaving: string[] }) => entering.length + leaving.length > 0;

  const totals = new Map<string, number>();
  for (const { application } of scores) totals.set(application, (totals.get(application) ?? 0) + 1);
  const experts = [...new Set(scores.map((score) => score.expert))].sort();
  const without = (expert: string) => scores.filter((score) => score.expert !== expert || (totals.get(score.application) ?? 0) < 2);
  const withoutExpert = experts.map((expert) => ({ expert, ...moved(insideOf(without(expert), method)) })).filter(moves);
  return {
    inside,
    ...(last && first ? { margin: points(last.calibrated - first.calibrated) } : {}),
    missing: last ? outside.map(({ application, calibrated }) => ({ application, points: points(last.calibrated - calibrated) })) : [],
    withoutExpert,
    withMethod: METHODS.filter((other) => other !== method).map((other) => ({ method: other, ...moved(insideOf(scores, other)) })).filter(moves),
    contested: [...new Set(withoutExpert.flatMap(({ entering, leaving }) => [...entering, ...leaving]))].sort(),
  };
}

/** A difference of settled figures, settled again. */
const points = (value: number): number => Math.round(value * 1e9) / 1e9;
