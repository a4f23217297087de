/**
 * Societies and their figures from a table: .csv, or the first sheet of an .xlsx file. The first row names the columns, in
 * Chinese or English (docs/rehearsal.md); every indicator of the programme is a column too, by its key or its name.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { Programme } from '../domain/programme/schema.js';
import { type Chance } from './chance.js';
import { drawConduct, legacyAward, type SocietyPlan, usualRecords } from './data.js';
import { plannedAwards } from './quota.js';
import { routes } from './suggested.js';

/** One thing that is wrong, with the row of the table that it is in (1 is the row of names). */
export interface InputFault {
  row: number;
  column: string;
  code: 'columnMissing' | 'columnUnknown' | 'valueMissing' | 'valueWrong' | 'repeated';
}

export class InputProblem extends Error {
  override name = 'InputProblem';

  constructor(readonly faults: InputFault[]) {
    super(`${faults.length} faults`);
  }
}

/** Text from a .csv, whatever Excel knows from an .xlsx. */
type Cell = unknown;

export async function readSocieties(file: string, programme: Programme, chance: Chance): Promise<SocietyPlan[]> {
  const table: Cell[][] = file.endsWith('.xlsx')
    ? await readSheet(file)
    : parse(await readFile(file, 'utf8'), { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  return societiesOf(table, programme, chance);
}

const COLUMNS: Record<string, readonly string[]> = {
  code: ['code', '编号', '统一社会信用代码'],
  name: ['name', '名称', '学会名称'],
  group: ['group', '学科', '学科类别'],
  email: ['email', '邮箱'],
  contact: ['contact', '联系人'],
  phone: ['phone', '电话'],
  party: ['partyOrganisation', '党的组织'],
  clean: ['cleanRecord', '无违纪违法'],
  penalty: ['penaltyOn', '处罚日期'],
  legacy: ['legacy', '优秀科技社团'],
};

const REQUIRED = ['code', 'name', 'group'];

export function societiesOf([names = [], ...rows]: Cell[][], programme: Programme, chance: Chance): SocietyPlan[] {
  const faults: InputFault[] = [];
  const indicators = indicatorsOf(programme);
  const columns = names.map((cell) => columnOf(text(cell), indicators));
  columns.forEach((column, n) => {
    if (column === undefined && text(names[n]) !== '') faults.push({ row: 1, column: text(names[n]), code: 'columnUnknown' });
  });
  for (const column of REQUIRED) if (!columns.includes(column)) faults.push({ row: 1, column, code: 'columnMissing' });
  if (faults.length > 0) throw new InputProblem(faults);

  const codes = new Set<string>();
  const societies = rows.map((row, n) => {
    const cell = (column: string): string | undefined => (columns.includes(column) ? text(row[columns.indexOf(column)]) : undefined);
    const wrong = (column: string, code: InputFault['code']): void => void faults.push({ row: n + 2, column, code });
    const society = societyOf(cell, wrong, programme, chance);
    if (codes.has(society.code)) wrong('code', 'repeated');
    codes.add(society.code);
    for (const { key } of indicators) {
      const value = cell(key);
      if (value === undefined || value === '') continue;
      if (Number.isFinite(Number(value))) society.figures[key] = Number(value);
      else wrong(key, 'valueWrong');
    }
    return Object.keys(society.figures).length > 0 ? society : { ...society, conduct: 'silent' as const };
  });
  if (faults.length > 0) throw new InputProblem(faults);
  return withConduct(societies, programme, chance);
}

/** The table says what societies are; how they behave is drawn by lot, as for those that are made up. */
function withConduct(societies: SocietyPlan[], programme: Programme, chance: Chance): SocietyPlan[] {
  const plain = societies.filter(({ conduct }) => conduct === 'plain').sort((a, b) => b.quality - a.quality).map(({ code }) => code);
  const drawn = drawConduct(plain.slice(0, plannedAwards(programme, societies.length)), societies.length, chance).conduct;
  const ways = routes(programme, [...societies].sort((a, b) => b.quality - a.quality).map(({ code }) => code), chance);
  return societies.map((society) => {
    const route = ways.get(society.code);
    return { ...society, conduct: drawn.get(society.code) ?? society.conduct, ...(route ? { route } : {}) };
  });
}

type Read = (column: string) => string | undefined;

function societyOf(cell: Read, wrong: (column: string, code: InputFault['code']) => void, programme: Programme, chance: Chance): SocietyPlan {
  const code = cell('code') ?? '';
  const name = cell('name') ?? '';
  const wanted = cell('group') ?? '';
  const group = programme.disciplineGroups.find((one) => one.key === wanted || one.name.zh === wanted || one.name.en === wanted);
  if (code === '') wrong('code', 'valueMissing');
  else if (!/^[0-9A-Za-z-]{2,32}$/.test(code)) wrong('code', 'valueWrong');
  if (name === '') wrong('name', 'valueMissing');
  if (group === undefined) wrong('group', wanted === '' ? 'valueMissing' : 'valueWrong');
  return {
    code, name, disciplineGroup: group?.key ?? '', authority: programme.authority, email: cell('email') || `${code.toLowerCase()}@rehearsal.example.org`, contact: cell('contact') ?? '', phone: cell('phone') ?? '',
    records: recordsOf(cell, wrong, programme), figures: {}, quality: chance(code, 'quality'), conduct: 'plain',
  };
}

/** A column that is not there says nothing unusual; an empty cell says that nobody knows. */
function recordsOf(cell: Read, wrong: (column: string, code: InputFault['code']) => void, programme: Programme): SocietyPlan['records'] {
  const [party, clean, ...standing] = usualRecords(programme);
  const records: NonNullable<SocietyPlan['records']> = [...standing];
  const organisation = cell('party');
  if (party !== undefined && (organisation === undefined || YES.has(organisation) || organisation === 'complete')) records.push(party);
  else if (party !== undefined && (NO.has(organisation ?? '') || organisation === 'incomplete')) records.push({ kind: 'partyOrganisation', value: { value: 'incomplete' }, asOf: party.asOf, document: party.document });
  else if (organisation !== '') wrong('party', 'valueWrong');
  const checked = cell('clean');
  if (clean !== undefined && (checked === undefined || YES.has(checked))) records.push(clean);
  else if (checked !== '' && checked !== undefined && !NO.has(checked)) wrong('clean', 'valueWrong');
  const penalty = cell('penalty');
  if (penalty !== undefined && penalty !== '') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(penalty)) {
      records.push({ kind: 'penalty', value: { value: '处罚' }, occurredOn: penalty, asOf: `${programme.year}-08-31`, issuer: '演练业务主管单位', provision: '演练规定', document: '演练：导入的记录' });
    } else wrong('penalty', 'valueWrong');
  }
  if (YES.has(cell('legacy') ?? '')) records.push(...legacyAward(programme));
  return records;
}

const YES: ReadonlySet<string> = new Set(['yes', 'true', '1', '是', '健全', '有']);
const NO: ReadonlySet<string> = new Set(['no', 'false', '0', '否', '不健全', '无']);

function indicatorsOf(programme: Programme) {
  const stage = programme.stages.find((one) => one.type === 'capabilityAssessment');
  return stage?.type === 'capabilityAssessment' ? stage.indicators : [];
}

function columnOf(name: string, indicators: ReturnType<typeof indicatorsOf>): string | undefined {
  const plain = Object.entries(COLUMNS).find(([, names]) => names.includes(name))?.[0];
  return plain ?? indicators.find((indicator) => indicator.key === name || indicator.name.zh === name || indicator.name.en === name)?.key;
}

function text(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell).trim() : '';
}
