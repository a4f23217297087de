/**
 * The best total affinity, found in another way than the product finds it: successive shortest paths with potentials
 * (Dijkstra over the dense graph), one reading at a time. Slow and independent; it checks the other.
 */
import type { Matching } from '../domain/review/matching.js';

/** −1 when not everything can be assigned. */
export function bestByPaths({ applications, experts, affinity }: Matching): number {
  const [n, m] = [applications.length, experts.length];
  const reads = new Uint8Array(n * m);
  const load = new Int32Array(m);
  const potentialA = new Float64Array(n);
  const potentialE = new Float64Array(m);
  const most = affinity.reduce((best, value) => Math.max(best, value), 0);
  // Costs are most − affinity ≥ 0, so that the first potentials may be zero.
  const cost = (i: number, j: number): number => most - (affinity[i * m + j] ?? 0);
  let total = 0;
  let readings = 0;
  for (let source = 0; source < n; source += 1) {
    for (let k = 0; k < (applications[source]?.need ?? 0); k += 1) {
      const distA = new Float64Array(n).fill(Infinity);
      const distE = new Float64Array(m).fill(Infinity);
      const fromE = new Int32Array(m).fill(-1);
      const fromA = new Int32Array(n).fill(-1);
      const done = { application: new Uint8Array(n), expert: new Uint8Array(m) };
      distA[source] = 0;
      let end = -1;
      while (end === -1) {
        const i = nearestOf(distA, done.application);
        const j = nearestOf(distE, done.expert);
        if (i === -1 && j === -1) return -1;
        if (i !== -1 && (j === -1 || (distA[i] ?? 0) <= (distE[j] ?? 0))) {
          done.application[i] = 1;
          for (let to = 0; to < m; to += 1) {
            if (done.expert[to] === 1 || (affinity[i * m + to] ?? -1) < 0 || reads[i * m + to] === 1) continue;
            const through = (distA[i] ?? 0) + cost(i, to) + (potentialA[i] ?? 0) - (potentialE[to] ?? 0);
            if (through < (distE[to] ?? 0)) {
              distE[to] = through;
              fromE[to] = i;
            }
          }
          continue;
        }
        done.expert[j] = 1;
        if ((load[j] ?? 0) < (experts[j]?.room ?? 0)) {
          end = j;
          break;
        }
        for (let to = 0; to < n; to += 1) {
          if (reads[to * m + j] !== 1 || done.application[to] === 1) continue;
          const through = (distE[j] ?? 0) - cost(to, j) + (potentialE[j] ?? 0) - (potentialA[to] ?? 0);
          if (through < (distA[to] ?? 0)) {
            distA[to] = through;
            fromA[to] = j;
          }
        }
      }
      const reach = distE[end] ?? 0;
      for (let i = 0; i < n; i += 1) potentialA[i] = (potentialA[i] ?? 0) + Math.min(distA[i] ?? 0, reach);
      for (let j = 0; j < m; j += 1) potentialE[j] = (potentialE[j] ?? 0) + Math.min(distE[j] ?? 0, reach);
      for (let j = end; j !== -1; ) {
        const i = fromE[j] ?? 0;
        reads[i * m + j] = 1;
        total += affinity[i * m + j] ?? 0;
        const before = i === source ? -1 : (fromA[i] ?? -1);
        if (before !== -1) {
          reads[i * m + before] = 0;
          total -= affinity[i * m + before] ?? 0;
        }
        j = before;
      }
      load[end] = (load[end] ?? 0) + 1;
      readings += 1;
    }
  }
  return readings === 0 ? 0 : total;
}

function nearestOf(distances: Float64Array, done: Uint8Array): number {
  let nearest = -1;
  distances.forEach((distance, index) => {
    if (done[index] === 0 && distance < Infinity && (nearest === -1 || distance < (distances[nearest] ?? 0))) nearest = index;
  });
  return nearest;
}
