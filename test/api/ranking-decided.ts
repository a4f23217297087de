/** The ranking as the office confirms it; part of `reviews.test.ts`, on whose round it acts. */
import { expect, test } from '@jest/globals';
import type { JumpedRound } from '../workflows/jumping.js';
import type { World } from '../workflows/world.js';
import type { Answer, TestApi } from './api.js';
import { joined, scoreEntry } from './people.js';

interface Stand {
  api: TestApi;
  world: World;
  round: JumpedRound;
  experts: readonly { token: string }[];
  tasksOf(token: string, kind: string): Promise<{ id: string }[]>;
  submit(task: string, body: unknown, token: string): Promise<Answer>;
}

export function rankingDecided(stand: () => Stand): void {
  interface Ranking {
    computed: boolean;
    confirmed: boolean;
    places: { society: { code: string }; rank: number; tier: string | null; status: string }[];
    tie: { tier: string; rank: number; codes: string[]; places: number } | null;
    variance: unknown[];
    statistics: { ranks: unknown[] };
  }
  const ranking = async () => (await stand().api.call<Ranking>('GET', `rounds/${stand().round.id}/ranking`, { as: 'staff' })).body;
  /** The leader of the group signs: complete, in the computed order or with a reason, with dissent of members only. */
  const opinions = async () => {
    for (const { token } of stand().experts) {
      for (const task of await stand().tasksOf(token, 'groupSummary')) {
        const { asks } = (await stand().api.call<{ asks: { group: string; candidates: { applicationId: string }[]; members: { expertId: string }[] } }>('GET', `tasks/${task.id}`, { token })).body;
        const ranking = asks.candidates.map(({ applicationId }) => applicationId);
        const body = { kind: 'groupSummary', opinion: '同意推荐', ranking, dissent: [{ expertId: asks.members[0]?.expertId, opinion: '对第三家保留意见' }] };
        expect(await stand().submit(task.id, body, token)).toMatchObject({ status: 422, body: { code: 'SIGNATURE_MISSING', errors: [{ field: 'signed' }], rule: { document: 'choice' } } });
        expect(await stand().submit(task.id, { ...body, ranking: ranking.slice(1), signed: true }, token)).toMatchObject({ status: 422, body: { code: 'GROUP_RANKING_INCOMPLETE' } });
        expect((await stand().submit(task.id, { ...body, signed: true }, token)).status).toBe(201);
      }
    }
    await stand().world.quiet();
    const { body } = await stand().api.call<{ items: object[] }>('GET', `rounds/${stand().round.id}/opinions`, { as: 'leadership' });
    expect(body.items).toMatchObject([{ group: 'science', opinion: '同意推荐', dissent: [{ opinion: '对第三家保留意见' }] }]);
  };
  const confirm = (body: object, as: 'staff' | 'leadership' = 'staff') => stand().api.call('POST', `rounds/${stand().round.id}/ranking/confirmation`, { as, body });

  test('does not exist before scoring is over', async () => {
    expect(await ranking()).toMatchObject({ computed: false, confirmed: false, places: [] });
    expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
  });

  test('with a tie at a tier’s border waits for people, who decide with minutes (000 §2)', async () => {
    // The one sheet that is in is made equal to the others.
    await stand().world.inScope((tx) => tx.query(`UPDATE review SET total_thousandths = 80000 WHERE round_id = $1 AND state = 'scored'`, [stand().round.id]));
    for (const { token } of stand().experts) {
      for (const task of await stand().tasksOf(token, 'score')) expect((await stand().submit(task.id, { kind: 'score', entry: await scoreEntry() }, token)).status).toBe(201);
    }
    await stand().world.quiet();
    expect(await ranking()).toMatchObject({ computed: false });
    await opinions();
    const before = await ranking();
    const { body } = await stand().api.call<{ items: { expert: { code: string }; applicationId: string; state: string }[] }>('GET', `rounds/${stand().round.id}/reviews`, { as: 'staff' });
    expect(before.statistics).toMatchObject({ method: 'trimmedMean', components: joined(body.items.filter(({ state }) => state === 'scored').map(({ expert, applicationId }) => [expert.code, applicationId])).length, unfit: [], agreement: { alpha: null }, cut: { places: 2, margin: null, contested: [] } });
    expect(before.statistics.ranks).toMatchObject([{ society: 'S0001', ranks: { mean: 1, leastSquares: 1 } }, { society: 'S0002' }, { society: 'S0003' }]);
    expect(before).toMatchObject({ computed: true, confirmed: false, tie: { tier: 'tier1', rank: 1, codes: ['S0001', 'S0002', 'S0003'], places: 1 } });
    expect(before.places.map(({ rank, tier }) => [rank, tier])).toEqual([[1, null], [1, null], [1, null]]);
    expect(await confirm({})).toMatchObject({ status: 422, body: { code: 'TIE_AT_BORDER', rule: { document: '000', clause: '§2' } } });
    expect(await confirm({ decisions: [{ tier: 'tier1', rank: 1, include: ['S0002'] }] })).toMatchObject({ status: 400, body: { errors: [{ field: 'decisions.0.minutes' }] } });
    expect(await confirm({}, 'leadership')).toMatchObject({ status: 403 });
    const answer = await confirm({ decisions: ['tier1', 'tier2'].map((tier, n) => ({ tier, rank: 1, include: [`S000${n + 1}`], minutes: '〔2018〕8' })) });
    expect(answer).toMatchObject({ status: 200, body: { listed: 2, reserve: 1 } });
    await stand().world.quiet();
    const after = await ranking();
    expect(after).toMatchObject({ confirmed: true, tie: null, variance: [{ tier: 'tier1', planned: 1, actual: 1 }, { tier: 'tier2', planned: 1, actual: 1 }, { tier: 'tier3', planned: 0, actual: 0 }] });
    expect(after.places.map(({ society, tier, status }) => [society.code, tier, status])).toEqual([['S0001', 'tier1', 'listed'], ['S0002', 'tier2', 'listed'], ['S0003', null, 'reserve']]);
    expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
  });
}
