/** Figures, points, rank and invitation in the capability assessment (000 §5.1). A society asks once the shortlist is confirmed. */
import { fieldOf } from '../../../../domain/assessment/scale.js';
import { withRecorded } from '../../../../domain/assessment/recorded.js';
import { shortlistRoute } from '../../../../domain/assessment/route.js';
import { explainAssessment, explainIndicator, explainShortlist, type Figures } from '../../../../domain/explaining/assessment.js';
import { roundQuota } from '../../../../domain/programme/quota.js';
import type { Programme, StageOf } from '../../../../domain/programme/schema.js';
import { assessmentInputs } from '../../../../records/assessment-inputs.js';
import { recordedProgress } from '../../../../records/assessments.js';
import { lastCommand, storedAwards, type StoredFigures, storedFigures } from '../../../../records/explaining.js';
import { type PlannedRound, loadRound } from '../../../../records/rounds.js';
import { type AssessedSociety, assessedRows, assessmentLines, shortlistOf } from '../../../../records/shortlist.js';
import { withHandedIn } from '../handed-in.js';
import type { KindOfExplanation, Question, Why } from '../kind.js';

const ID = { round: 'uuid', society: 'uuid' } as const;

export const indicator: KindOfExplanation = {
  id: { ...ID, indicator: 'key' },
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await assessed(question);
    const [, , key] = question.ids;
    const planned = known?.stage.indicators.find((one) => one.key === key);
    if (!known || !planned) return undefined;
    const line = known.lines.find((one) => one.key === key);
    return { stored: line?.points ?? null, explanation: await withHandedIn(question, known.figures.values[planned.key]?.factId, explainIndicator(known.stage, planned, known.figures)), programmeVersionId: known.round.programme_version_id };
  },
};

export const assessment: KindOfExplanation = {
  id: ID,
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question) {
    const known = await assessed(question);
    if (!known) return undefined;
    const explanation = explainAssessment(known.stage, known.figures);
    // Stored in thousandths of a point.
    return { stored: known.total, explanation: await withHandedIn(question, handedIn(known.figures), { ...explanation, result: thousandths(explanation.result) }), programmeVersionId: known.round.programme_version_id };
  },
};

export const shortlist: KindOfExplanation = {
  id: ID,
  insiders: 'assessment.read',
  others: ['society'],
  async explain(question): Promise<Why | undefined> {
    const known = await assessed(question);
    const [, societyId = ''] = question.ids;
    const row = known?.rows.find((one) => one.society_id === societyId);
    if (!known || !row) return undefined;
    const { route, minutes } = await routeAgain(question, known.round, known.stage, row);
    const explanation = explainShortlist(known.stage, {
      total: known.total, others: known.rows.filter((one) => one !== row && one.route !== 'legacy').map((one) => one.total_thousandths / 1000),
      planned: roundQuota(known.round.programme, known.round.settings).planned, route, awards: await question.whole((tx) => storedAwards(tx, societyId)),
      ...(minutes === undefined ? {} : { tie: { minutes } }),
    });
    return { stored: known.confirmed ? (row.route ?? 'none') : (route ?? 'none'), explanation: await withHandedIn(question, handedIn(known.figures), explanation), programmeVersionId: known.round.programme_version_id };
  },
};

interface Assessed {
  round: PlannedRound;
  stage: StageOf<'capabilityAssessment'>;
  rows: AssessedSociety[];
  figures: Figures;
  lines: { key: string; points: number }[];
  total: number;
  confirmed: boolean;
}

/** Undefined when there is no result for the asker: not assessed, another society, or a society before the confirmation. */
async function assessed({ tx, whole, ids, insider }: Question): Promise<Assessed | undefined> {
  const [roundId = '', societyId = ''] = ids;
  const round = await loadRound(tx, roundId);
  const stage = round && assessmentStage(round.programme);
  const own = await assessmentLines(tx, roundId, societyId);
  const stored = await storedFigures(tx, roundId, societyId, round?.authority ?? '');
  if (!round || !stage || !own || !stored) return undefined;
  const recorded = (await whole((all) => recordedProgress(all, round.realm, round.programme.authority))).get(societyId) ?? [];
  const rows = await whole((all) => assessedRows(all, roundId));
  const confirmed = rows.some((row) => row.route !== null);
  if (!insider && !confirmed) return undefined;
  const field = fieldOf(stage.indicators, (await whole((all) => assessmentInputs(all, round, stage))).map((one) => one.figures));
  return { round, stage, rows, figures: { ...figuresOf(stage, stored, recorded), field }, lines: own.lines as unknown as Assessed['lines'], total: own.total_thousandths / 1000, confirmed };
}

/** All figures of a society come by one hand-in. */
const handedIn = ({ values }: Figures): string | undefined => Object.values(values).find(({ factId }) => factId !== undefined)?.factId;

const assessmentStage = (programme: Programme): StageOf<'capabilityAssessment'> | undefined =>
  programme.stages.find((stage): stage is StageOf<'capabilityAssessment'> => stage.type === 'capabilityAssessment');

/** What was handed in, each figure with its fact; what the authority recorded itself takes its place. */
function figuresOf(stage: StageOf<'capabilityAssessment'>, { disciplineGroup, values, findings }: StoredFigures, recorded: Parameters<typeof withRecorded>[2]): Figures {
  const facts = new Map(values.map((one) => [one.indicator, one.fact_id]));
  const all = withRecorded(stage.indicators, Object.fromEntries(values.map((one) => [one.indicator, one.value])), recorded);
  return { group: disciplineGroup, findings, values: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, { value, ...(facts.get(key) ? { factId: facts.get(key) ?? '' } : {}) }])) };
}

/** By the stored totals and the decision on a tie as it was commanded. */
async function routeAgain({ whole }: Question, round: PlannedRound, stage: StageOf<'capabilityAssessment'>, row: AssessedSociety) {
  const command = await whole((tx) => lastCommand(tx, round.id, 'confirmShortlist'));
  const include = Array.isArray(command?.body.include) ? command.body.include.filter((one): one is string => typeof one === 'string') : [];
  const minutes = typeof command?.body.minutes === 'string' ? command.body.minutes : '';
  const { list } = await whole((tx) => shortlistOf(tx, round, stage, include.length > 0 ? { include, minutes } : undefined));
  const tied = list.tieDecided?.codes.includes(row.code) === true;
  return { route: shortlistRoute(list, row.code), minutes: tied ? minutes : undefined };
}

const thousandths = (value: unknown): number => Math.round(Number(value) * 1000) / 1000;
