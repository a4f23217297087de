/** Where the programme has its panel drawn, whoever is invited was drawn; anybody else with a reason, which is on record ([C]). */
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { checkInvited } from '../../domain/review/draw.js';
import { latestDrawn } from '../../records/panel-draws.js';
import { plannedStage, type StepContext } from '../context.js';
import { textOf } from '../input.js';

export async function asDrawn(context: StepContext, invited: readonly string[], declined: readonly string[], body: Record<string, unknown>): Promise<Result<object>> {
  const rule = plannedStage(context, 'expertReview').panels?.draw;
  if (!rule || textOf(body.reason) !== '') return accept({});
  const draw = await latestDrawn(context.tx, context.round.id);
  if (!draw?.result) return refuse({ code: 'PANEL_NOT_DRAWN', field: 'expertIds', rule: rule.clause });
  const [refusal] = checkInvited(draw.result, invited, declined);
  return refusal ? refuse(refusal) : accept({});
}
