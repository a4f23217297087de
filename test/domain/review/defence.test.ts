import fc from 'fast-check';
import { checkMove, checkTimekeeping, defenceOrder, type DefenceInput, planDefence, roomProblems, sittings, timeUsed } from '../../../domain/review/defence.js';
import { beijing } from '../programme/support.js';

const MINUTE = 60_000;
const morning = { opensAt: beijing('2018-11-05T09:00'), closesAt: beijing('2018-11-05T12:00') };
const defenders = (count: number, panel = 'science', experts: (n: number) => string[] = () => [`${panel}-x`]) =>
  Array.from({ length: count }, (_, n) => ({ code: `${panel[0]}${n + 1}`, panel, experts: experts(n) }));
const input = (change: Partial<DefenceInput> = {}): DefenceInput => ({
  defenders: defenders(3), rooms: [{ room: '101', panel: 'science', windows: [morning] }], minutes: 20, breakMinutes: 5, seed: 's', ...change,
});
function planned(of: DefenceInput) {
  const result = planDefence(of);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe('the defence (000 §5.3: 按照学科类别分组进行答辩评审)', () => {
  test('in the order of the lots, one after the other, with the break between', () => {
    const slots = planned(input());
    expect(slots.map(({ code }) => code)).toEqual(defenceOrder(['s1', 's2', 's3'], 's'));
    expect(slots.map(({ position, startsAt }) => [position, (startsAt - morning.opensAt) / MINUTE])).toEqual([[1, 0], [2, 25], [3, 50]]);
  });

  test('the order is the seed’s alone, and another seed draws another', () => {
    expect(planned(input({ defenders: [...defenders(3)].reverse() }))).toEqual(planned(input()));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => defenceOrder(['a', 'b', 'c', 'd'], `${seed}`).join(''))).size).toBeGreaterThan(5);
  });

  test('nobody begins who would not end before the room closes: then the group and what is missing are named', () => {
    // Seven times twenty minutes with their breaks fit into three hours; an eighth would end too late.
    expect(planned(input({ defenders: defenders(7) }))).toHaveLength(7);
    expect(planDefence(input({ defenders: defenders(9) }))).toMatchObject({ ok: false, refusal: { code: 'DEFENCE_TIME_SHORT', field: 'rooms', params: { panel: 'science', societies: 2, minutes: 40 } } });
  });

  test('a second room takes what the first cannot, and its experts are not in two rooms at once', () => {
    const rooms = ['101', '102'].map((room) => ({ room, panel: 'science', windows: [morning] }));
    const apart = planned(input({ rooms, defenders: defenders(2, 'science', (n) => [`e${n}`]) }));
    expect(apart.map(({ startsAt }) => startsAt)).toEqual([morning.opensAt, morning.opensAt]);
    const shared = planned(input({ rooms, defenders: defenders(2, 'science', () => ['e1']) }));
    expect(shared.map(({ startsAt }) => (startsAt - morning.opensAt) / MINUTE)).toEqual([0, 20]);
  });

  test('nor when only one of several windows overlaps another', () => {
    const afternoon = { opensAt: beijing('2018-11-05T14:00'), closesAt: beijing('2018-11-05T17:00') };
    const rooms = [{ room: '101', panel: 'science', windows: [morning, afternoon] }, { room: '101', panel: 'medicine', windows: [afternoon, { opensAt: beijing('2018-11-06T14:00'), closesAt: beijing('2018-11-06T17:00') }] }];
    expect(roomProblems(rooms)).toEqual([{ code: 'DEFENCE_ROOM_TAKEN', field: 'rooms.1.room', params: { room: '101' } }]);
  });

  test('two groups cannot sit in one room at the same time', () => {
    const rooms = ['science', 'medicine'].map((panel) => ({ room: '101', panel, windows: [morning] }));
    expect(planDefence(input({ rooms }))).toMatchObject({ ok: false, refusal: { code: 'DEFENCE_ROOM_TAKEN', field: 'rooms.1.room' } });
    expect(planDefence(input({ rooms: [{ room: '101', panel: 'science', windows: [{ opensAt: 2, closesAt: 1 }] }] }))).toMatchObject({ ok: false, refusal: { code: 'DEFENCE_WINDOW_INVALID' } });
  });

  test('whatever the groups, rooms and experts: nobody and no room is taken twice, and each stays in its group’s rooms and hours', () => {
    const shape = fc.record({ sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }), rooms: fc.integer({ min: 1, max: 2 }), experts: fc.integer({ min: 1, max: 4 }), seed: fc.string() });
    fc.assert(
      fc.property(shape, ({ sizes, rooms, experts, seed }) => {
        const panels = sizes.map((_, n) => `p${n}`);
        const of = input({
          seed, defenders: sizes.flatMap((size, p) => Array.from({ length: size }, (_, n) => ({ code: `p${p}-${n}`, panel: `p${p}`, experts: [`e${(p + n) % experts}`] }))),
          rooms: panels.flatMap((panel) => Array.from({ length: rooms }, (_, n) => ({ room: `${panel}-${n}`, panel, windows: sittings('2018-11-05', 2, [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '18:00' }]) }))),
        });
        const slots = planned(of);
        expect(slots).toHaveLength(of.defenders.length);
        const hears = new Map(of.defenders.map((one) => [one.code, one.experts]));
        for (const slot of slots) {
          const room = of.rooms.find((one) => one.room === slot.room && one.panel === slot.panel);
          expect(room?.windows.some((one) => slot.startsAt >= one.opensAt && slot.endsAt <= one.closesAt)).toBe(true);
          for (const other of slots) {
            if (other === slot || other.startsAt >= slot.endsAt || slot.startsAt >= other.endsAt) continue;
            expect(other.room).not.toBe(slot.room);
            expect((hears.get(slot.code) ?? []).filter((expert) => hears.get(other.code)?.includes(expert))).toEqual([]);
          }
        }
      }),
    );
  });

  describe('moving one society', () => {
    const slots = planned(input({ defenders: defenders(3, 'science', (n) => [`e${n % 2}`]) })).map((slot) => ({ ...slot, experts: slot.code === 's2' ? ['e1'] : ['e0'] }));
    const at = (n: number) => slots[n]?.startsAt ?? 0;
    test.each([
      ['to a free time', { room: '101', startsAt: at(2) + 60 * MINUTE }, []],
      ['into a room that is taken then', { room: '101', startsAt: at(1) }, ['DEFENCE_ROOM_TAKEN']],
      ['onto its own time in another room', { room: '102', startsAt: at(0) }, []],
    ])('%s', (_, to, codes) => {
      expect(checkMove({ code: slots[0]?.code ?? '', ...to }, slots.map((slot) => ({ ...slot, experts: [slot.code] }))).map(({ code }) => code)).toEqual(codes);
    });

    test('while one of its experts hears another', () => {
      const [first, second] = slots.filter((slot) => slot.experts[0] === 'e0');
      expect(checkMove({ code: first?.code ?? '', room: '102', startsAt: second?.startsAt ?? 0 }, slots).map(({ code }) => code)).toEqual(['DEFENCE_EXPERT_TWICE']);
    });
  });

  test('the timekeeper’s sheet shows minutes used and over, and refuses times out of order', () => {
    const kept = { presentationFrom: 0, presentationTo: 12.5 * MINUTE, questionsTo: 20 * MINUTE };
    expect(timeUsed(kept, { presentationMinutes: 10, questionMinutes: 10 })).toEqual({ presentation: 12.5, questions: 7.5, presentationOver: 2.5, questionsOver: 0 });
    expect(checkTimekeeping(kept)).toEqual([]);
    expect(checkTimekeeping({ ...kept, questionsTo: 0 }).map(({ code }) => code)).toEqual(['TIMES_OUT_OF_ORDER']);
  });
});
