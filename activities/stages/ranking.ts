/** From scores to places: totals per application, ranks, tiers by rank with the programme's quotas; ties are for people. */
import { aggregate } from '../../domain/review/aggregate.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { fillTiers, type TierDecision } from '../../domain/tiers/fill.js';
import { acceptedApplications, type AcceptedApplication } from '../../records/applications.js';
import { reviewsOf, savePlacements } from '../../records/reviews.js';
import { endStep } from '../../records/steps.js';
import { plannedStage, type CommandHandler, type StepContext } from '../context.js';
import { hashOf } from '../hash.js';

export async function rank(context: StepContext): Promise<Result<Record<string, unknown>>> {
  const placed = await place(context, []);
  return accept({ ranked: placed.ranked, tie: placed.filling.tieAtBorder ?? null });
}

/** Staff confirm the ranking; a tie at a tier's border needs a decision with the number of its minutes. */
export const confirmRanking: CommandHandler = async (context, body) => {
  const decisions = Array.isArray(body.decisions) ? (body.decisions as TierDecision[]) : [];
  const placed = await place(context, decisions);
  const { filling } = placed;
  if (filling.decisionRefused) return refuse(filling.decisionRefused);
  if (filling.tieAtBorder) {
    const { tier, rank: tied, places, codes } = filling.tieAtBorder;
    return refuse({ code: 'TIE_AT_BORDER', rule: { document: '000', clause: '§2' }, params: { tier, rank: tied, places, societies: codes.join('、') } });
  }
  const outcome = { listed: filling.awards.length, reserve: filling.reserve.length, variance: filling.variance, decisions };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at, inputsHash: hashOf(placed.inputs) });
  return accept(outcome);
};

async function place(context: StepContext, decisions: TierDecision[]) {
  const stage = plannedStage(context, 'expertReview');
  const { quota, disciplineGroups } = context.round.programme;
  const applications = await acceptedApplications(context.tx, context.round.id);
  const byId = new Map(applications.map((application) => [application.id, application]));
  const scored = (await reviewsOf(context.tx, context.round.id)).filter((review) => review.state === 'scored' && byId.has(review.application_id));
  const unfit = failedBy(scored);
  const scores = scored
    .filter((review) => !unfit.has(review.application_id))
    .map((review) => ({ application: codeOf(byId, review.application_id), expert: review.expert_id, total: (review.total_thousandths ?? 0) / 1000 }));
  const results = aggregate(scores, stage.aggregation.method);
  const groups = new Map(applications.map((application) => [application.code, application.discipline_group]));
  const tiers = quota.tiers.map((tier) => ({ key: tier.key, count: context.round.settings.quota?.tiers?.[tier.key] ?? tier.count }));
  const filling = fillTiers({
    ranking: results.map((row) => ({ code: row.application, rank: row.rank, score: row.calibrated, group: groups.get(row.application) ?? '' })),
    tiers,
    groupCaps: limits(disciplineGroups, 'cap'),
    groupFloors: limits(disciplineGroups, 'floor'),
    decisions,
  });
  const tierOf = new Map(filling.awards.map((award) => [award.code, award.tier]));
  const byCode = new Map(applications.map((application) => [application.code, application]));
  await savePlacements(context.tx, context.wait.realm, context.round.id, results.flatMap((row) => {
    const application = byCode.get(row.application);
    return application ? [{
      applicationId: application.id, societyId: application.society_id, rank: row.rank, scoreThousandths: Math.round(row.calibrated * 1000),
      rawThousandths: Math.round(row.raw * 1000), spreadThousandths: Math.round(row.spread * 1000), reviews: row.n, tier: tierOf.get(row.application) ?? null,
      why: { method: stage.aggregation.method, clause: stage.aggregation.clause, filling: 'choice' },
    }] : [];
  }));
  return { ranked: results.length, filling, inputs: { scores, tiers, decisions } };
}

/** A majority that finds the political direction wanting takes an application out of the ranking (000 §3.1). */
function failedBy(reviews: { application_id: string; entry: Record<string, unknown> | null }[]): Set<string> {
  const votes = new Map<string, { no: number; all: number }>();
  for (const review of reviews) {
    const vote = votes.get(review.application_id) ?? { no: 0, all: 0 };
    const answers = Object.values((review.entry?.passFail as Record<string, boolean> | undefined) ?? {});
    votes.set(review.application_id, { no: vote.no + (answers.includes(false) ? 1 : 0), all: vote.all + 1 });
  }
  return new Set([...votes].filter(([, vote]) => vote.no * 2 > vote.all).map(([id]) => id));
}

function limits(groups: { key: string; cap?: number | undefined; floor?: number | undefined }[], which: 'cap' | 'floor'): Record<string, number> {
  return Object.fromEntries(groups.flatMap((group) => (group[which] === undefined ? [] : [[group.key, group[which]]])));
}

const codeOf = (byId: Map<string, AcceptedApplication>, id: string): string => byId.get(id)?.code ?? id;
