import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isNamed, nodeAt, readSources, readYaml, type SourceRow } from '../../tools/sources.mjs';

const sections = readSources(readFileSync('docs/sources.md', 'utf8'));
/** Those whose tables are in the form of this page. */
const FORMED = ['000', '001', '002', '003', '004', 'law'];
const written = sections.filter((section) => FORMED.includes(section.document) && section.rows.length > 0);
const parts = (document: string, counts: readonly number[]): string[] =>
  counts.flatMap((count, part) => (count === 0 ? [`${document} §${part + 1}`] : Array.from({ length: count }, (_, item) => `${document} §${part + 1}.${item + 1}`)));

/** Every operative clause: parts with so many items each (0: the part itself); 002 counts its items through. */
const CLAUSES: Record<string, string[]> = {
  '000': parts('000', [0, 0, 4, 2, 5, 3]),
  '001': [...parts('001', [4, 0, 4, 4, 3]), '001 §6'],
  '002': Array.from({ length: 30 }, (_, item) => `002 §${item + 1}`),
  '003': parts('003', [3, 2, 2, 4, 4]),
  '004': parts('004', [0, 6, 4, 3, 3]),
  law: ['law 200', 'law 201', 'law 203', 'law 204'],
};

describe('docs/sources.md', () => {
  test('has a section for each document and the law', () => {
    expect([...new Set(sections.map(({ document }) => document))].sort()).toEqual(Object.keys(CLAUSES).sort());
  });

  test.each(written.map(({ document, rows, leftOut }) => ({ document, rows, leftOut })))('$document: no operative clause is missing', ({ document, rows, leftOut }) => {
    const told = [...rows.flatMap((row) => row.clauses), ...leftOut];
    // A part is told by its items, an item by its sub-items; a part told as a whole tells its items.
    const isTold = (clause: string) => told.some((one) => one === clause || one.startsWith(`${clause}.`) || clause.startsWith(`${one}.`));
    expect((CLAUSES[document] ?? []).filter((clause) => !isTold(clause))).toEqual([]);
  });

  const rows: { where: string; programme: string | undefined; row: SourceRow }[] = written.flatMap((section) =>
    section.rows.map((row) => ({ where: `line ${row.line}: ${section.document} ${row.label}`, programme: section.programme, row })));

  test.each(rows)('$where: code and tests exist', ({ row }) => {
    expect(row.code.filter((file) => !existsSync(file))).toEqual([]);
    expect(row.tests.length).toBeGreaterThan(0);
    expect(row.tests.flatMap(missingTests)).toEqual([]);
  });

  test.each(rows.filter(({ row }) => row.programme.length > 0))('$where: the programme has these paths', ({ programme, row }) => {
    const definition = readYaml(readFileSync(programme ?? '', 'utf8'));
    expect(row.programme.filter((place) => nodeAt(definition, place) === undefined)).toEqual([]);
  });
});

/** Files that are not there, and titles that no test of the file has. */
function missingTests({ file, names }: SourceRow['tests'][number]): string[] {
  const whole = path.join('test', file);
  const files = existsSync(`${whole}.test.ts`) ? [`${whole}.test.ts`] : existsSync(whole) ? readdirSync(whole).filter((one) => one.endsWith('.test.ts')).map((one) => path.join(whole, one)) : [];
  if (files.length === 0) return [whole];
  const titles = files.flatMap((one) => titlesIn(readFileSync(one, 'utf8')));
  return names.filter((name) => !titles.some((title) => isNamed(title, name))).map((name) => `${file}: ${name}`);
}

/** Every string of the file: the titles of tests and groups, and those in tables of cases. */
const titlesIn = (text: string): string[] => [...text.matchAll(/(['"`])((?:\\.|(?!\1).)+)\1/g)].map((match) => (match[2] ?? '').replaceAll('\\', ''));
