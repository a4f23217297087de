/** Deadlines: extended only after the server has said whom it concerns, which reminders move and which rest days it skips. */
import { answer, api, keyed } from '../app/api.js';
import { useRefresh } from '../app/acts.js';
import { dayOf, endOfDay, sayDay, sayDeadline, sayInstant } from '../words/dates.js';
import { say, sayState } from '../words/say.js';
import { Act } from './act.js';
import type { Schemas } from '../app/api.js';

export function ExtendGate({ gateId, dueAt, society, primary }: { gateId: number; dueAt: string | null; society?: { id: string; name: string }; primary?: boolean }) {
  const refresh = useRefresh();
  const path = { id: gateId };
  return (
    <Act
      name={society === undefined ? say('gate.extend') : say('gate.extendFor', { name: society.name })} primary={primary}
      fields={[{ key: 'day', label: say('gate.newDay'), kind: 'date', required: true, value: dueAt === null ? '' : dayOf(Date.parse(dueAt) - 1), hint: say('gate.newDayHint') }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      preview={async ({ day = '' }) => <Preview of={await answer(api.POST('/api/v1/gates/{id}/extension/preview', { params: { path }, body: { dueAt: endOfDay(day), societyId: society?.id } }))} />}
      act={async ({ day = '', reason = '' }, key) => {
        await answer(api.POST('/api/v1/gates/{id}/extension', { params: { path, header: keyed(key) }, body: { dueAt: endOfDay(day), societyId: society?.id, reason } }));
        await refresh();
      }}
    />
  );
}

function Preview({ of }: { of: Schemas['ExtensionPreview'] }) {
  return (
    <>
      <p><strong>{of.message}</strong></p>
      <p>{say('gate.from')} {sayDeadline(of.before)} → {say('gate.to')} {sayDeadline(of.dueAt)}</p>
      <p>{say('gate.affected', { tasks: of.affected, societies: of.societies.length })}</p>
      {of.societies.length > 0 && <details><summary>{say('gate.told')}</summary><p>{of.societies.map(({ society }) => society.name).join(say('mark.list'))}</p></details>}
      {of.restDays.length > 0 && <p>{say('gate.restDays', { days: of.restDays.map(sayDay).join(say('mark.list')) })}</p>}
      {of.onRestDay && <p className="warn">{say('gate.onRestDay')}</p>}
      {of.calendarUnknown && <p className="warn">{say('gate.calendarUnknown')}</p>}
      <p>{say('gate.reminders', { before: of.reminders.before.map(({ wave }) => sayState('wave', wave)).join(' ') || '–', after: of.reminders.after.map(({ wave, at }) => `${sayState('wave', wave)} ${sayInstant(at)}`).join(say('mark.series')) || '–' })}</p>
    </>
  );
}

export function SuspendGate({ gateId }: { gateId: number }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('gate.suspend')} consequence={say('gate.suspendHint')} fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/gates/{id}/suspension', { params: { path: { id: gateId }, header: keyed(key) }, body: { reason } })); await refresh(); }}
    />
  );
}

export function ResumeGate({ gateId }: { gateId: number }) {
  const refresh = useRefresh();
  return <Act name={say('gate.resume')} consequence={say('gate.resumeHint')} act={async (_, key) => { await answer(api.POST('/api/v1/gates/{id}/resumption', { params: { path: { id: gateId }, header: keyed(key) }, body: {} })); await refresh(); }} />;
}
