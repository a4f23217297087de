/**
 * How many events Temporal keeps for a round: a whole rehearsal of 100 societies, and the mass stages (assessment and
 * applications) of 1,000. A stage for many societies must not cost more events than one for few.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { ROOT } from '../apps/cli/local/root.js';
import { parseProgramme } from '../domain/programme/parse.js';
import { chanceOf } from '../rehearsal/chance.js';
import { syntheticSocieties } from '../rehearsal/data.js';
import { drive, type Progress } from '../rehearsal/driver.js';
import { scaledSettings } from '../rehearsal/quota.js';
import { finish } from '../rehearsal/report.js';
import { prepare } from '../rehearsal/setup.js';
import { table } from './results.js';
import { type BenchSystem, withSystem } from './system.js';

const SEED = '1';
const WHOLE = 100;
const MASS = 1_000;
/** The mass stages are over when one of the others is open. */
const MASS_STAGES = new Set<string | undefined>([undefined, 'capabilityAssessment', 'applicationWindow']);

/** Ends a rehearsal early. */
class Enough extends Error {}

export async function events(): Promise<string> {
  const whole = await withSystem((system) => wholeRehearsal(system));
  const mass = await withSystem((system) => massStages(system));
  return [whole, '', mass].join('\n');
}

async function wholeRehearsal(system: BenchSystem): Promise<string> {
  const { programme, source } = await readProgramme();
  const begun = performance.now();
  const cast = await prepare({ ...system, programme, source, seed: SEED, label: 'bench', societies: syntheticSocieties(programme, WHOLE, chanceOf(SEED)) });
  await drive(cast, { tell: teller(begun) });
  const seconds = (performance.now() - begun) / 1000;
  const { result, faults } = await finish(cast, programme, scaledSettings(programme, WHOLE), seconds);
  const awards = Object.values(result.awards ?? {}).reduce((sum, n) => sum + n, 0);
  return [
    `### ${WHOLE} societies, from launch to the last final acceptance`,
    `${result.applications?.submitted} applications, ${awards} projects over three years, ${result.facts.accepted} facts, ${result.reminders.sent} reminders; ${Math.round(seconds)} s; ${held(faults)}.`,
    '',
    await eventsByType(system.temporalAddress, WHOLE),
  ].join('\n');
}

const held = (faults: { code: string }[]): string =>
  faults.length === 0 ? 'everything held that must hold whatever the seed' : `**it broke what must hold: ${faults.map(({ code }) => code).join(', ')}**`;

async function massStages(system: BenchSystem): Promise<string> {
  const { programme, source } = await readProgramme();
  const begun = performance.now();
  const cast = await prepare({ ...system, programme, source, seed: SEED, label: 'bench', societies: syntheticSocieties(programme, MASS, chanceOf(SEED)) });
  const tell = teller(begun);
  let last: Progress | undefined;
  await drive(cast, { tell: (progress) => {
    tell(progress);
    last = { ...progress };
    if (!MASS_STAGES.has(progress.stage)) throw new Enough();
  } }).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return [
    `### ${MASS} societies, from launch to the end of the applications`,
    `The programme's own quota (50), so the shortlist is not ten times as long; ${last?.acts ?? 0} acts; ${Math.round((performance.now() - begun) / 1000)} s. What is still open counts with what it has so far.`,
    '',
    await eventsByType(system.temporalAddress, MASS),
  ].join('\n');
}

/** Every run of the installation: nothing else has ever run in it. */
async function eventsByType(address: string, societies: number): Promise<string> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const byType = new Map<string, { workflows: Set<string>; runs: number; events: number; largest: number }>();
  for await (const run of client.workflow.list()) {
    const known = byType.get(run.type) ?? { workflows: new Set<string>(), runs: 0, events: 0, largest: 0 };
    // Lists know the length of what has ended.
    const length = run.status.name === 'RUNNING' ? (await client.workflow.getHandle(run.workflowId, run.runId).describe()).historyLength : run.historyLength;
    known.workflows.add(run.workflowId);
    byType.set(run.type, { ...known, runs: known.runs + 1, events: known.events + length, largest: Math.max(known.largest, length) });
  }
  await connection.close();
  const rows = [...byType].sort(([a], [b]) => a.localeCompare(b));
  const total = rows.reduce((sum, [, { events: n }]) => sum + n, 0);
  const count = rows.reduce((sum, [, { workflows }]) => sum + workflows.size, 0);
  const runs = rows.reduce((sum, [, one]) => sum + one.runs, 0);
  return table(
    ['workflow', 'workflows', 'runs', 'events', 'events per workflow', 'largest run'],
    [
      ...rows.map(([type, { workflows, runs: n, events: all, largest }]) => [`\`${type}\``, workflows.size, n, all, (all / workflows.size).toFixed(0), largest]),
      ['**all**', count, runs, `**${total}**`, `${(total / societies).toFixed(0)} per society`, Math.max(...rows.map(([, { largest }]) => largest))],
    ],
  );
}

async function readProgramme() {
  const file = 'world-class-2018.yaml';
  const source = await readFile(path.join(ROOT, 'programmes', file), 'utf8');
  const read = parseProgramme(source, file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { programme: read.programme, source };
}

/** A line per stage, and per hundred steps: it may take minutes. */
function teller(begun: number): (progress: Progress) => void {
  let told = '';
  return ({ now, stage, acts, steps }) => {
    const key = `${stage ?? 'projects'} ${Math.floor(steps / 100)}`;
    if (key === told) return;
    told = key;
    console.error(`${Math.round((performance.now() - begun) / 1000)} s: ${new Date(now).toISOString().slice(0, 10)} ${stage ?? 'no stage'}, ${acts} acts, ${steps} steps`);
  };
}
