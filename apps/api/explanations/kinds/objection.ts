/** Why an objection was taken, answered and re-examined as it was (000 §5.3, 003 §4.2): weighed again from the hand-in and the list. */
import { admitHandIn } from '../../../../domain/publicity/admissibility.js';
import { type AnswerFacts, explainObjectionAnswer } from '../../../../domain/publicity/explain.js';
import type { StageOf } from '../../../../domain/programme/schema.js';
import { calendarOf } from '../../../../domain/programme/settings.js';
import { objectionDecisions, type StoredObjectionDecision, storedObjection } from '../../../../records/explaining-decisions.js';
import { findListedObjection } from '../../../../records/publicity-list.js';
import { findReexamination } from '../../../../records/reexaminations.js';
import { loadRound } from '../../../../records/rounds.js';
import { decidedOf, textOf } from '../decided.js';
import type { KindOfExplanation } from '../kind.js';

export const objection: KindOfExplanation = {
  id: { objection: 'uuid' },
  insiders: 'objection.read',
  others: [],
  async explain({ tx, whole, ids: [id = ''], insider }) {
    const row = await findListedObjection(tx, id);
    const round = row && (await loadRound(tx, row.round_id));
    const plan = round?.programme.stages.find((stage): stage is StageOf<'publicityPeriod'> => stage.type === 'publicityPeriod');
    const { known, taken, asked } = await whole(async (all) => ({ known: await storedObjection(all, id), taken: await objectionDecisions(all, id), asked: await findReexamination(all, id) }));
    if (!row || !round || !plan || !known) return undefined;
    const onList = known.entry === 'listed' || (known.entry === 'removed' && known.left_at !== null && known.left_at >= known.at);
    const gate = known.opens_at === null || known.due_at === null ? undefined : { opensMs: known.opens_at, dueMs: known.due_at };
    const explanation = explainObjectionAnswer({
      factId: known.fact_id, admissibility: admitHandIn(known.payload, known.at, gate, onList), receivedMs: row.received_at, opensMs: gate?.opensMs ?? row.received_at, dueMs: gate?.dueMs ?? row.received_at,
      answerFromMs: Math.max(row.received_at, ...taken.map((one) => (one.kind === 'reexamine' ? 0 : one.corrected_at ?? 0))), plan, calendar: calendarOf(round.settings),
      decisions: taken.filter((one) => one.corrected_at === null).map((one) => told(one, insider)), listGone: known.list_gone,
      reexamination: asked ? { requestedBy: asked.requested_by, requestedMs: asked.requested_at, firstState: asked.first_state } : null,
    });
    const due = explanation.parts.find(({ what }) => what === 'answerDue')?.result ?? null;
    // Judged to be none, it is not answered.
    const holds = row.answer_due_at === null ? due === null || row.state === 'lead' || row.state === 'inadmissible' : due === new Date(row.answer_due_at).toISOString();
    return { stored: row.state, explanation, holds, programmeVersionId: round.programme_version_id };
  },
};

function told(one: StoredObjectionDecision, insider: boolean): AnswerFacts['decisions'][number] {
  const decided = decidedOf(one, insider);
  switch (one.kind) {
    case 'answerObjection':
      return { kind: 'answered', decision: one.body.decision, text: textOf(one.body.answer), decided };
    case 'judgeObjection':
      return { kind: 'judged', standing: one.body.standing, text: textOf(one.body.reason), decided };
    case 'reexamine':
      return { kind: 'reexamined', decision: one.body.decision, text: textOf(one.body.answer), decided };
  }
}
