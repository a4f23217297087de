// Mutants of a programme's settings: numbers and dates moved by one, switches flipped, rules and fields taken out.
import { isMap, isPair, isScalar, isSeq } from 'yaml';
import { nodeAt, readYaml } from '../sources.mjs';

/** Every mutant of what lies at these paths; texts that people read, and what is a choice of ours, are left alone. */
export function settingMutants(file, source, paths) {
  const document = readYaml(source);
  const mutants = [];
  const chosen = (document.toJS().choices ?? []).map(({ path }) => path);
  const ours = (path) => chosen.some((one) => path === one || path.startsWith(`${one}.`));
  for (const path of paths) {
    const node = nodeAt(document, path);
    if (node && !ours(path)) walk(node, path, (at, from, to, after) => mutants.push({ file, at: `${file}: ${at}`, before: source.slice(from, to).trim(), after, source: source.slice(0, from) + after + source.slice(to) }), source, ours);
  }
  return mutants;
}

/** Names, profiles and reasons are told, not applied; how long an answer may be is in no source. */
const TOLD = new Set(['zh', 'en', 'name', 'why', 'key', 'clause', 'anchor', 'evidence', 'unit', 'profile', 'goal', 'amountCents', 'hint', 'label', 'maxLength', 'maxRows', 'minRows']);

function walk(node, path, found, source, ours) {
  if (ours(path) || (isMap(node) && node.get('choice') === true)) return;
  if (isScalar(node)) {
    const [from, to] = node.range;
    for (const after of changed(node.value, source.slice(from, to))) found(path, from, to, after);
    return;
  }
  if (isSeq(node)) {
    for (const [n, item] of node.items.entries()) {
      const name = isMap(item) ? (item.get('key') ?? item.get('kind') ?? n) : n;
      if (node.items.length > 1 && item.range) remove(item, `${path}.${name}`, found, source, node.flow === true);
      walk(item, `${path}.${name}`, found, source, ours);
    }
    return;
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    if (!isPair(pair) || TOLD.has(String(pair.key))) continue;
    if (pair.value) walk(pair.value, `${path}.${String(pair.key)}`, found, source, ours);
  }
}

function changed(value, text) {
  if (typeof value === 'number') return [String(value + 1), String(value - 1)];
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value !== 'string') return [];
  const day = /^(["']?)(\d{2})-(\d{2})\1$/.exec(text);
  if (!day) return [];
  const moved = (by) => new Date(Date.UTC(2018, Number(day[2]) - 1, Number(day[3]) + by)).toISOString().slice(5, 10);
  return [1, -1].map((by) => `${day[1]}${moved(by)}${day[1]}`);
}

/** An item of a list without its line; in a flow list with its comma. */
function remove(item, path, found, source, flow) {
  const [from, , end] = item.range;
  if (flow) {
    const comma = source.indexOf(',', item.range[1]);
    const next = /^\s*,/.test(source.slice(item.range[1])) ? comma + 1 : item.range[1];
    found(`${path} removed`, from, next, '');
    return;
  }
  const dash = source.lastIndexOf('-', from);
  found(`${path} removed`, source.lastIndexOf('\n', dash) + 1, end, '');
}
