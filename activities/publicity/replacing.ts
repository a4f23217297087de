/** [C] Who leaves the list is replaced by the next in rank, who is publicised in a period of its own, as often as the programme allows. */
import { periodNumber } from '../../domain/decisions/next-attempt.js';
import { tiersOf } from '../../domain/programme/schema.js';
import { nextInRank } from '../../domain/tiers/fill.js';
import { accept, refuse } from '../../domain/refusal.js';
import { findApplication } from '../../records/applications.js';
import { appliedBodies } from '../../records/commands.js';
import { entriesOf, type PublicityEntry } from '../../records/publicity.js';
import { type Placement, placementsOf, setPlacement } from '../../records/reviews.js';
import type { StageAttempt } from '../../records/rounds.js';
import { type CommandHandler, Refused, type StepContext } from '../context.js';
import { minutesOf, textOf } from '../input.js';

/** The applications that move up; a tie in the reserve waits for people. */
export async function replace(context: StepContext, attempt: StageAttempt, removed: Pick<PublicityEntry, 'society_id' | 'tier'>[], maxRounds: number): Promise<string[]> {
  if (removed.length === 0 || periodNumber(attempt) > maxRounds) return [];
  const placements = await placementsOf(context.tx, context.round.id);
  const reserve = await availableReserve(context, placements);
  const chosen = new Map((await appliedBodies(context.tx, attempt.workflow_id, 'chooseReplacement')).map((body) => [textOf(body.removed), textOf(body.replacement)]));
  const taken: string[] = [...chosen].flatMap(([, id]) => placements.find((one) => one.society_id === id && removed.some((entry) => chosen.get(entry.society_id) === id))?.code ?? []);
  const moved: string[] = [];
  // The best tier first: who is next in rank takes the highest vacated place.
  for (const entry of byTier(context, removed)) {
    const next = nextFor(chosen.get(entry.society_id), reserve, taken, placements);
    if (!next) continue;
    taken.push(next.code);
    await setPlacement(context.tx, next.application_id, 'listed', entry.tier);
    moved.push(next.application_id);
  }
  return moved;
}

/** Whom people chose, or the next in rank that nobody chose for another place. */
function nextFor(decided: string | undefined, reserve: string[], taken: string[], placements: Placement[]): Placement | undefined {
  const byId = placements.find((one) => one.society_id === decided && reserve.includes(one.code));
  if (byId) return byId;
  const next = nextInRank(reserve, taken, placements);
  if (next.ok) return placements.find((one) => one.code === next.value);
  if (next.refusal.code === 'RESERVE_EMPTY') return undefined;
  throw new Refused(next.refusal);
}

/** Between equals one of them, with minutes; anybody else of the reserve only with a reason besides. */
export const chooseReplacement: CommandHandler = async (context, body) => {
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const placements = await placementsOf(context.tx, context.round.id);
  const reserve = await availableReserve(context, placements);
  const replacement = placements.find((one) => one.society_id === body.replacement && reserve.includes(one.code));
  if (!replacement) return refuse({ code: 'NOT_FOUND', field: 'replacement' });
  const removed = (await entriesOf(context.tx, context.stage?.id ?? '')).find((entry) => entry.society_id === body.removed && entry.status === 'removed');
  if (!removed) return refuse({ code: 'NOT_REMOVED', field: 'removed' });
  const earlier = (await appliedBodies(context.tx, context.wait.workflow_id, 'chooseReplacement')).filter((one) => one.removed !== body.removed).map((one) => textOf(one.replacement));
  if (earlier.includes(replacement.society_id)) return refuse({ code: 'NOT_FOUND', field: 'replacement' });
  const first = placements.find((one) => reserve.includes(one.code) && !earlier.includes(one.society_id));
  const reason = textOf(body.reason);
  if (first && replacement.rank !== first.rank && reason === '') return refuse({ code: 'NOT_NEXT_IN_RANK', field: 'reason', params: { society: replacement.code, rank: replacement.rank, first: first.rank } });
  return accept({ removed: textOf(body.removed), replacement: replacement.code, minutes: minutes.value, reason });
};

/** Codes, in order of rank: in the reserve, and still applying. */
async function availableReserve(context: StepContext, placements: Placement[]): Promise<string[]> {
  const reserve: string[] = [];
  for (const one of placements.filter((placement) => placement.status === 'reserve')) {
    if ((await findApplication(context.tx, one.application_id))?.status === 'accepted') reserve.push(one.code);
  }
  return reserve;
}

function byTier<T extends { tier: string }>(context: StepContext, removed: readonly T[]): T[] {
  const order = tiersOf(context.round.programme).map((tier) => tier.key);
  return [...removed].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
}
