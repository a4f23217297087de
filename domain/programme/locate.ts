/** Finds the line of a problem in the file that staff wrote. */
import { isMap, isNode, isPair, isScalar, isSeq, type Document, type LineCounter } from 'yaml';

export type PathStep = string | number;
export interface Place {
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

/** Where the value at `path` begins; for something missing, where its nearest existing parent begins. */
export function placeOf(document: Document, lines: LineCounter, path: readonly PathStep[]): Place {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return asPlace(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

/** Where the key of an entry is written: an unknown field is a problem of the key, not of its value. */
export function placeOfKey(document: Document, lines: LineCounter, path: readonly PathStep[], key: string): Place {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair && isScalar(pair.key) && pair.key.range) return asPlace(lines, pair.key.range[0]);
  }
  return placeOf(document, lines, path);
}

/** `stages.application.due` instead of `stages.1.due`: list items go by their key where they have one. */
export function readablePath(document: Document, path: readonly PathStep[]): string {
  return path
    .map((step, depth) => {
      if (typeof step !== 'number') return step;
      const list = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const item = isSeq(list) ? list.items[step] : undefined;
      const key = isMap(item) ? (item.get('key') ?? item.get('kind')) : undefined;
      return typeof key === 'string' ? key : String(step);
    })
    .join('.');
}

function asPlace(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
