/** Publicised lists in the words of the contract. */
import { tiersOf, type Programme, type StageOf } from '../../../domain/programme/schema.js';
import type { Award, PublicEntry, PublicityPeriod as Row } from '../../../records/publicity-list.js';
import type { Notice, Posting } from '../../../records/postings.js';
import { compareDays, dayOf } from '../../../domain/calendar/beijing.js';
import { toInstant } from '../contract/common.js';
import type { PublicityList, PublicityPeriod, Results } from '../contract/publicity.js';

export function periodView(row: Row, programme: Programme): PublicityPeriod {
  return {
    stageId: row.stage_id, roundId: row.round_id, roundName: row.round_name, programme: programme.name, n: row.n, state: stateOf(row),
    opensAt: toInstant(row.opens_at), dueAt: toInstant(row.due_at), listed: row.listed,
    plannedMedia: programme.stages.flatMap((one) => (one.type === 'publicityPeriod' ? (one.posting?.media ?? []).map(({ key }) => key) : [])),
  };
}

/** What is printed beside the list. */
export interface Printed {
  postings: Posting[];
  notices: Notice[];
}

export function listView(row: Row, programme: Programme, entries: PublicEntry[], { postings, notices }: Printed): PublicityList {
  const stage = programme.stages.find((one): one is StageOf<'publicityPeriod'> => one.type === 'publicityPeriod');
  return {
    ...periodView(row, programme),
    clause: stage?.clause ?? { document: 'choice', clause: 'publicity' },
    answerWorkingDays: stage?.objection.answerWorkingDays ?? 0,
    reexamination: stage?.objection.reexamination ? { withinWorkingDays: stage.objection.reexamination.withinWorkingDays, answerWorkingDays: stage.objection.reexamination.answerWorkingDays } : null,
    media: postings.map(({ medium, posted_on: on, reference }) => ({ medium, on, reference, name: stage?.posting?.media.find(({ key }) => key === medium)?.name ?? { zh: medium, en: medium } })),
    countedFrom: postings.map(({ posted_on: on }) => on).reduce((last, day) => (compareDays(day, last) > 0 ? day : last), dayOf(row.opens_at)),
    countsFirstDay: stage?.length.countFirstDay === true,
    notices: notices.map(({ text, restarts, at, withdrawn_at: gone, withdrawal_reason: reason }) => ({ text, restarts, at: toInstant(at), withdrawn: gone === null ? null : { at: toInstant(gone), reason: reason ?? '' } })),
    contact: programme.contacts,
    // Who has left the list is not pilloried.
    entries: entries.filter((entry) => entry.status === 'listed').map((entry) => societyView(programme, entry)),
  };
}

export const awardView = (programme: Programme, award: Award): Results['awards'][number] => ({ ...societyView(programme, award), number: award.number });

function societyView(programme: Programme, row: Pick<Award, 'society_id' | 'code' | 'name' | 'discipline_group' | 'tier'>): PublicityList['entries'][number] {
  return {
    societyId: row.society_id, code: row.code, name: row.name, disciplineGroup: row.discipline_group, tier: row.tier,
    tierName: tiersOf(programme).find((tier) => tier.key === row.tier)?.name ?? { zh: row.tier, en: row.tier },
  };
}

function stateOf(row: Row): PublicityPeriod['state'] {
  if (row.withdrawn) return 'withdrawn';
  if (row.gate_status === 'sealed') return 'ended';
  if (!row.posted) return 'coming';
  return row.suspended_at === null ? 'open' : 'suspended';
}
