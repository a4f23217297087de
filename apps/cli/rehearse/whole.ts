import type { Programme } from '../../../domain/programme/schema.js';
import { dayOf, yearOf } from '../../../domain/calendar/beijing.js';
import type { Progress } from '../../../rehearsal/driver.js';
import type { Fault, Finished, Result } from '../../../rehearsal/report.js';
import { insist } from '../../../rehearsal/session.js';
import { rehearse } from '../../../rehearsal/whole.js';
import type { Cast } from '../../../rehearsal/cast.js';
import type { Arguments } from './arguments.js';
import type { Connection } from './connection.js';
import { readProgramme, societiesFor } from './programme.js';
import { both, LOCALE, plain, sayWhen, show, tell } from './say.js';

/** The whole programme, from the figures to the final acceptance; true when everything holds that must. */
export async function rehearseAll(connection: Connection, name: string, given: Arguments): Promise<boolean> {
  const { programme, source } = readProgramme(name);
  const societies = await societiesFor(programme, given);
  tell(both('rehearse.preparing', { societies: societies.length, seed: given.seed }));
  const { cast, now, ...finished } = await rehearse({ ...connection, programme, source, seed: given.seed, label: `${programme.key} ${societies.length}`, societies }, progressOf(programme));
  endProgress();
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
    const label = names ? names[LOCALE] : `${plain('rehearse.construction')} ${yearOf(dayOf(now))}`;
    const line = plain('rehearse.progress', { now: sayWhen(now), stage: label, tasks: openTasks, acts, steps });
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

type Row =
  | 'societies' | 'shortlist' | 'applications' | 'objections' | 'awards' | 'taskBooks' | 'commended' | 'checks' | 'sanctions' | 'reports' | 'verdicts' | 'materials' | 'reminders' | 'facts'
  | 'temporal' | 'hash';

const slashed = (...numbers: number[]): string => numbers.join(' / ');

/** No row for what the programme does not have. */
const row = (name: Row, numbers: number[] | undefined): [Row, string][] => (numbers === undefined ? [] : [[name, slashed(...numbers)]]);

function rowsOf(result: Result): [Row, string][] {
  const { shortlist, applications, objections, awards, verdicts, midTerm, acceptance, sanctions, reminders, facts, temporal } = result;
  return [
    ['societies', String(result.societies)],
    ...row('shortlist', shortlist && [shortlist.byRank, shortlist.legacy, shortlist.total]),
    ...row('applications', applications && [applications.submitted, applications.accepted, applications.notAccepted]),
    ...row('objections', objections && [objections.received, objections.upheld]),
    ...row('awards', awards && Object.values(awards)),
    ...row('commended', result.commended === undefined ? undefined : [result.commended, result.filed ?? 0]),
    ...row('checks', midTerm && acceptance && [midTerm.continue + midTerm.adjust + midTerm.terminate, acceptance.passed + acceptance.failed]),
    ...row('sanctions', sanctions && [sanctions.cases, sanctions.revoked, sanctions.clawbackCents, sanctions.barred]),
    ...row('taskBooks', result.taskBooksSigned === undefined ? undefined : [result.taskBooksSigned]),
    ...row('reports', verdicts && [result.selfEvaluations ?? 0, result.annualReports ?? 0, result.audits ?? 0]),
    ...row('verdicts', verdicts && [verdicts.continue, verdicts.adjust, verdicts.terminate]),
    ...Object.values(result.materials ?? {}).map((one): [Row, string] => [
      'materials', slashed(one.owed, one.submitted, one.late, one.warnings, one.explanations, one.findings, one.verified, one.rectified),
    ]),
    ['reminders', slashed(reminders.queued, reminders.sent, reminders.duplicates)],
    ['facts', slashed(facts.accepted, facts.acknowledged)],
    ['temporal', slashed(temporal.workflows, temporal.historyEvents, temporal.largestHistory)],
    ['hash', result.outcomeHash],
  ];
}
