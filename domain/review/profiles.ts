/** What is compared when experts are matched: their record, and what the application says where the programme looks. */
import type { StageOf } from '../programme/schema.js';
import type { ApplicationProfile, ExpertProfile } from './affinity.js';

export interface ExpertOnRecord {
  discipline_group: string;
  neighbouring_groups: string[];
  sub_disciplines: string[];
  keywords: string[];
}

export const expertProfile = (expert: ExpertOnRecord): ExpertProfile =>
  ({ group: expert.discipline_group, neighbouring: expert.neighbouring_groups, subDisciplines: expert.sub_disciplines, keywords: expert.keywords });

/** Tags of the form, and the sub-disciplines that the society names. */
export function applicationProfile({ affinity: rule }: Pick<StageOf<'expertReview'>, 'affinity'>, application: { discipline_group: string; content: Record<string, unknown> }): ApplicationProfile {
  const named = rule?.subDisciplineField === undefined ? '' : application.content[rule.subDisciplineField];
  return {
    group: application.discipline_group,
    subDisciplines: typeof named === 'string' ? named.split(/[、，,；;]/).map((one) => one.trim()).filter((one) => one !== '') : [],
    keywords: (rule?.keywordFields ?? []).flatMap((field) => {
      const tags = application.content[field];
      return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
    }),
  };
}
