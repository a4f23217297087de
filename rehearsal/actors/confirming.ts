/** The office confirms lists; equals at a border are decided by lot here, with the number of the minutes as the rules demand. */
import type { Schemas } from '../../apps/api/client.js';
import type { Cast } from '../cast.js';
import { lot } from '../chance.js';
import { ask, codeOf, header, insist } from '../session.js';

export async function confirmShortlist(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const path = { id: cast.roundId };
  const confirm = (body: Schemas['ShortlistConfirmation'], n: number) =>
    insist(`shortlist.${cast.roundId}.${n}`, (key) => client.POST('/api/v1/rounds/{id}/assessment/confirmation', { params: { path, header: header(key) }, body }));
  try {
    await confirm({}, 0);
  } catch (error) {
    if (codeOf(error) !== 'TIE_AT_CUT') throw error;
    const { tie } = await ask(() => client.GET('/api/v1/rounds/{id}/assessment', { params: { path } }));
    if (tie === null) throw error;
    await confirm({ include: lot(tie.codes, tie.places, cast.chance, 'cut'), minutes: '演练纪要〔1〕号' }, 1);
  }
}

type TierDecisions = NonNullable<Schemas['RankingConfirmation']['decisions']>;

export async function confirmRanking(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const path = { id: cast.roundId };
  const decisions: TierDecisions = [];
  for (;;) {
    try {
      await insist(`ranking.${cast.roundId}.${decisions.length}`, (key) =>
        client.POST('/api/v1/rounds/{id}/ranking/confirmation', { params: { path, header: header(key) }, body: decisions.length === 0 ? {} : { decisions } }));
      return;
    } catch (error) {
      const tie = codeOf(error) === 'TIE_AT_BORDER' ? (await ask(() => client.GET('/api/v1/rounds/{id}/ranking', { params: { path } }))).tie : null;
      if (tie === null || decisions.some(({ tier, rank }) => tier === tie.tier && rank === tie.rank)) throw error;
      decisions.push({ tier: tie.tier, rank: tie.rank, include: lot(tie.codes, tie.places, cast.chance, tie.tier), minutes: `演练纪要〔${2 + decisions.length}〕号` });
    }
  }
}
