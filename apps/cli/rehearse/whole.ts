import type { Programme } from '../../../domain/programme/schema.js';
import { dayOf, yearOf } from '../../../domain/calendar/beijing.js';
import { drive, type Progress } from '../../../rehearsal/driver.js';
import { scaledSettings } from '../../../rehearsal/quota.js';
import { type Fault, finish, type Finished, type Result } from '../../../rehearsal/report.js';
import { insist } from '../../../rehearsal/session.js';
import { prepare } from '../../../rehearsal/setup.js';
import type { Cast } from '../../../rehearsal/cast.js';
import type { Arguments } from './arguments.js';
import type { Connection } from './connection.js';
import { readProgramme, societiesFor } from './programme.js';
import { both, sayWhen, show, tell } from './say.js';

/** The whole programme, from the figures to the final acceptance; true when everything holds that must. */
export async function rehearseAll(connection: Connection, name: string, given: Arguments): Promise<boolean> {
  const begun = performance.now();
  const { programme, source } = readProgramme(name);
  const societies = await societiesFor(programme, given);
  tell(both('rehearse.preparing', { societies: societies.length, seed: given.seed }));
  const cast = await prepare({ ...connection, programme, source, seed: given.seed, label: `${programme.key} ${societies.length}`, societies });
  const { now } = await drive(cast, { tell: progressOf(programme) });
  endProgress();
  const wallSeconds = Math.round((performance.now() - begun) / 100) / 10;
  const finished = await finish(cast, programme, scaledSettings(programme, societies.length), wallSeconds);
  report(programme, finished, now);
  if (given.delete) await remove(cast);
  else tell(both('rehearse.kept', { id: cast.setting.realm }));
  if (given.json) show(JSON.stringify(finished.result));
  return finished.faults.length === 0;
}

async function remove(cast: Cast): Promise<void> {
  const id = cast.setting.realm;
  await insist('', () => cast.setting.operator.client.DELETE('/api/v1/rehearsals/{id}', { params: { path: { id } } }));
  tell(both('rehearse.deleted', { id }));
}

/** One line that is written over on a terminal; elsewhere a line for every stage and year. */
export function progressOf(programme: Programme): (progress: Progress) => void {
  let last = '';
  return ({ now, stage, openTasks, acts, steps }) => {
    const names = programme.stages.find(({ type }) => type === stage)?.name;
    const label = names ? `${names.zh} · ${names.en}` : `${both('rehearse.construction')} ${yearOf(dayOf(now))}`;
    const line = both('rehearse.progress', { now: sayWhen(now), stage: label, tasks: openTasks, acts, steps }).split(' · ').slice(0, 2).join(' · ');
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
    else if (label !== last) tell(line);
    last = label;
  };
}

export const endProgress = (): void => void (process.stderr.isTTY && process.stderr.write('\n'));

function report(programme: Programme, { result, faults }: Finished, now: number): void {
  show('');
  show(both('rehearse.title', { programme: programme.name.zh, seconds: result.wallSeconds }));
  show(`  ${sayWhen(now)}`);
  const rows = rowsOf(result);
  for (const [row, value] of rows) show(`  ${value.padEnd(18)}  ${both(`rehearse.row.${row}`)}`);
  show('');
  if (faults.length === 0) show(both('rehearse.holds'));
  for (const { code, params } of faults) show(both(`rehearse.fault.${code satisfies Fault['code']}`, params));
}

type Row = 'societies' | 'shortlist' | 'applications' | 'objections' | 'awards' | 'taskBooks' | 'reports' | 'verdicts' | 'reminders' | 'facts' | 'temporal' | 'hash';

function rowsOf(result: Result): [Row, string][] {
  const slashed = (...numbers: number[]): string => numbers.join(' / ');
  const { shortlist, applications, objections, awards, verdicts, reminders, facts, temporal } = result;
  return [
    ['societies', String(result.societies)],
    ['shortlist', slashed(shortlist.byRank, shortlist.legacy, shortlist.total)],
    ['applications', slashed(applications.submitted, applications.accepted, applications.notAccepted)],
    ['objections', slashed(objections.received, objections.upheld)],
    ['awards', slashed(...Object.values(awards))],
    ['taskBooks', String(result.taskBooksSigned)],
    ['reports', slashed(result.selfEvaluations, result.annualReports, result.audits)],
    ['verdicts', slashed(verdicts.continue, verdicts.adjust, verdicts.terminate)],
    ['reminders', slashed(reminders.queued, reminders.sent, reminders.duplicates)],
    ['facts', slashed(facts.accepted, facts.acknowledged)],
    ['temporal', slashed(temporal.workflows, temporal.historyEvents, temporal.largestHistory)],
    ['hash', result.outcomeHash],
  ];
}
