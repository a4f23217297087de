/** The line of a dotted path, list items by their key, in the file that staff wrote. */
import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { type PathStep, type Place, placeOf } from './locate.js';

/** Where the path stands, or the nearest of its parents that is there. */
export function placesIn(source: string): (path: string) => Place {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  return (path) => placeOf(document, lines, stepsOf(document, path));
}

function stepsOf(document: Document, path: string): PathStep[] {
  const steps: PathStep[] = [];
  for (const name of path === '' ? [] : path.split('.')) {
    const node: unknown = steps.length === 0 ? document.contents : document.getIn(steps, true);
    if (!isSeq(node)) {
      if (!isMap(node)) break;
      steps.push(name);
      continue;
    }
    const index = node.items.findIndex((item) => isMap(item) && (item.get('key') === name || item.get('kind') === name));
    if (index === -1) break;
    steps.push(index);
  }
  return steps;
}
