// Reads docs/sources.md: one section per source document, a table of clauses in each, and what was left out.
import { parseDocument, isMap, isSeq } from 'yaml';

/** `## 003 …` begins the section of a document; `## Law` that of the law on periods. */
const SECTION = /^## (?:(00\d)|(Law))\b(.*)$/;
const CLAUSE = /§\d+(?:\.\d+)*/g;
const QUOTED = /"([^"]+)"/g;

/** Sections, each with its programme file, its rows and the clauses that it leaves out. */
export function readSources(text) {
  const sections = [];
  let section;
  let leavingOut = false;
  for (const [index, line] of text.split('\n').entries()) {
    const begins = SECTION.exec(line);
    if (begins) {
      section = { document: begins[1] ?? 'law', title: line.slice(3).trim(), programme: undefined, rows: [], leftOut: [] };
      sections.push(section);
      leavingOut = false;
    } else if (/^## /.test(line)) section = undefined;
    if (!section) continue;
    section.programme ??= /`(programmes\/[a-z0-9-]+\.yaml)`/.exec(line)?.[1];
    if (/^###/.test(line)) leavingOut = /left out/i.test(line);
    else if (leavingOut && line.startsWith('- ')) section.leftOut.push(...clausesIn(section.document, line));
    const row = leavingOut ? undefined : rowOf(section.document, line, index + 1);
    if (row) section.rows.push(row);
  }
  return sections;
}

function rowOf(document, line, number) {
  const cells = line.startsWith('|') ? line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()) : [];
  if (cells.length !== 5 || !(document === 'law' ? /^\d{3}/ : /§/).test(cells[0])) return undefined;
  const [clause, says, programme, code, test] = cells;
  return { line: number, clauses: clausesIn(document, clause), label: clause, says, programme: pathsIn(programme), code: filesIn(code), tests: testsIn(test) };
}

const clausesIn = (document, text) => (document === 'law' ? [...text.matchAll(/\b\d{3}(?:–\d{3})?\b/g)].map(([found]) => `law ${found}`) : [...text.matchAll(CLAUSE)].map(([found]) => `${document} ${found}`));

const ticked = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner);

/** `project.steps.inspection`, `.audit`: what begins with a dot has the parent of the path before it. */
function pathsIn(text) {
  const paths = [];
  for (const token of ticked(text)) {
    if (!/^\.?[A-Za-z][\w.]*$/.test(token)) continue;
    const before = paths.at(-1) ?? '';
    paths.push(token.startsWith('.') ? `${before.slice(0, before.lastIndexOf('.'))}${token}` : token);
  }
  return paths;
}

const filesIn = (text) => ticked(text).filter((token) => token.includes('/'));

/** `domain/tiers/fill`: "a name", "another"; a name may be cut with an ellipsis. Paths are under test/. */
function testsIn(text) {
  const marks = [...text.matchAll(/`([^`]+)`/g)].filter(([, inner]) => inner.includes('/'));
  return marks.map((mark, index) => {
    const until = marks[index + 1]?.index ?? text.length;
    const after = text.slice(mark.index + mark[0].length, until);
    const names = [...after.matchAll(QUOTED)].map(([, name]) => name);
    return { file: mark[1].replace(/^test\//, '').replace(/\.test\.ts$/, ''), names };
  });
}

/** Whether a test's title is the one that is named: every piece between ellipses occurs, in order. */
export function isNamed(full, name) {
  const title = straight(full);
  let from = 0;
  for (const piece of straight(name).split('…').map((one) => one.trim()).filter((one) => one !== '')) {
    const at = title.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

/** A page may print the quotation marks of a title in another way. */
const straight = (text) => text.replace(/[“”"'’]/g, '');

/** The node at a dotted path of a programme; items of a list by their key or kind. Undefined when there is none. */
export function nodeAt(document, path) {
  let node = document.contents;
  for (const part of path.split('.')) {
    if (isMap(node)) node = node.get(part, true);
    else if (isSeq(node)) node = node.items.find((item) => isMap(item) && (item.get('key') === part || item.get('kind') === part));
    else return undefined;
    if (node === undefined || node === null) return undefined;
  }
  return node;
}

export const readYaml = (source) => parseDocument(source, { keepSourceTokens: true });
