/**
 * The defence as the programme plans it: a room for each group, more when its hours do not suffice, in the order of the lots.
 * The office may plan it anew with rooms and hours of its own (`apps/api/defence`).
 */
import { dayOf } from '../../domain/calendar/beijing.js';
import { mailroomId } from '../../domain/ids.js';
import type { Programme } from '../../domain/programme/schema.js';
import { type DefenceRoom, planDefence, type Sitting, sittings } from '../../domain/review/defence.js';
import { groupName } from '../../domain/wording/groups.js';
import type { AcceptedApplication } from '../../records/applications.js';
import { hearers, savePlan } from '../../records/defence.js';
import { announceDefence } from '../../records/defence-notices.js';
import { plannedStage, type StepContext } from '../context.js';
import { inside } from './inside-review.js';
import { seedOf } from './matching.js';

const MINUTE = 60_000;
/** [C] When the programme names no hours. */
const HOURS = [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '18:00' }];
const MOST_ROOMS = 20;

export async function planDays(context: StepContext, applications: readonly AcceptedApplication[]): Promise<void> {
  const { defence } = plannedStage(context, 'expertReview');
  const span = inside(context, 'defence');
  if (!span.ok || applications.length === 0) return;
  const minutes = defence.presentationMinutes + defence.questionMinutes;
  const experts = await hearers(context.tx, context.round.id);
  const defenders = applications.map(({ id, code, discipline_group }) => ({ code, panel: discipline_group, experts: experts.filter((one) => one.application_id === id).map((one) => one.code) }));
  const windows = sittings(dayOf(span.value.dueMs - 1), defence.days ?? 1, defence.hours ?? HOURS).filter((one) => one.opensAt >= context.at && one.closesAt <= span.value.dueMs);
  const seed = seedOf(context);
  for (let rooms = 1; rooms <= MOST_ROOMS; rooms += 1) {
    const sitting = roomsOf(context.round.programme, defenders.map(({ panel }) => panel), rooms, windows.length > 0 ? windows : lastMoment(span.value.dueMs, defenders.length, minutes));
    const planned = planDefence({ defenders, rooms: sitting, minutes, breakMinutes: defence.breakMinutes ?? 0, seed });
    if (!planned.ok) continue;
    const ids = new Map(applications.map(({ code, id }) => [code, id]));
    await savePlan(context.tx, context.wait.realm, context.round.id, { seed, rooms: sitting, at: context.at }, planned.value.map((slot) => ({
      applicationId: ids.get(slot.code) ?? '', panel: slot.panel, position: slot.position, room: slot.room, startsAt: slot.startsAt, minutes,
    })));
    await announceDefence(context.tx, { realm: context.wait.realm, roundId: context.round.id, at: context.at, occasion: context.wait.workflow_id, template: 'defenceNotice', reason: '' });
    context.wake.add(mailroomId(context.wait.realm));
    return;
  }
}

/** Named after its group, until the office names a real one. */
function roomsOf(programme: Programme, panels: readonly string[], perPanel: number, windows: readonly Sitting[]): DefenceRoom[] {
  return [...new Set(panels)].sort().flatMap((panel) => Array.from({ length: perPanel }, (_, n) => ({ room: `${groupName(programme, panel).zh} ${n + 1}`, panel, windows: [...windows] })));
}

/** A round whose dates leave no sitting hours: counted back from the last moment, so that the last defence ends in time. */
const lastMoment = (dueMs: number, societies: number, minutes: number): Sitting[] => [{ opensAt: dueMs - societies * minutes * 2 * MINUTE, closesAt: dueMs }];
