/** 000 §5.1: figures by indicator, points, ranks, and the shortlist of 150 % with the legacy societies. */
import { insideSpan } from '../../domain/programme/dates.js';
import { accept, refuse } from '../../domain/refusal.js';
import { activeSocieties, setRoutes } from '../../records/assessments.js';
import { contestedFigures } from '../../records/figures.js';
import { latestDue, sealGate } from '../../records/gates.js';
import { shortlistOf } from '../../records/shortlist.js';
import { endStep } from '../../records/steps.js';
import { owed, settleTasks } from '../../records/tasks.js';
import { type CommandHandler, plannedStage, Refused, type StepHandler } from '../context.js';
import { hashOf } from '../hash.js';
import { minutesOf, textsOf } from '../input.js';
import { openWithTasks } from '../opening.js';
import { staffStep } from '../staff-step.js';
import { correctFigure } from './figure-correction.js';
import { rankFigures } from './figure-ranking.js';

/** Every society of the realm is asked for its figures; who hands nothing in is not ranked. */
export const figures: StepHandler = {
  async open(context) {
    const stage = plannedStage(context, 'capabilityAssessment');
    const span = insideSpan(context.round.programme, context.round.settings, stage, 'handIn', { openedMs: context.at });
    if (!span.ok) return span;
    const societies = await activeSocieties(context.tx, context.wait.realm, context.round.programme.authority);
    const gateId = await openWithTasks(
      context, span.value,
      societies.map(({ id }) => ({ kind: 'indicators', role: 'society', societyId: id })),
    );
    return accept({ gateId });
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('figures have a gate');
    const due = await latestDue(tx, gate.id);
    if (at < due) return { role: 'society', what: 'figures', until: due };
    const missing = (await owed(tx, gate.id)).length;
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    return { done: { missing } };
  },
};

/** The ranking is computed when the step opens; staff confirm the list, and people decide a tie at the cut. */
export const shortlistStep: StepHandler = staffStep({
  task: 'confirmShortlist',
  what: 'shortlist',
  async prepare(context) {
    await rankFigures(context);
    return accept({});
  },
  commands: { confirmShortlist, correctFigure },
});

async function confirmShortlist(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const include = textsOf(body.include);
  const minutes = include.length > 0 ? minutesOf(body) : accept('');
  if (!minutes.ok) return minutes;
  const stage = plannedStage(context, 'capabilityAssessment');
  // [C] A list is not confirmed on a figure that staff themselves doubt.
  const contested = await contestedFigures(context.tx, context.round.id);
  if (contested[0]) {
    const { code, indicator } = contested[0];
    return refuse({ code: 'FIGURE_CONTESTED', rule: stage.clause, params: { society: code, indicator: stage.indicators.find((one) => one.key === indicator)?.name.zh ?? indicator, count: contested.length } });
  }
  const { list, ids, ranking } = await shortlistOf(context.tx, context.round, stage, include.length > 0 ? { include, minutes: minutes.value } : undefined);
  if (list.decisionRefused) return refuse(list.decisionRefused);
  if (list.tieAtCut) {
    const { rank, codes, places } = list.tieAtCut;
    return refuse({ code: 'TIE_AT_CUT', rule: { document: '000', clause: '§5.1' }, params: { rank, places, societies: codes.join('、') } });
  }
  const idOf = (code: string): string => {
    const id = ids.get(code);
    if (!id) throw new Refused({ code: 'NOT_FOUND', params: { society: code } });
    return id;
  };
  await setRoutes(context.tx, context.wait.realm, context.round.id, list.byRank.map(idOf), list.legacy.map(idOf));
  const outcome = { byRank: list.byRank.length, legacy: list.legacy.length, total: list.byRank.length + list.legacy.length };
  await endStep(context.tx, context.wait.workflow_id, context.key, {
    status: 'done', outcome, at: context.at, inputsHash: hashOf({ ranking, include }),
  });
  return accept(outcome);
}
