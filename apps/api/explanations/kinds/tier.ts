/** Why a society is in its tier: by rank (000 §2), by hand, or because another left the list and it moved up. */
import { periodNumber } from '../../../../domain/decisions/next-attempt.js';
import { type StageOf, tiersOf } from '../../../../domain/programme/schema.js';
import { explainReplacement, explainTier, tierAfterReplacement } from '../../../../domain/tiers/explain.js';
import { fillAndMove, fillInput, listDecisionOf, type Tiering } from '../../../../domain/tiers/list.js';
import { replaceRemoved } from '../../../../domain/tiers/replace.js';
import type { Explanation } from '../../../../domain/explanation.js';
import { say } from '../../../../domain/wording/catalogue.js';
import { lastCommand, type StoredPlace, storedPlaces } from '../../../../records/explaining.js';
import { chosenReplacements, fallenApplications, type StoredList, storedLists } from '../../../../records/explaining-decisions.js';
import type { Tx } from '../../../../records/pool.js';
import type { PlannedRound } from '../../../../records/rounds.js';
import { decidedOf, textOf } from '../decided.js';
import type { KindOfExplanation } from '../kind.js';
import { placed } from './review.js';

export const tier: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'review.read',
  others: ['society'],
  async explain(question) {
    const known = await placed(question);
    if (!known) return undefined;
    const { place, round } = known;
    return question.whole(async (tx) => {
      const places = await storedPlaces(tx, round.id);
      const ranking = places.map((row) => ({ code: row.code, rank: row.rank, score: row.score_thousandths / 1000, group: row.discipline_group }));
      const confirmed = await lastCommand(tx, round.id, 'confirmRanking');
      const decision = listDecisionOf(confirmed?.body ?? {});
      const filled = fillAndMove(round, ranking, decision);
      if (!filled.ok) return undefined;
      const explained = explainTier(place.code, fillInput(round, ranking, decision.decisions), filled.value.filling, filled.value.marks);
      if (!explained) return undefined;
      const lists = await storedLists(tx, round.id, confirmed?.at ?? 0);
      const ofCase = { tx, round, places, place, lists, filled: filled.value, insider: question.insider, locale: question.locale };
      const up = await movedUp(ofCase);
      const out = await tookItsPlace(ofCase);
      const risen = up ? tierAfterReplacement(explained, up.explanation, up.tier) : explained;
      const explanation = out ? tierAfterReplacement(risen, out.explanation, null) : risen;
      return { stored: place.tier, explanation, programmeVersionId: round.programme_version_id };
    });
  },
};

interface Case {
  tx: Tx;
  round: PlannedRound;
  places: StoredPlace[];
  place: StoredPlace;
  lists: StoredList[];
  filled: Tiering;
  insider: boolean;
  locale: 'zh' | 'en';
}

interface Moved {
  explanation: Explanation;
  tier: string;
}

/** Not on the first list: it followed from the last one before its own that somebody had left. */
function movedUp(known: Case): Promise<Moved | undefined> | undefined {
  const { place, lists, filled } = known;
  const own = lists.find((list) => list.entries.some(({ code }) => code === place.code));
  if (!own || filled.filling.awards.some(({ code }) => code === place.code)) return undefined;
  const before = lists.filter(({ n, entries }) => n < own.n && entries.some(({ status }) => status === 'removed')).at(-1);
  return before && replacedAgain(known, before, 'replacement');
}

/** Who took its place on the last list that it left. */
function tookItsPlace(known: Case): Promise<Moved | undefined> | undefined {
  const left = known.lists.filter(({ entries }) => entries.some(({ code, status }) => code === known.place.code && status === 'removed')).at(-1);
  return left && left.done_at !== null ? replacedAgain(known, left, 'removed') : undefined;
}

/** As when that list's period ended. */
async function replacedAgain(known: Case, list: StoredList, as: 'removed' | 'replacement'): Promise<Moved | undefined> {
  const { tx, round, place, places, insider, locale } = known;
  const plan = round.programme.stages.find((stage): stage is StageOf<'publicityPeriod'> => stage.type === 'publicityPeriod' && stage.key === list.key);
  if (!plan) return undefined;
  const codeOf = (id: string): string => places.find((one) => one.society_id === id)?.code ?? id;
  const chosen = new Map((await chosenReplacements(tx, list.workflow_id)).map((one) => [codeOf(textOf(one.body.removed)), one]));
  const { reserve, unavailable } = await reserveOf(known, list);
  const again = replaceRemoved({
    vacancies: list.entries.filter(({ status }) => status === 'removed').map((one) => ({ removed: one.code, tier: one.tier })), tiers: tiersOf(round.programme).map(({ key }) => key), reserve,
    chosen: new Map([...chosen].map(([removed, one]) => [removed, codeOf(textOf(one.body.replacement))])),
  });
  const own = again.ok ? again.value.find((one) => one[as] === place.code) : undefined;
  if (!own) return undefined;
  const [period, maxRounds] = [periodNumber(list), plan.replacement.maxRounds];
  const next = period > maxRounds ? undefined : reserve.find(({ code }) => code === own.replacement);
  const decided = chosen.get(own.removed);
  const explanation = explainReplacement({
    removed: own.removed, replacement: next?.code ?? null, tier: own.tier, rank: next?.rank ?? null, maxRounds, round: period, clause: plan.replacement.clause,
    // A society reads about itself, and what has been public.
    reserve: insider ? reserve : reserve.filter(({ code }) => code === place.code), unavailable: insider ? unavailable.map((one) => ({ ...one, why: say(locale, `why.left.${one.why}`) })) : [],
    ...(decided && next ? { chosen: { between: between(reserve, next), decided: decidedOf(decided, insider) } } : {}),
  });
  // Told to a society that left: its successor stands on a public list, its rank does not.
  const told = insider || as === 'replacement' ? explanation : { ...explanation, formula: { ...explanation.formula, code: next ? 'EXPLAIN_PLACE_TAKEN' : explanation.formula.code, params: { ...explanation.formula.params, rank: 0 } } };
  return { explanation: told, tier: own.tier };
}

/** Equals where the chosen one has the best rank of the reserve together with others. */
const between = (reserve: readonly { code: string; rank: number }[], next: { rank: number }): 'equals' | 'others' =>
  (next.rank === reserve[0]?.rank && reserve.filter(({ rank }) => rank === next.rank).length > 1 ? 'equals' : 'others');

type Gone = 'withdrawn' | 'cancelled' | 'notAccepted';

/** Not awarded by rank, not moved up before, and still applying when the list's period ended. */
async function reserveOf({ tx, round, places, lists, filled }: Case, list: StoredList): Promise<{ reserve: { code: string; rank: number }[]; unavailable: { code: string; why: Gone }[] }> {
  const until = list.done_at ?? Number.POSITIVE_INFINITY;
  const gone = new Map((await fallenApplications(tx, round.id)).filter(({ decided_at }) => decided_at !== null && decided_at <= until).map((row) => [row.application_id, row.status as Gone]));
  const seen = new Set([...filled.filling.awards, ...lists.filter(({ n }) => n <= list.n).flatMap(({ entries }) => entries)].map(({ code }) => code));
  const left = places.filter(({ code }) => !seen.has(code)).map(({ code, rank, application_id }) => ({ code, rank, why: gone.get(application_id) }));
  return { reserve: left.filter(({ why }) => why === undefined).map(({ code, rank }) => ({ code, rank })), unavailable: left.flatMap(({ code, why }) => (why === undefined ? [] : [{ code, why }])) };
}
