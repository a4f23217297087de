import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import { rankSocieties } from '../../../domain/assessment/rank.js';
import { aggregate } from '../../../domain/review/aggregate.js';
import { countedScores } from '../../../domain/review/sheets-on-record.js';
import { leadersOf, sheetsOf } from '../../../records/group-summaries.js';
import type { Tx } from '../../../records/pool.js';
import type { ListedTask } from '../../../records/task-list.js';

export interface GroupCandidateRow {
  applicationId: string;
  society: string;
  name: string;
  /** Inside the group, by the programme's method. */
  rank: number;
  score: number;
  raw: number;
  spread: number;
  reviews: number;
}

export interface GroupContext {
  group: string;
  candidates: GroupCandidateRow[];
  members: { expertId: string; code: string; name: string }[];
}

/** What a leader's opinion is about: the group's applications as they stand, and who scored in it. */
export async function groupOf(tx: Tx, task: ListedTask, programme: Programme): Promise<GroupContext | undefined> {
  if (task.kind !== 'groupSummary') return undefined;
  const stage = programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview');
  const group = (await leadersOf(tx, task.round_id)).find(({ account_id }) => account_id === task.account_id)?.panel ?? '';
  const all = await sheetsOf(tx, task.round_id);
  const own = all.filter((sheet) => sheet.group === group);
  // Experts are calibrated over everything they scored, not over this group alone.
  const { scores } = countedScores(all.map((sheet) => ({ application: sheet.application, expert: sheet.expert, totalThousandths: sheet.total_thousandths, passFail: sheet.pass_fail })));
  const rows = stage ? aggregate(scores, stage.aggregation.method, stage.aggregation.ridge) : [];
  const ids = new Map(own.map((sheet) => [sheet.application, sheet]));
  const inGroup = rows.filter(({ application }) => ids.has(application));
  const ranks = new Map(rankSocieties(inGroup.map(({ application, calibrated }) => ({ code: application, total: calibrated }))).map(({ code, rank }) => [code, rank]));
  return {
    group,
    candidates: inGroup.flatMap((row): GroupCandidateRow[] => {
      const sheet = ids.get(row.application);
      return sheet ? [{ applicationId: sheet.application_id, society: row.application, name: sheet.society_name, rank: ranks.get(row.application) ?? 0, score: row.calibrated, raw: row.raw, spread: row.spread, reviews: row.n }] : [];
    }),
    members: [...new Map(own.map((sheet) => [sheet.expert_id, { expertId: sheet.expert_id, code: sheet.expert, name: sheet.expert_name }])).values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}
