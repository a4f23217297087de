/** Caps and floors per discipline group (000 §3: 分类遴选), asked before anyone is taken. */

interface Member {
  group: string;
}

export interface Quotas {
  caps: Readonly<Record<string, number>>;
  floors: Readonly<Record<string, number>>;
  /** Taken so far, by group. */
  taken: Readonly<Record<string, number>>;
  /** Still to be considered, by group: a floor cannot ask for more than there are. */
  candidates: Readonly<Record<string, number>>;
}

export const startQuotas = (candidates: readonly Member[], caps: Quotas['caps'], floors: Quotas['floors']): Quotas => ({
  caps,
  floors,
  taken: {},
  candidates: countByGroup(candidates),
});

/**
 * May all of them be taken? No cap is broken, and the places left still suffice for every group's floor; where floors ask
 * for more than there are places, at least it does not get worse.
 */
export function canTake(quotas: Quotas, rows: readonly Member[], placesLeft: number): boolean {
  const after = take(quotas, rows);
  const capsHold = rows.every(({ group }) => (after.taken[group] ?? 0) <= (quotas.caps[group] ?? Number.POSITIVE_INFINITY));
  return capsHold && shortage(after, placesLeft - rows.length) <= Math.max(0, shortage(quotas, placesLeft));
}

/** Which quota keeps one society out: its own group's cap, else the floors that the places left are owed to. */
export function whyNotTaken({ caps, floors, taken, candidates }: Quotas, { group }: Member, placesLeft: number): { cause: 'cap' | 'floor'; limit: number; owedTo: string[] } {
  const cap = caps[group];
  if (cap !== undefined && (taken[group] ?? 0) + 1 > cap) return { cause: 'cap', limit: cap, owedTo: [] };
  const owedTo = Object.entries(floors).filter(([key, floor]) => Math.min(floor - (taken[key] ?? 0), candidates[key] ?? 0) > 0).map(([key]) => key);
  return { cause: 'floor', limit: placesLeft, owedTo: owedTo.filter((key) => key !== group).sort() };
}

/** How many more places the floors ask for than are left; negative when there is room. */
function shortage({ floors, taken, candidates }: Quotas, placesLeft: number): number {
  const owed = Object.entries(floors).map(([group, floor]) => Math.min(Math.max(0, floor - (taken[group] ?? 0)), candidates[group] ?? 0));
  return owed.reduce((sum, n) => sum + n, 0) - Math.max(0, placesLeft);
}

export const take = (quotas: Quotas, rows: readonly Member[]): Quotas => ({
  ...passOver(quotas, rows),
  taken: plus(quotas.taken, rows, 1),
});

/** They are out of the running. */
export const passOver = (quotas: Quotas, rows: readonly Member[]): Quotas => ({ ...quotas, candidates: plus(quotas.candidates, rows, -1) });

const countByGroup = (rows: readonly Member[]): Record<string, number> => plus({}, rows, 1);

function plus(counts: Readonly<Record<string, number>>, rows: readonly Member[], each: number): Record<string, number> {
  const result = { ...counts };
  for (const { group } of rows) result[group] = (result[group] ?? 0) + each;
  return result;
}
