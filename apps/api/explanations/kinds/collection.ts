/** What came of a society's hand-in in a collection of materials, check by check (002, 004). A society asks about its own. */
import { explanationOfCollection } from '../../../../records/collection-explanations.js';
import { resultOf } from '../../../../records/collections.js';
import { loadRound } from '../../../../records/rounds.js';
import { withHandedIn } from '../handed-in.js';
import type { KindOfExplanation } from '../kind.js';

export const collection: KindOfExplanation = {
  id: { round: 'uuid', stage: 'key', society: 'uuid' },
  insiders: 'collection.read',
  others: ['society'],
  async explain(question) {
    const { tx, ids: [roundId = '', stage = '', societyId = ''] } = question;
    const round = await loadRound(tx, roundId);
    const row = round && (await resultOf(tx, { roundId, stage }, societyId));
    const explanation = round && (await explanationOfCollection(tx, round, stage, societyId));
    if (!round || !row || !explanation) return undefined;
    return { stored: row.outcome?.status ?? explanation.result, explanation: await withHandedIn(question, row.fact_id, explanation), programmeVersionId: round.programme_version_id };
  },
};
