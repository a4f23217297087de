/** All checks of a stage on what one society handed in, and what is asked of it because of them. */
import type { Day } from '../calendar/beijing.js';
import type { CheckLine, Figures, GovernanceCheck, Weighed } from './check.js';
import { councilNotGrown, councilSize } from './council.js';
import { allYes, idleBranches, none, share, shareReported, wholeGrowth } from './figures.js';

/** `on`: the day that "idle for so long" is looked at, the last day of handing in. Lines in the programme's order. */
export const evaluate = (checks: readonly GovernanceCheck[], figures: Figures, on: Day): CheckLine[] =>
  checks.map((check) => ({ key: check.key, ...weigh(check, figures, on) }));

export function weigh(check: GovernanceCheck, figures: Figures, on: Day): Weighed {
  switch (check.kind) {
    case 'councilSize':
      return councilSize(check, figures);
    case 'councilNotGrown':
      return councilNotGrown(check, figures);
    case 'share':
      return share(check, figures);
    case 'shareReported':
      return shareReported(check, figures);
    case 'allYes':
      return allYes(check, figures);
    case 'none':
      return none(check, figures);
    case 'idleBranches':
      return idleBranches(check, figures, on);
    case 'wholeGrowth':
      return wholeGrowth(check, figures);
  }
}

/** A warning asks for an explanation; a missing figure is asked for in the same letter. */
export const toExplain = (lines: readonly CheckLine[]): string[] =>
  lines.filter(({ result }) => result === 'warning' || result === 'unknown').map(({ key }) => key);

/** What staff are to verify. */
export const computedFindings = (lines: readonly CheckLine[]): string[] => lines.filter(({ result }) => result === 'finding').map(({ key }) => key);
