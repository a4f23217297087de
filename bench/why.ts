/**
 * What one "why" costs beside the plain read of the same result: the stored inputs are read, the result computed again and put
 * into words. Through the services that answer the API, without HTTP.
 */
import { LIVE } from '../domain/ids.js';
import { scoreSociety } from '../domain/assessment/score.js';
import { parseProgramme } from '../domain/programme/parse.js';
import type { StageOf } from '../domain/programme/schema.js';
import { THE_PUBLIC, type Principal } from '../domain/access/roles.js';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../apps/cli/local/root.js';
import { ExplanationsService } from '../apps/api/explanations/explanations.service.js';
import type { ExplanationKind } from '../apps/api/explanations/kind-names.js';
import { Plans } from '../apps/api/platform/plans.js';
import { saveAssessment } from '../records/assessments.js';
import { createPool, type Pool, wholeRealm, withScope } from '../records/pool.js';
import { assessmentLines } from '../records/shortlist.js';
import type { BenchDatabase } from './database.js';
import { median } from './measure.js';
import { table } from './results.js';
import { type BenchRound, openRound } from './window.js';

const SOCIETIES = 200;
const READS = 150;
const STAFF: Principal = { ...THE_PUBLIC, accountId: '00000000-0000-4000-8000-000000000001', realm: LIVE, roles: ['public', 'staff'] };

export async function why({ appUrl }: BenchDatabase): Promise<string> {
  const pool = createPool(appUrl, 4);
  const stage = await assessmentStage();
  const round = await openRound(pool, SOCIETIES);
  await assess(pool, round, stage);
  const service = new ExplanationsService(pool, new Plans());
  const first = stage.indicators[0]?.key ?? '';
  const asked: [ExplanationKind, (society: string) => string][] = [
    ['indicator', (society) => `${round.id}:${society}:${first}`], ['assessment', (society) => `${round.id}:${society}`], ['shortlist', (society) => `${round.id}:${society}`],
  ];
  const rows: (string | number)[][] = [];
  for (const [kind, id] of asked) {
    const took: Record<'plain' | 'why', number[]> = { plain: [], why: [] };
    for (let n = 0; n < READS; n += 1) {
      const society = round.societies[(n * 17) % SOCIETIES] ?? '';
      took.plain.push(await timed(() => withScope(pool, wholeRealm(LIVE), (tx) => assessmentLines(tx, round.id, society))));
      took.why.push(await timed(async () => {
        if (!(await service.explain(STAFF, kind, id(society), 'zh')).reproduces) throw new Error(`${kind} is not reproduced`);
      }));
    }
    rows.push([kind, median(took.plain).toFixed(2), median(took.why).toFixed(2), (median(took.why) / median(took.plain)).toFixed(1)]);
  }
  await pool.end();
  return [
    `${SOCIETIES} societies with ${stage.indicators.length} indicators each; ${READS} of each kind one after the other, in turn with the plain read of the stored result; median in milliseconds.`,
    '',
    table(['why', 'plain read', 'explanation', 'explanation ÷ read'], rows),
  ].join('\n');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function assessmentStage(): Promise<StageOf<'capabilityAssessment'>> {
  const file = 'world-class-2018.yaml';
  const read = parseProgramme(await readFile(path.join(ROOT, 'programmes', file), 'utf8'), file);
  const stage = read.ok ? read.programme.stages.find((one): one is StageOf<'capabilityAssessment'> => one.type === 'capabilityAssessment') : undefined;
  if (!stage) throw new Error(`${file} has no assessment`);
  return stage;
}

/** Society n has the best band of n indicators; ranks follow. */
async function assess(pool: Pool, round: BenchRound, stage: StageOf<'capabilityAssessment'>): Promise<void> {
  await withScope(pool, wholeRealm(LIVE), async (tx) => {
    const rows = [];
    for (const [n, societyId] of round.societies.entries()) {
      const figures = Object.fromEntries(stage.indicators.map((one, place) => [one.key, place <= n % stage.indicators.length ? one.bands?.[0] : one.bands?.[3]]));
      await tx.query(
        `INSERT INTO indicator_value (round_id, society_id, realm, indicator, value, evidence) SELECT $1, $2, $3, key, value::numeric, 'e' FROM jsonb_each_text($4)`,
        [round.id, societyId, LIVE, figures]);
      const score = scoreSociety(stage.indicators, [], figures, '', stage.bandShares);
      rows.push({ societyId, totalThousandths: Math.round(score.total * 1000), rank: 0, lines: score.lines });
    }
    rows.sort((a, b) => b.totalThousandths - a.totalThousandths);
    for (const row of rows) row.rank = rows.findIndex((other) => other.totalThousandths === row.totalThousandths) + 1;
    await saveAssessment(tx, LIVE, round.id, rows);
  });
}
