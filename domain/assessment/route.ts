/** How a society comes onto the shortlist: by rank, as a legacy society, or not (000 §5.1). */
import type { Shortlist } from './shortlist.js';

export function shortlistRoute(list: Pick<Shortlist, 'byRank' | 'legacy'>, code: string): 'rank' | 'legacy' | null {
  if (list.byRank.includes(code)) return 'rank';
  return list.legacy.includes(code) ? 'legacy' : null;
}
