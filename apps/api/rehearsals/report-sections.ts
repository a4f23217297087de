/** The counts that belong to a programme: each type of stage has its own, and so have funded projects. */
import type { StageType } from '../../../domain/programme/schema.js';
import type { Tx } from '../../../records/pool.js';
import { countAwards, type RoundCounts } from '../../../records/rehearsal-report.js';
import type { PlannedRound } from '../../../records/rounds.js';
import type { RehearsalReport } from '../contract/rehearsals.js';

type Sections = Partial<RehearsalReport>;
type Section = (tx: Tx, roundId: string, counts: RoundCounts) => Sections | Promise<Sections>;

/** In the programme's order, and only what it has. */
export async function sectionsOf(tx: Tx, { id, programme }: PlannedRound, counts: RoundCounts): Promise<Sections> {
  const sections: Sections = {};
  for (const type of new Set(programme.stages.map((stage) => stage.type))) Object.assign(sections, await OF_STAGE[type](tx, id, counts));
  if (programme.project !== undefined) Object.assign(sections, await ofProjects(tx, id, counts));
  return sections;
}

const OF_STAGE: Record<StageType, Section> = {
  capabilityAssessment: (_tx, _roundId, { byRank, legacy }) => ({ shortlist: { byRank, legacy, total: byRank + legacy } }),
  applicationWindow: (_tx, _roundId, { submitted, accepted, notAccepted }) => ({ applications: { submitted, accepted, notAccepted } }),
  expertReview: () => ({}),
  publicityPeriod: (_tx, _roundId, { objections, upheld }) => ({ objections: { received: objections, upheld } }),
  approval: () => ({}),
};

const ofProjects: Section = async (tx, roundId, counts) => ({
  awards: await countAwards(tx, roundId),
  taskBooksSigned: counts.signed,
  selfEvaluations: counts.selfEvaluations,
  annualReports: counts.annualReports,
  audits: counts.audits,
  verdicts: { continue: counts.continued, adjust: counts.adjusted, terminate: counts.terminated },
});
