import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseProgramme } from '../../domain/programme/parse.js';
import { chanceOf } from '../../rehearsal/chance.js';
import { syntheticSocieties } from '../../rehearsal/data.js';
import { drive } from '../../rehearsal/driver.js';
import { scaledSettings } from '../../rehearsal/quota.js';
import { finish } from '../../rehearsal/report.js';
import { prepare } from '../../rehearsal/setup.js';
import { ROOT } from './local/root.js';
import { connect } from './rehearse/connection.js';

const source = readFileSync(path.join(ROOT, 'programmes', 'world-class-2018.yaml'), 'utf8');
const read = parseProgramme(source, 'x');
if (!read.ok) throw new Error('bad');
const n = Number(process.argv.at(-1));
const connection = await connect(process.env, (line) => console.error(line));
try {
  const begun = performance.now();
  const societies = syntheticSocieties(read.programme, n, chanceOf('1'));
  const cast = await prepare({ ...connection, programme: read.programme, source, seed: '1', label: 'test', societies });
  console.error('prepared', performance.now() - begun);
  let last = '';
  await drive(cast, (p) => { const line = `${new Date(p.now + 8*3600e3).toISOString().slice(0,16)} ${p.stage} tasks ${p.openTasks} acts ${p.acts} steps ${p.steps}`; if (line !== last) console.error(Math.round(performance.now()-begun), line); last = line; });
  const done = await finish(cast, read.programme, scaledSettings(read.programme, n), (performance.now() - begun) / 1000);
  console.log(JSON.stringify(done, null, 1));
} finally {
  await connection.close();
}
