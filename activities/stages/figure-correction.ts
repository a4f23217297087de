/** [C] A figure corrected by staff after the figures were sealed: recorded with its reason, ranked again before the list is confirmed. */
import { accept, refuse } from '../../domain/refusal.js';
import { assessmentOf } from '../../records/assessments.js';
import { addFigureCheck, correctFigure as correct, wasAsked } from '../../records/figures.js';
import { type CommandHandler, plannedStage } from '../context.js';
import { reasonOf, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { rankFigures } from './figure-ranking.js';

export const correctFigure: CommandHandler = async (context, body) => {
  const { tx, round, at, command } = context;
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const [key, evidence, societyId] = [textOf(body.indicator), textOf(body.evidence), textOf(body.societyId)];
  const stage = plannedStage(context, 'capabilityAssessment');
  const indicator = stage.indicators.find((one) => one.key === key);
  if (!indicator) return refuse({ code: 'INDICATOR_UNKNOWN', field: 'indicator', rule: stage.clause, params: { indicator: key } });
  if (indicator.from) return refuse({ code: 'INDICATOR_IS_RECORDED', field: 'indicator', rule: indicator.clause ?? stage.clause, params: { indicator: indicator.name.zh } });
  if (!(await wasAsked(tx, round.id, societyId))) return refuse({ code: 'NOT_FOUND', field: 'societyId' });
  const value = typeof body.value === 'number' ? body.value : null;
  const standing = async () => (await assessmentOf(tx, round.id)).find((row) => row.society_id === societyId);
  const rankBefore = (await standing())?.rank ?? null;
  const before = await correct(tx, { realm: context.wait.realm, roundId: round.id, societyId, indicator: key, value, evidence, commandId: command.id });
  // Whoever contested the figure has it mended by this.
  await addFigureCheck(tx, { realm: context.wait.realm, roundId: round.id, societyId, indicator: key, state: 'verified', evidence, note: reason.value, by: command.principal, at });
  await rankFigures(context);
  const after = await standing();
  await writeToSociety(context, societyId, 'figureCorrected', command.id, {
    indicator: indicator.name.zh, valueBefore: before?.value ?? '—', value: value ?? '—', evidence, reason: reason.value,
  });
  return accept({ societyId, indicator: key, before: before?.value ?? null, evidenceBefore: before?.evidence ?? '', value, rankBefore, rank: after?.rank ?? null, total: (after?.total_thousandths ?? 0) / 1000 });
};
