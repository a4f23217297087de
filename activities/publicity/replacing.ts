/** [C] Who leaves the list is replaced by the next in rank, who is publicised in a period of its own, as often as the programme allows. */
import { periodNumber } from '../../domain/decisions/next-attempt.js';
import { tiersOf } from '../../domain/programme/schema.js';
import { replaceRemoved } from '../../domain/tiers/replace.js';
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
  const codeOf = (societyId: string): string => placements.find((one) => one.society_id === societyId)?.code ?? societyId;
  const reserve = await availableReserve(context, placements);
  const chosen = new Map((await appliedBodies(context.tx, attempt.workflow_id, 'chooseReplacement')).map((body) => [codeOf(textOf(body.removed)), codeOf(textOf(body.replacement))]));
  const replacements = replaceRemoved({
    vacancies: removed.map((entry) => ({ removed: codeOf(entry.society_id), tier: entry.tier })), tiers: tiersOf(context.round.programme).map((tier) => tier.key),
    reserve: placements.filter(({ code }) => reserve.includes(code)), chosen,
  });
  if (!replacements.ok) throw new Refused(replacements.refusal);
  const moved: string[] = [];
  for (const { replacement, tier } of replacements.value) {
    const next = placements.find((one) => one.code === replacement);
    if (!next) continue;
    await setPlacement(context.tx, next.application_id, 'listed', tier);
    moved.push(next.application_id);
  }
  return moved;
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
