/**
 * When and where each society defends its application (000 §5.3: by discipline group; order by lot, rooms and hours are [C]).
 * A room sits for one panel at its hours; nobody is in two rooms at once; the order within a panel is drawn from the seed.
 * Instants are epoch milliseconds.
 */
import { compareCodes } from '../assessment/rank.js';
import { addDays, atTime, type Day } from '../calendar/beijing.js';
import { stableHash } from '../hash.js';
import { accept, refuse, type Refusal, type Result } from '../refusal.js';

export interface Sitting {
  opensAt: number;
  closesAt: number;
}

export interface DefenceRoom {
  room: string;
  /** Key of the discipline group. */
  panel: string;
  windows: readonly Sitting[];
}

export interface Defender {
  code: string;
  panel: string;
  /** Experts who hear it: those who review it. */
  experts: readonly string[];
}

export interface DefenceInput {
  defenders: readonly Defender[];
  rooms: readonly DefenceRoom[];
  /** Presentation and questions. */
  minutes: number;
  /** Between two societies in a room. */
  breakMinutes: number;
  seed: string;
}

export interface DefenceSlot {
  code: string;
  panel: string;
  room: string;
  /** Number drawn within the panel, from 1. */
  position: number;
  startsAt: number;
  endsAt: number;
}

const MINUTE = 60_000;

/** In the order of the lots each society gets the earliest time at which a room of its panel and all its experts are free. */
export function planDefence(input: DefenceInput): Result<DefenceSlot[]> {
  const problems = roomProblems(input.rooms);
  if (problems[0]) return refuse(problems[0]);
  const slots: DefenceSlot[] = [];
  const busy = new Map<string, Sitting[]>();
  for (const panel of [...new Set(input.defenders.map((one) => one.panel))].sort(compareCodes)) {
    const drawn = defenceOrder(input.defenders.filter((one) => one.panel === panel).map(({ code }) => code), input.seed);
    const own = new Map(input.defenders.map((one) => [one.code, one]));
    let without = 0;
    drawn.forEach((code, n) => {
      const found = earliest(input, panel, own.get(code)?.experts ?? [], busy);
      if (!found) {
        without += 1;
        return;
      }
      slots.push({ code, panel, position: n + 1, ...found });
      const taken = { opensAt: found.startsAt, closesAt: found.endsAt };
      // A room needs the break after it, an expert does not.
      for (const who of [roomKey(found.room), ...(own.get(code)?.experts ?? [])]) busy.set(who, [...(busy.get(who) ?? []), taken]);
    });
    if (without > 0) {
      return refuse({ code: 'DEFENCE_TIME_SHORT', field: 'rooms', rule: { document: '000', clause: '§5.3' }, params: { panel, societies: without, minutes: without * input.minutes } });
    }
  }
  return accept(slots);
}

/** By lot: nobody chooses it. */
export const defenceOrder = (codes: readonly string[], seed: string): string[] =>
  [...codes].sort((a, b) => stableHash(`${seed}/${a}`) - stableHash(`${seed}/${b}`) || compareCodes(a, b));

/** Two panels cannot sit in one room at the same time, and a window ends after it begins. */
export function roomProblems(rooms: readonly DefenceRoom[]): Refusal[] {
  return rooms.flatMap((one, n): Refusal[] => [
    ...one.windows.flatMap((window, w): Refusal[] => (window.opensAt < window.closesAt ? [] : [{ code: 'DEFENCE_WINDOW_INVALID', field: `rooms.${n}.windows.${w}` }])),
    ...(rooms.slice(0, n).some((other) => other.room === one.room && other.windows.some((a) => one.windows.some((b) => overlap(a, b)))) ? [{ code: 'DEFENCE_ROOM_TAKEN', field: `rooms.${n}.room`, params: { room: one.room } }] : []),
  ]);
}

export interface Move {
  code: string;
  room: string;
  startsAt: number;
}

/** A slot moved by hand: the room is free, and everybody who hears it. Moving out of the sitting hours is the office's to decide. */
export function checkMove(move: Move, slots: readonly (DefenceSlot & { experts: readonly string[] })[]): Refusal[] {
  const own = slots.find((slot) => slot.code === move.code);
  if (!own) return [{ code: 'NOT_FOUND', field: 'applicationId' }];
  const span = { opensAt: move.startsAt, closesAt: move.startsAt + own.endsAt - own.startsAt };
  const meanwhile = slots.filter((slot) => slot.code !== move.code && overlap(span, { opensAt: slot.startsAt, closesAt: slot.endsAt }));
  const inRoom = meanwhile.find((slot) => slot.room === move.room);
  const twice = own.experts.filter((expert) => meanwhile.some((slot) => slot.experts.includes(expert)));
  return [
    ...(inRoom ? [{ code: 'DEFENCE_ROOM_TAKEN', field: 'room', params: { room: move.room } }] : []),
    ...(twice.length > 0 ? [{ code: 'DEFENCE_EXPERT_TWICE', field: 'startsAt', params: { count: twice.length } }] : []),
  ];
}

/** Sitting hours of the days up to and with the last one, Beijing time. */
export function sittings(lastDay: Day, days: number, hours: readonly { from: string; to: string }[]): Sitting[] {
  return Array.from({ length: days }, (_, n) => addDays(lastDay, n + 1 - days))
    .flatMap((day) => hours.map(({ from, to }) => ({ opensAt: atTime(day, from), closesAt: atTime(day, to) })));
}

function earliest({ rooms, minutes, breakMinutes }: DefenceInput, panel: string, experts: readonly string[], busy: Map<string, Sitting[]>): { room: string; startsAt: number; endsAt: number } | undefined {
  let best: { room: string; startsAt: number; endsAt: number } | undefined;
  for (const { room, windows } of rooms.filter((one) => one.panel === panel)) {
    const taken = [...(busy.get(roomKey(room)) ?? []).map((one) => ({ opensAt: one.opensAt - breakMinutes * MINUTE, closesAt: one.closesAt + breakMinutes * MINUTE })), ...experts.flatMap((expert) => busy.get(expert) ?? [])];
    for (const window of windows) {
      // It begins with the window, or when something that is in the way ends.
      const starts = [window.opensAt, ...taken.map((one) => one.closesAt)].filter((at) => at >= window.opensAt && at + minutes * MINUTE <= window.closesAt);
      for (const startsAt of starts) {
        const span = { opensAt: startsAt, closesAt: startsAt + minutes * MINUTE };
        if (taken.some((one) => overlap(one, span)) || (best && best.startsAt <= startsAt)) continue;
        best = { room, startsAt, endsAt: span.closesAt };
      }
    }
  }
  return best;
}

const roomKey = (room: string): string => `room\u0000${room}`;

const overlap = (a: Sitting, b: Sitting): boolean => a.opensAt < b.closesAt && b.opensAt < a.closesAt;

export interface Timekeeping {
  presentationFrom: number;
  presentationTo: number;
  questionsTo: number;
}

/** Minutes used and over, as the timekeeper's sheet shows them; not rounded. */
export function timeUsed(kept: Timekeeping, planned: { presentationMinutes: number; questionMinutes: number }) {
  const presentation = (kept.presentationTo - kept.presentationFrom) / MINUTE;
  const questions = (kept.questionsTo - kept.presentationTo) / MINUTE;
  return {
    presentation, questions,
    presentationOver: Math.max(0, presentation - planned.presentationMinutes), questionsOver: Math.max(0, questions - planned.questionMinutes),
  };
}

export const checkTimekeeping = (kept: Timekeeping): Refusal[] =>
  kept.presentationFrom <= kept.presentationTo && kept.presentationTo <= kept.questionsTo ? [] : [{ code: 'TIMES_OUT_OF_ORDER', field: 'presentationTo' }];
