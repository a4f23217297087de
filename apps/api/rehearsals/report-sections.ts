/** The counts that belong to a programme: each type of stage has its own, and so have funded projects. */
import type { StageType } from '../../../domain/programme/schema.js';
import { type CollectionCounts, countCollection } from '../../../records/collections.js';
import type { Tx } from '../../../records/pool.js';
import { applicantsOf } from '../../../records/applicants.js';
import { countAwards, type RoundCounts } from '../../../records/rehearsal-report.js';
import type { PlannedRound } from '../../../records/rounds.js';
import type { RehearsalReport } from '../contract/rehearsals.js';

type Sections = Partial<RehearsalReport>;
type Section = (tx: Tx, round: PlannedRound, counts: RoundCounts) => Sections | Promise<Sections>;

/** In the programme's order, and only what it has. */
export async function sectionsOf(tx: Tx, round: PlannedRound, counts: RoundCounts): Promise<Sections> {
  const { programme } = round;
  const sections: Sections = {};
  for (const type of new Set(programme.stages.map((stage) => stage.type))) Object.assign(sections, await OF_STAGE[type](tx, round, counts));
  if (programme.project !== undefined) Object.assign(sections, await ofProjects(tx, round, counts));
  return sections;
}

const OF_STAGE: Record<StageType, Section> = {
  capabilityAssessment: (_tx, _round, { byRank, legacy }) => ({ shortlist: { byRank, legacy, total: byRank + legacy } }),
  suggestedList: async (tx, { id }) => {
    const applicants = await applicantsOf(tx, id);
    return { suggestedList: { suggested: applicants.filter(({ route }) => route === 'suggested').length, volunteers: applicants.filter(({ route }) => route === 'volunteer').length } };
  },
  applicationWindow: (_tx, _round, { submitted, accepted, notAccepted }) => ({ applications: { submitted, accepted, notAccepted } }),
  expertReview: () => ({}),
  publicityPeriod: (_tx, _round, { objections, upheld }) => ({ objections: { received: objections, upheld } }),
  approval: () => ({}),
  materialsCollection: async (tx, { id, programme }) => {
    const stages = programme.stages.filter(({ type }) => type === 'materialsCollection');
    const counted: [string, CollectionCounts][] = [];
    for (const { key } of stages) counted.push([key, await countCollection(tx, id, key)]);
    return { materials: Object.fromEntries(counted) };
  },
};

const ofProjects: Section = async (tx, { id }, counts) => ({
  awards: await countAwards(tx, id),
  taskBooksSigned: counts.signed,
  selfEvaluations: counts.selfEvaluations,
  annualReports: counts.annualReports,
  audits: counts.audits,
  verdicts: { continue: counts.continued, adjust: counts.adjusted, terminate: counts.terminated },
});
