/**
 * How well an expert fits an application, in whole thousandths, 0 … 1000. The sources ask for review by discipline
 * (000 §5.3: 按照学科类别分组) and say no more: the weights are settings of the programme [C].
 *
 *   affinity = 1000 × (w_g·g + w_s·s + w_k·k) / (w_g + w_s + w_k)
 *
 * g: 1 in the expert's own discipline group, ½ in a neighbouring one, 0 elsewhere;
 * s: share of the application's sub-disciplines that are the expert's, k: the same of its keywords. An application that
 * names none has share 0: the part then says nothing about anybody.
 */
export interface AffinityWeights {
  group: number;
  subDisciplines: number;
  keywords: number;
}

export interface ExpertProfile {
  group: string;
  /** Further groups the expert may be asked for. */
  neighbouring: readonly string[];
  subDisciplines: readonly string[];
  keywords: readonly string[];
}

export interface ApplicationProfile {
  group: string;
  subDisciplines: readonly string[];
  keywords: readonly string[];
}

export interface AffinityParts {
  /** Each 0 … 1. */
  group: number;
  subDisciplines: number;
  keywords: number;
}

export function affinityParts(expert: ExpertProfile, application: ApplicationProfile): AffinityParts {
  const group = expert.group === application.group ? 1 : expert.neighbouring.includes(application.group) ? 0.5 : 0;
  return {
    group,
    subDisciplines: covered(application.subDisciplines, expert.subDisciplines),
    keywords: covered(application.keywords, expert.keywords),
  };
}

/** Whole thousandths, so that sums are exact and two machines agree. */
export function affinity(weights: AffinityWeights, expert: ExpertProfile, application: ApplicationProfile): number {
  const parts = affinityParts(expert, application);
  const all = weights.group + weights.subDisciplines + weights.keywords;
  if (!(all > 0)) return 0;
  return Math.round((1000 * (weights.group * parts.group + weights.subDisciplines * parts.subDisciplines + weights.keywords * parts.keywords)) / all);
}

/** Which groups an expert may be asked for: `own` the expert's, `neighbouring` those listed too, `any` all. */
export type GroupReach = 'own' | 'neighbouring' | 'any';

export const reaches = (reach: GroupReach, expert: Pick<ExpertProfile, 'group' | 'neighbouring'>, group: string): boolean =>
  reach === 'any' || expert.group === group || (reach === 'neighbouring' && expert.neighbouring.includes(group));

function covered(wanted: readonly string[], offered: readonly string[]): number {
  const distinct = [...new Set(wanted.map(fold))];
  if (distinct.length === 0) return 0;
  const known = new Set(offered.map(fold));
  return distinct.filter((word) => known.has(word)).length / distinct.length;
}

/** `Quantum Optics` and `quantum optics ` are one word. */
const fold = (word: string): string => word.trim().toLowerCase();
