/** 001 §3: 形成申报学会建议名单. Entries are made through the API while the step is open; publishing closes the list. */
import { stageDates } from '../../domain/programme/dates.js';
import { accept, refuse } from '../../domain/refusal.js';
import { suggestedOf } from '../../records/applicants.js';
import { endStep } from '../../records/steps.js';
import { type CommandHandler, plannedStage } from '../context.js';
import { hashOf } from '../hash.js';
import { staffStep } from '../staff-step.js';

const publishSuggestedList: CommandHandler = async (context) => {
  const stage = plannedStage(context, 'suggestedList');
  const entries = await suggestedOf(context.tx, context.round.id);
  if (entries.length === 0) return refuse({ code: 'SUGGESTED_LIST_EMPTY', rule: stage.clause });
  // 001 §3: the list rests on these sources; an entry without one would rest on nothing.
  const bare = entries.filter((entry) => entry.sources.length === 0);
  if (bare.length > 0) return refuse({ code: 'SUGGESTION_WITHOUT_SOURCE', rule: stage.clause, params: { societies: bare.map(({ code }) => code).join('、') } });
  const outcome = { suggested: entries.length };
  await endStep(context.tx, context.wait.workflow_id, context.key, {
    status: 'done', outcome, at: context.at, inputsHash: hashOf(entries.map(({ code, sources }) => ({ code, sources }))),
  });
  return accept(outcome);
};

export const list = staffStep({
  task: 'publishSuggestedList',
  what: 'suggestedList',
  opens(context) {
    const span = stageDates(context.round.programme, context.round.settings, plannedStage(context, 'suggestedList').key, { openedMs: context.at });
    return span.ok ? accept(span.value.opensMs) : span;
  },
  commands: { publishSuggestedList },
});
