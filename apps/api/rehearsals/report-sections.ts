/** The counts that belong to a programme: each type of stage has its own, and so have funded projects. */
import type { ProjectStepType } from '../../../domain/programme/project-step.js';
import { projectStepsOf, type StageType } from '../../../domain/programme/schema.js';
import { type CollectionCounts, countCollection } from '../../../records/collections.js';
import type { Tx } from '../../../records/pool.js';
import { applicantsOf } from '../../../records/applicants.js';
import { countAcceptances, countCommended, countSanctions } from '../../../records/sanction-counts.js';
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
  if (programme.sanctions !== undefined) sections.sanctions = await countSanctions(tx, round.id);
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
  callNotice: () => ({}),
  commendation: async (tx, { id }) => ({ commended: await countCommended(tx, id) }),
};

/** Of the steps that the programme has; whatever a programme does not ask for is not counted as none. */
async function ofProjects(tx: Tx, { id: roundId, programme }: PlannedRound, counts: RoundCounts): Promise<Sections> {
  const steps = projectStepsOf(programme);
  const owes = (kind: string) => steps.some((step) => step.owes.some((one) => one.kind === kind));
  const has = (type: ProjectStepType) => steps.some((step) => step.type === type);
  const verdicts = { continue: counts.continued, adjust: counts.adjusted, terminate: counts.terminated };
  return {
    awards: await countAwards(tx, roundId),
    ...(has('taskBookSigning') ? { taskBooksSigned: counts.signed } : {}),
    ...(has('filing') ? { filed: counts.signed } : {}),
    ...(owes('selfEvaluation') ? { selfEvaluations: counts.selfEvaluations } : {}),
    ...(owes('annualReport') ? { annualReports: counts.annualReports } : {}),
    ...(has('audit') ? { audits: counts.audits } : {}),
    ...(has('verdict') ? { verdicts } : {}),
    ...(has('midTermCheck') ? { midTerm: verdicts, acceptance: await countAcceptances(tx, roundId) } : {}),
  };
}
