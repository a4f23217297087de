/** The run-sheet of a defence, for whoever reads it: the office all of it, an expert its panels, a society its own. Prints on A4. */
import { useEffect, useReducer } from 'react';
import type { Schemas } from '../../app/api.js';
import { useMay, useNow } from '../../app/session.js';
import { Facts, Nothing, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { dayNumber, sayInstant, sayNumber, sayTime } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say } from '../../words/say.js';
import { SlotActs } from './slot-acts.js';

export type Defence = Schemas['Defence'];
export type Slot = Schemas['DefenceSlot'];

export function RunSheet({ defence }: { defence: Defence }) {
  const { items, reader, seed } = defence;
  useEveryMinute();
  if (items.length === 0) return <Nothing text={say(reader === 'office' ? 'defence.none' : 'defence.noneYours')} />;
  return (
    <>
      <Standing defence={defence} />
      {seed !== null && <p className="quiet">{say('defence.seed', { seed })}</p>}
      {reader === 'society' ? items.map((slot) => <OwnSlot key={slot.applicationId} slot={slot} />) : <Panels defence={defence} />}
    </>
  );
}

/** What comes next follows from the clock. */
function useEveryMinute(): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const beat = window.setInterval(again, 60_000);
    return () => window.clearInterval(beat);
  }, []);
}

/** Whom it concerns to be there: for an expert what it hears, else all. */
const concerns = ({ reader, items }: Defence): Slot[] => items.filter(({ yours }) => reader !== 'expert' || yours === 'hears');

/** The first that is neither over nor postponed. */
const nextOf = (defence: Defence, now: number): Slot | undefined =>
  concerns(defence).filter(({ status, startsAt, minutes }) => status === 'planned' && Date.parse(startsAt) + minutes * 60_000 > now).sort(byTime)[0];

/** What is postponed has no time: it comes last. */
const byTime = (a: Slot, b: Slot): number => Number(a.status === 'postponed') - Number(b.status === 'postponed') || a.startsAt.localeCompare(b.startsAt) || a.position - b.position;

/** Read first: how far it is, and what comes next. */
function Standing({ defence }: { defence: Defence }) {
  const now = useNow();
  const { items, reader } = defence;
  const next = nextOf(defence, now);
  const count = concerns(defence).length;
  const held = concerns(defence).filter(({ status }) => status === 'held').length;
  const far = reader === 'office' ? say('defence.standing', { held, count })
    : reader === 'expert' ? say('defence.standingYours', { count, held, leaves: items.filter(({ yours }) => yours === 'leaves').length }) : undefined;
  return (
    <p className="sentence">
      {far}{far !== undefined && ' '}
      {next === undefined ? (reader === 'society' ? '' : say('defence.noNext')) : reader === 'society' ? say('defence.yours', { at: sayInstant(next.startsAt), room: next.room, when: sayWhen(next.startsAt, now) })
        : say('defence.next', { name: next.society.name, at: sayInstant(next.startsAt), room: next.room, when: sayWhen(next.startsAt, now) })}
      {reader === 'society' && next === undefined && say(items.some(({ status }) => status === 'postponed') ? 'defence.postponed' : 'defence.over')}
    </p>
  );
}

function sayWhen(startsAt: string, now: number): string {
  const minutes = Math.round((Date.parse(startsAt) - now) / 60_000);
  if (minutes <= 0) return say('defence.now');
  if (minutes < 120) return say('defence.inMinutes', { minutes });
  const days = dayNumber(Date.parse(startsAt)) - dayNumber(now);
  return days === 0 ? say('defence.today') : say('defence.inDays', { days });
}

function Panels({ defence }: { defence: Defence }) {
  const now = useNow();
  const next = nextOf(defence, now);
  const panels = [...new Map(defence.items.map(({ panel, panelName }) => [panel, panelName]))];
  return panels.map(([panel, name]) => {
    const slots = defence.items.filter((slot) => slot.panel === panel).sort(byTime);
    return (
      <Section key={panel} title={say('defence.panel', { name: bilingual(name), count: slots.length })}>
        <ol className="lines">{slots.map((slot) => <SlotLine key={slot.applicationId} round={defence.round.id} slot={slot} reader={defence.reader} next={slot === next} />)}</ol>
      </Section>
    );
  });
}

function SlotLine({ round, slot, reader, next }: { round: string; slot: Slot; reader: Defence['reader']; next: boolean }) {
  const may = useMay();
  return (
    <li className="line" aria-current={next ? 'step' : undefined}>
      <div className="slot">
        <p><strong>{say('defence.lot', { position: slot.position, name: slot.society.name })}</strong> <StatusTag group="slot" state={slot.status} />{next && <> <StatusTag group="slot" state="next" tone="calm" /></>}</p>
        <p>{slot.status === 'postponed' ? say('defence.timeOpen') : `${sayInstant(slot.startsAt)}–${sayTime(Date.parse(slot.startsAt) + slot.minutes * 60_000)}`} · {slot.room} · <span className="quiet">{say('defence.minutes', { presentation: slot.presentationMinutes, questions: slot.questionMinutes })}</span></p>
        {reader === 'office' ? <Hearing slot={slot} /> : <Yours slot={slot} />}
        <Held slot={slot} />
      </div>
      {reader === 'office' && may('defence.manage') && <SlotActs round={round} slot={slot} />}
      {reader === 'office' && <p className="sign"><span>{say('defence.signExperts')}</span><span>{say('defence.signSociety')}</span><span>{say('defence.signTimes')}</span></p>}
    </li>
  );
}

function Hearing({ slot: { experts, leaves, attendance } }: { slot: Slot }) {
  const absent = experts.filter(({ id }) => attendance?.absent.includes(id) === true);
  return (
    <>
      <p className="quiet">{say('defence.hears', { names: experts.map(({ name }) => name).join(say('mark.list')) })}</p>
      {leaves.length > 0 && <p className="warn">{say('defence.leaves', { names: leaves.map(({ name, reason }) => `${name}${inBrackets(reason)}`).join(say('mark.list')) })}</p>}
      {absent.length > 0 && <p className="warn">{say('defence.absent', { names: absent.map(({ name }) => name).join(say('mark.list')) })}</p>}
    </>
  );
}

/** An expert's part in it, and its own recusal. */
function Yours({ slot: { yours, leaves, attendance, experts } }: { slot: Slot }) {
  if (yours === 'leaves') return <p className="warn">{say('defence.youLeave', { reason: leaves.map(({ reason }) => reason).join(say('mark.series')) })}</p>;
  if (yours !== 'hears') return <p className="quiet">{say('defence.notYours')}</p>;
  const signed = attendance !== null && experts.some(({ id }) => attendance.experts.includes(id));
  return <p><strong>{say('defence.youHear')}</strong> · {say(attendance === null ? 'defence.notSigned' : signed ? 'defence.youSigned' : 'defence.youAbsent')}</p>;
}

/** What was recorded on the day, and what was changed before. */
function Held({ slot: { attendance, timekeeping, changes } }: { slot: Slot }) {
  return (
    <>
      {attendance !== null && attendance.society.length > 0 && <p>{say('defence.signed', { names: attendance.society.join(say('mark.list')) })}</p>}
      {timekeeping !== null && <p>{say('defence.used', { presentation: sayNumber(timekeeping.presentation), questions: sayNumber(timekeeping.questions) })}</p>}
      {changes.map(({ at, reason }) => <p className="quiet" key={at}>{say('defence.changed', { at: sayInstant(at), reason })}</p>)}
    </>
  );
}

/** A society's own. */
function OwnSlot({ slot }: { slot: Slot }) {
  return (
    <Section title={slot.society.name}>
      <Facts
        items={[
          [say('common.state'), <StatusTag key="state" group="slot" state={slot.status} />], [say('common.at'), slot.status === 'postponed' ? say('defence.timeOpen') : sayInstant(slot.startsAt)], [say('defence.room'), slot.room],
          [say('common.group'), bilingual(slot.panelName)], [say('defence.order'), say('defence.orderOf', { position: slot.position })], [say('defence.length'), say('defence.minutes', { presentation: slot.presentationMinutes, questions: slot.questionMinutes })],
        ]}
      />
      {slot.status === 'planned' && <p>{say('defence.beThere')}</p>}
      <Held slot={slot} />
    </Section>
  );
}
