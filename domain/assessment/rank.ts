/** Ranking by points. Order of arrival never plays a part; whoever is equal stays equal, and people decide. */

export interface RankRow {
  code: string;
  total: number;
  /** Compared one after the other, higher first, when totals are equal. A missing one comes after any given one. */
  tieBreakers?: readonly (number | undefined)[];
}

export interface Ranked {
  code: string;
  /** Standard competition ranking: 1, 2, 2, 4. */
  rank: number;
  total: number;
  /** The others of the same rank, by code. */
  tiedWith: string[];
}

/** Best first; inside a tie by code, which is the order of the list only, not of merit. */
export function rankSocieties(rows: readonly RankRow[]): Ranked[] {
  for (const row of rows) {
    if (![row.total, ...(row.tieBreakers ?? []).filter((one) => one !== undefined)].every(Number.isFinite)) throw new RangeError(`not a total: ${row.code}`);
  }
  const sorted = [...rows].sort((a, b) => byMerit(a, b) || compareCodes(a.code, b.code));
  const ranked: Ranked[] = [];
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start];
    if (!first) break;
    const rest = sorted.findIndex((row, index) => index > start && byMerit(first, row) !== 0);
    const tied = sorted.slice(start, rest === -1 ? sorted.length : rest);
    for (const { code, total } of tied) {
      ranked.push({ code, rank: start + 1, total, tiedWith: tied.map((row) => row.code).filter((other) => other !== code) });
    }
    start += tied.length;
  }
  return ranked;
}

/** By code unit, the same on every machine. */
export const compareCodes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byMerit(a: RankRow, b: RankRow): number {
  if (a.total !== b.total) return b.total - a.total;
  const length = Math.max(a.tieBreakers?.length ?? 0, b.tieBreakers?.length ?? 0);
  for (let n = 0; n < length; n += 1) {
    const left = a.tieBreakers?.[n] ?? Number.NEGATIVE_INFINITY;
    const right = b.tieBreakers?.[n] ?? Number.NEGATIVE_INFINITY;
    if (left !== right) return right > left ? 1 : -1;
  }
  return 0;
}
