/** From ranks to the list: tiers by rank, what people moved by hand, and the reason for more or fewer than planned (000 §2, §3.3). */
import { roundQuota } from '../programme/quota.js';
import type { Programme } from '../programme/schema.js';
import type { RoundSettings } from '../programme/settings.js';
import { type Result, accept, refuse } from '../refusal.js';
import { fillTiers, type FillInput, type RankedApplicant, type TierDecision, type TierFilling } from './fill.js';
import { applyMoves, checkVariance, type ManualMove, type MoveMark } from './moves.js';

/** The programme's quota and groups, with what staff set for this round. */
export interface ListPlan {
  programme: Pick<Programme, 'quota' | 'disciplineGroups'>;
  settings: RoundSettings;
}

export interface ListDecision {
  decisions: TierDecision[];
  moves: ManualMove[];
  varianceReason: string;
}

export const listDecisionOf = (body: Record<string, unknown>): ListDecision => ({
  decisions: Array.isArray(body.decisions) ? (body.decisions as TierDecision[]) : [],
  moves: Array.isArray(body.moves) ? (body.moves as ManualMove[]) : [],
  varianceReason: typeof body.varianceReason === 'string' ? body.varianceReason.trim() : '',
});

export interface Tiering {
  filling: TierFilling;
  marks: MoveMark[];
  tiers: { key: string; count: number }[];
}

/** By this round's quota and its groups' caps and floors; the moves afterwards. */
export function fillAndMove(round: ListPlan, ranking: readonly RankedApplicant[], { decisions, moves }: Pick<ListDecision, 'decisions' | 'moves'>): Result<Tiering> {
  const input = fillInput(round, ranking, decisions);
  const tiers = [...input.tiers];
  const filling = fillTiers(input);
  if (filling.tieAtBorder || moves.length === 0) return accept({ filling, marks: [], tiers });
  const moved = applyMoves(filling, input, moves);
  return moved.ok ? accept({ filling: { ...filling, ...moved.value }, marks: moved.value.marks, tiers }) : moved;
}

export function fillInput({ programme, settings }: ListPlan, ranking: readonly RankedApplicant[], decisions: readonly TierDecision[]): FillInput {
  const limits = (which: 'cap' | 'floor') => Object.fromEntries(programme.disciplineGroups.flatMap((group) => (group[which] === undefined ? [] : [[group.key, group[which]]])));
  const tiers = roundQuota(programme, settings).tiers.map(({ key, count }) => ({ key, count }));
  return { ranking, tiers, groupCaps: limits('cap'), groupFloors: limits('floor'), decisions };
}

/** Nothing open any more, and every difference from the plan that people chose has its reason. */
export function settledList(round: Pick<ListPlan, 'programme'>, { filling }: Tiering, { decisions, moves, varianceReason }: ListDecision): Result<TierFilling> {
  if (filling.decisionRefused) return refuse(filling.decisionRefused);
  if (filling.tieAtBorder) {
    const { tier, rank, places, codes } = filling.tieAtBorder;
    return refuse({ code: 'TIE_AT_BORDER', rule: { document: '000', clause: '§2' }, params: { tier, rank, places, societies: codes.join('、') } });
  }
  const chosen = decisions.length + moves.length > 0;
  const [missing] = checkVariance(filling, { about: round.programme.quota?.about ?? false, chosen, reason: varianceReason });
  return missing ? refuse(missing) : accept(filling);
}
