/** From scores to places: totals per application, ranks, tiers by rank with the programme's quotas; ties are for people. */
import { aggregate } from '../../domain/review/aggregate.js';
import { countedScores } from '../../domain/review/sheets-on-record.js';
import { accept, type Result } from '../../domain/refusal.js';
import { fillAndMove, listDecisionOf, settledList, type ListDecision, type Tiering } from '../../domain/tiers/list.js';
import { acceptedApplications } from '../../records/applications.js';
import { upheldSocieties } from '../../records/publicity.js';
import { reviewsOf, savePlacements } from '../../records/reviews.js';
import { endStep } from '../../records/steps.js';
import { plannedStage, type CommandHandler, type StepContext } from '../context.js';
import { hashOf } from '../hash.js';

export async function rank(context: StepContext): Promise<Result<Record<string, unknown>>> {
  const placed = await place(context, { decisions: [], moves: [] });
  return placed.ok ? accept({ ranked: placed.value.ranked, tie: placed.value.tiering.filling.tieAtBorder ?? null }) : placed;
}

/** Staff confirm the ranking; a tie at a tier's border needs minutes, a move by hand and a chosen variance a reason each. */
export const confirmRanking: CommandHandler = async (context, body) => {
  const decision = listDecisionOf(body);
  const placed = await place(context, decision);
  if (!placed.ok) return placed;
  const { tiering, inputs } = placed.value;
  const settled = settledList(context.round, tiering, decision);
  if (!settled.ok) return settled;
  const { awards, reserve, variance, passes } = settled.value;
  const outcome = { listed: awards.length, reserve: reserve.length, variance, varianceReason: decision.varianceReason, decisions: decision.decisions, moved: tiering.marks, passes };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at, inputsHash: hashOf(inputs) });
  return accept(outcome);
};

async function place(context: StepContext, decision: Pick<ListDecision, 'decisions' | 'moves'>): Promise<Result<{ ranked: number; tiering: Tiering; inputs: object }>> {
  const stage = plannedStage(context, 'expertReview');
  const applications = await acceptedApplications(context.tx, context.round.id);
  const byId = new Map(applications.map((application) => [application.id, application]));
  // Who left a list because an objection stood up does not come back by a ranking that is computed again.
  const out = new Set(await upheldSocieties(context.tx, context.round.id));
  const scored = (await reviewsOf(context.tx, context.round.id))
    .filter((review) => review.state === 'scored' && byId.has(review.application_id) && !out.has(byId.get(review.application_id)?.society_id ?? ''));
  const { scores } = countedScores(scored.map((review) => ({
    application: byId.get(review.application_id)?.code ?? review.application_id, expert: review.expert_id, totalThousandths: review.total_thousandths ?? 0,
    passFail: (review.entry?.passFail as Record<string, boolean> | undefined) ?? {},
  })));
  const results = aggregate(scores, stage.aggregation.method, stage.aggregation.ridge);
  const groups = new Map(applications.map((application) => [application.code, application.discipline_group]));
  const ranking = results.map((row) => ({ code: row.application, rank: row.rank, score: row.calibrated, group: groups.get(row.application) ?? '' }));
  const filled = fillAndMove(context.round, ranking, decision);
  if (!filled.ok) return filled;
  const { filling, marks, tiers } = filled.value;
  const tierOf = new Map(filling.awards.map((award) => [award.code, award.tier]));
  const byCode = new Map(applications.map((application) => [application.code, application]));
  await savePlacements(context.tx, context.wait.realm, context.round.id, results.flatMap((row) => {
    const application = byCode.get(row.application);
    const moved = marks.filter((mark) => mark.code === row.application);
    const passed = filling.passes.find((pass) => pass.code === row.application);
    return application ? [{
      applicationId: application.id, societyId: application.society_id, rank: row.rank, scoreThousandths: Math.round(row.calibrated * 1000),
      rawThousandths: Math.round(row.raw * 1000), spreadThousandths: Math.round(row.spread * 1000), reviews: row.n, tier: tierOf.get(row.application) ?? null,
      why: { method: stage.aggregation.method, clause: stage.aggregation.clause, filling: 'choice', rawRank: row.rawRank, ...(moved.length > 0 ? { moved } : {}), ...(passed ? { passed } : {}) },
    }] : [];
  }));
  return accept({ ranked: results.length, tiering: filled.value, inputs: { scores, tiers, decisions: decision.decisions, moves: decision.moves } });
}

